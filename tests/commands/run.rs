//! `run` and `explain`: pages in, scored pairs out, and why each is there.

use std::io::Read;

use crate::common::{Folder, column, seeds, stderr, stdout};
use predicates::prelude::PredicateBooleanExt;
use predicates::str::contains;

const MS_EN: [&str; 4] = ["-s", "ms", "-t", "en"];

/// A table without what the tuning of scores moves.
fn without_scores(table: &str) -> String {
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let mut rows = String::new();
    for row in reader.records() {
        let row = row.expect("a row");
        let cells: Vec<&str> = row.iter().enumerate().filter(|(i, _)| *i != 2).map(|(_, cell)| cell).collect();
        rows.push_str(&cells.join(" | "));
        rows.push('\n');
    }
    rows
}

#[test]
fn two_pages_that_are_translations_give_their_pairs() {
    let folder = Folder::of_data(&["pages"]);
    let done = folder.call(&["run", "pages"]).args(MS_EN).assert().code(0);
    insta::assert_snapshot!("pages_pairs", without_scores(&stdout(&done)));
    insta::assert_snapshot!("pages_funnel", stderr(&done));
    for score in column(&stdout(&done), "score") {
        assert!((0.5..=1.0).contains(&score.parse::<f64>().expect("a number")), "{score}");
    }
}

#[test]
fn the_seeds_give_the_same_pairs_and_counts_as_ever() {
    let folder = Folder::new();
    for entry in std::fs::read_dir(seeds()).expect("the seeds") {
        let path = entry.expect("an entry").path();
        if path.is_file() {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            folder.write(&format!("seeds/{name}"), &std::fs::read(&path).expect("a page"));
        }
    }
    let done = folder.call(&["run", "seeds"]).args(MS_EN).assert().code(0);
    insta::assert_snapshot!("seeds_pairs", without_scores(&stdout(&done)));
    insta::assert_snapshot!("seeds_funnel", stderr(&done));
}

#[test]
fn a_page_in_both_languages_is_aligned_with_itself() {
    let folder = Folder::of_data(&["both.html"]);
    let table = stdout(&folder.call(&["run", "both.html", "--keep-all"]).args(MS_EN).assert().code(0));
    assert!(column(&table, "src_doc").iter().chain(&column(&table, "trg_doc")).all(|doc| doc == "both.html"));
    let pairs: Vec<(String, String)> = column(&table, "src_text").into_iter().zip(column(&table, "trg_text")).collect();
    let has = |src: &str, trg: &str| pairs.iter().any(|(s, t)| s.contains(src) && t.contains(trg));
    assert!(has("18 buah sekolah", "18 schools") && has("3,000 buah buku", "3,000 books"), "{pairs:?}");
    assert!(has("Encik Rahman Yusof", "Mr Rahman Yusof"), "{pairs:?}");
    assert_eq!(pairs.len(), column(&table, "bead").len());
}

#[test]
fn neighbouring_documents_without_a_partner_stay_alone() {
    let folder = Folder::of_data(&["six"]);
    let done = folder.call(&["run", "six"]).args(MS_EN).assert().code(0);
    let docs = column(&stdout(&done), "src_doc");
    assert!(docs.iter().all(|doc| doc == "six/badminton.txt" || doc == "six/banjir.txt"), "{docs:?}");
    assert!(docs.len() >= 12, "{} pairs of 13", docs.len());
    assert!(stderr(&done).contains("in 2 aligned document pairs + 10 without a partner document"));
}

#[test]
fn malay_and_indonesian_need_no_english() {
    let folder = Folder::with(&[
        (
            "a/ms.txt",
            "Polis Diraja Malaysia menahan tiga orang lelaki di Johor Bahru pada hari Isnin.\n\
             Mereka disyaki mencuri 12 buah kereta sejak bulan Mac.\n\
             Ketua polis daerah berkata kes itu disiasat mengikut Kanun Keseksaan kerana jumlahnya besar.\n\
             Orang ramai diminta menelefon balai polis jika mempunyai maklumat.\n",
        ),
        (
            "a/id.txt",
            "Polisi Malaysia menangkap tiga orang pria di Johor Bahru pada hari Senin.\n\
             Mereka diduga mencuri 12 mobil sejak bulan Maret.\n\
             Kepala polisi distrik mengatakan kasus itu diselidiki berdasarkan KUHP karena jumlahnya besar.\n\
             Masyarakat diminta menelepon kantor polisi jika memiliki informasi.\n",
        ),
    ]);
    let done = folder.call(&["run", "a", "-s", "ms", "-t", "id", "--keep-all"]).assert().code(0);
    let table = stdout(&done);
    assert_eq!(column(&table, "bead"), ["1-1"; 4]);
    assert_eq!(column(&table, "src_index"), ["0", "1", "2", "3"]);
    assert_eq!(column(&table, "trg_index"), ["0", "1", "2", "3"]);
    assert!(column(&table, "trg_lang").iter().all(|lang| lang == "id"));
}

#[test]
fn what_is_rejected_is_written_with_its_reasons() {
    let folder = Folder::of_data(&["six"]);
    let done = folder.call(&["run", "six", "--min-score", "0.999", "-o", "kept.csv", "--rejects", "rejects.csv"]);
    let done = { done }.args(MS_EN).assert().code(0);
    let (kept, rejects) = (folder.read("kept.csv"), folder.read("rejects.csv"));
    let (kept_ids, reject_ids) = (column(&kept, "pair_id"), column(&rejects, "pair_id"));
    assert!(!reject_ids.is_empty() && column(&rejects, "flags").iter().all(|f| f.contains("low_score")));
    let least = |score: &String| score.parse::<f64>().expect("a number") >= 0.999;
    assert!(column(&kept, "score").iter().all(least) && !column(&rejects, "score").iter().any(least));
    let counts =
        format!("{} = {} kept + {} rejected", kept_ids.len() + reject_ids.len(), kept_ids.len(), reject_ids.len());
    assert!(stderr(&done).contains(&counts), "{}", stderr(&done));
    // With --keep-all the same pairs are all there, flagged.
    let all = folder.call(&["run", "six", "--min-score", "0.999", "--keep-all"]).args(MS_EN).assert().code(0);
    let all = stdout(&all);
    let low = |(_, flags): &(String, String)| flags.contains("low_score");
    let mut flagged: Vec<String> =
        column(&all, "pair_id").into_iter().zip(column(&all, "flags")).filter(low).map(|p| p.0).collect();
    flagged.sort();
    let mut reject_ids = reject_ids;
    reject_ids.sort();
    assert_eq!(flagged, reject_ids);
    assert_eq!(column(&all, "pair_id").len(), kept_ids.len() + flagged.len());
    folder.call(&["run", "six", "--min-score", "2"]).args(MS_EN).assert().code(2).stderr(contains("0 to 1"));
}

#[test]
fn rules_are_set_by_name() {
    let folder = Folder::of_data(&["six"]);
    let wrong = folder.read("six/flood.txt").replace("RM3 million", "RM5 million");
    folder.write("six/flood.txt", wrong.as_bytes());
    let flags = |rule: &[&str]| {
        let done = folder.call(&["run", "six", "--min-score", "0"]).args(MS_EN).args(rule).assert();
        let table = stdout(&done.code(0));
        column(&table, "src_text").into_iter().zip(column(&table, "flags")).collect::<Vec<_>>()
    };
    let told = |rows: &[(String, String)]| rows.iter().filter(|(_, f)| f.contains("number_mismatch")).count();
    let flagged = flags(&[]);
    assert_eq!((flagged.len(), told(&flagged)), (13, 1), "{flagged:?}");
    let off = flags(&["--rule", "number_mismatch=off"]);
    assert_eq!((off.len(), told(&off)), (13, 0), "{off:?}");
    let dropped = flags(&["--rule", "number_mismatch=drop"]);
    assert_eq!(dropped.len(), 12, "{dropped:?}");
    for (rule, said) in [("number_mismatch=maybe", "NAME=drop"), ("no_such_rule=drop", "no_such_rule")] {
        folder.call(&["run", "six", "--rule", rule]).args(MS_EN).assert().code(2).stderr(contains(said));
    }
}

#[test]
fn cells_that_a_spreadsheet_would_run_are_prefixed_on_demand() {
    let folder = Folder::of_data(&["six"]);
    for (name, line) in [
        ("six/banjir.txt", "-5 darjah Celsius dicatat di puncak Gunung Kinabalu pada 3 Januari.\n"),
        ("six/flood.txt", "-5 degrees Celsius was recorded at the top of Mount Kinabalu on 3 January.\n"),
    ] {
        folder.write(name, (folder.read(name) + line).as_bytes());
    }
    let table =
        |more: &[&str]| stdout(&folder.call(&["run", "six", "--keep-all"]).args(MS_EN).args(more).assert().code(0));
    assert!(column(&table(&[]), "src_text").iter().any(|t| t.starts_with("-5 darjah")));
    let safe = table(&["--spreadsheet-safe"]);
    assert!(column(&safe, "src_text").iter().any(|t| t.starts_with("'-5 darjah")));
    assert!(column(&safe, "trg_text").iter().any(|t| t.starts_with("'-5 degrees")));
}

#[test]
fn outputs_are_packed_by_their_names() {
    let folder = Folder::of_data(&["six"]);
    let plain = stdout(&folder.call(&["run", "six"]).args(MS_EN).assert().code(0));
    for name in ["p.csv", "p.csv.gz", "p.csv.zst"] {
        folder.call(&["run", "six", "-q", "-o", name]).args(MS_EN).assert().code(0).stdout("").stderr("");
        let bytes = std::fs::read(folder.path(name)).expect("an output");
        let bytes = match name {
            "p.csv.gz" => {
                let mut unpacked = Vec::new();
                flate2::read::GzDecoder::new(bytes.as_slice()).read_to_end(&mut unpacked).expect("gzip");
                unpacked
            }
            "p.csv.zst" => zstd::decode_all(bytes.as_slice()).expect("zstd"),
            _ => bytes,
        };
        let text = String::from_utf8(bytes).expect("UTF-8");
        assert_eq!(text, plain, "{name}");
    }
    assert_eq!(folder.names(), ["p.csv", "p.csv.gz", "p.csv.zst", "six"], "nothing half-written is left behind");
}

/// The identifier of the pair whose source text holds some words.
fn id_of(table: &str, words: &str) -> String {
    let texts = column(table, "src_text");
    let at = texts.iter().position(|text| text.contains(words)).expect("the pair");
    column(table, "pair_id").swap_remove(at)
}

#[test]
fn explain_shows_words_numbers_places_and_what_was_changed() {
    let folder = Folder::of_data(&["six"]);
    // Hard wrapping with a hyphen, to be undone.
    let wrapped = folder.read("six/banjir.txt").replace("tidak bermain di tepi", "tidak ber-\nmain di tepi");
    folder.write("six/banjir.txt", wrapped.as_bytes());
    folder
        .call(&["run", "six", "-o", "p.csv", "--save-lexicon", "p.lexicon", "--keep-all"])
        .args(MS_EN)
        .assert()
        .code(0);
    let table = folder.read("p.csv");
    let done = folder.call(&["explain", &id_of(&table, "1,240 mangsa"), "p.csv"]).assert().code(0);
    let text = stdout(&done);
    for part in ["six/banjir.txt", "six/flood.txt", "numbers  src: 1240, 9  trg: 1240, 9", "Kuala"] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    assert!(!text.contains("without what the run learned"), "{text}");
    // The bytes it names are the sentence's.
    let span = text.lines().find(|l| l.starts_with("src")).and_then(|l| l.rsplit_once("bytes ")).expect("bytes").1;
    let (start, end) = span.split_once('-').expect("a range");
    let range = start.parse::<usize>().expect("a number")..end.parse::<usize>().expect("a number");
    assert!(folder.read("six/banjir.txt")[range].starts_with("Seramai 1,240"));
    let done = folder.call(&["explain", &id_of(&table, "di tepi sungai"), "p.csv"]).assert().code(0);
    assert!(stdout(&done).contains("changed"), "{}", stdout(&done));
    // The terms of the score add up to their total.
    let number = |line: &str| line.split_whitespace().next().and_then(|n| n.parse::<f64>().ok());
    let (head, terms) = text.split_once("against chance: ").expect("the total");
    assert!(head.contains("score"));
    let total = number(terms).expect("a number");
    let sum: f64 = terms.lines().skip(1).take_while(|l| l.starts_with("  ")).filter_map(number).sum();
    assert!((total - sum).abs() < 0.1, "{total} against {sum}\n{text}");
}

#[test]
fn explain_goes_on_where_the_document_is_gone() {
    let folder = Folder::of_data(&["six"]);
    folder.call(&["run", "six", "-o", "p.csv"]).args(MS_EN).assert().code(0);
    let id = id_of(&folder.read("p.csv"), "1,240 mangsa");
    folder.call(&["explain", &id, "p.csv"]).assert().code(0).stdout(contains("without what the run learned of words"));
    std::fs::remove_file(folder.path("six/banjir.txt")).expect("removed");
    folder.write("six/flood.txt", b"Gone.\n");
    folder
        .call(&["explain", &id, "p.csv"])
        .assert()
        .code(0)
        .stdout(contains("not at that path any more").and(contains("changed since")).and(contains("1240")));
    folder.call(&["explain", &id, "none.csv"]).assert().code(1).stderr(contains("none.csv"));
}
