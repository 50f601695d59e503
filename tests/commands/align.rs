//! `align`: two texts, or many rows of a jobs file.

use crate::common::{Folder, column, stderr, stdout};
use predicates::prelude::PredicateBooleanExt;
use predicates::str::contains;

const MS_EN: [&str; 4] = ["-s", "ms", "-t", "en"];

/// Three sentences against four: one is said in two, one has no partner.
fn texts() -> Folder {
    Folder::with(&[
        (
            "ms.txt",
            "Sekolah itu mempunyai 620 orang murid dan 41 orang guru.\n\
             Makmal komputernya dibina pada tahun 1998, tetapi atapnya bocor setiap kali hujan lebat turun.\n\
             Guru besar meminta bantuan daripada kerajaan.\n",
        ),
        (
            "en.txt",
            "The school has 620 pupils and 41 teachers.\n\
             Its computer laboratory was built in 1998.\n\
             However, the roof leaks whenever heavy rain falls.\n\
             The headmaster asked the government for help.\n",
        ),
    ])
}

#[test]
fn every_format_says_the_same_beads() {
    let folder = texts();
    let of = |format: &str| {
        let call = ["align", "ms.txt", "en.txt", "--pre-split", "--format", format];
        stdout(&folder.call(&call).args(MS_EN).assert().code(0))
    };
    let beads = ["[0]:[0]", "[1]:[1, 2]", "[2]:[3]"];
    let found = of("ladder");
    let found: Vec<&str> = found.lines().map(|line| line.rsplit_once(':').expect("a score").0).collect();
    assert_eq!(found, beads);
    let rungs = of("hunalign");
    let rungs: Vec<&str> = rungs.lines().map(|line| line.rsplit_once('\t').expect("a score").0).collect();
    assert_eq!(rungs, ["0\t0", "1\t1", "2\t3", "3\t4"]);
    let table = of("csv");
    assert_eq!(column(&table, "bead"), ["1-1", "1-2", "1-1"]);
    assert_eq!(column(&table, "trg_index"), ["0", "1+2", "3"]);
    assert_eq!(column(&table, "src_doc"), ["ms.txt"; 3]);
    assert_eq!(
        of("tsv").replace('\t', "|").lines().next(),
        Some(table.lines().next().expect("a header").replace(',', "|").as_str())
    );
    let rows: Vec<serde_json::Value> =
        of("jsonl").lines().map(|line| serde_json::from_str(line).expect("a row")).collect();
    assert_eq!(rows.len(), 3);
    assert_eq!(rows[1]["trg_text"], column(&table, "trg_text")[1]);
    let memory = of("tmx");
    assert_eq!(memory.matches("<tu ").count(), 3);
    assert!(memory.contains("<seg>The headmaster asked the government for help.</seg>"), "{memory}");
    let spans: Vec<String> = column(&table, "trg_span");
    let text = folder.read("en.txt");
    for (span, said) in spans.iter().zip(column(&table, "trg_text")) {
        let parts = span.split('+').map(|part| {
            let (start, end) = part.split_once('-').expect("a range");
            &text[start.parse::<usize>().expect("a number")..end.parse::<usize>().expect("a number")]
        });
        assert_eq!(parts.collect::<Vec<_>>().join(" "), said);
    }
}

#[test]
fn paragraphs_are_split_unless_they_are_sentences_already() {
    let folder = Folder::with(&[
        ("ms.txt", "Kedai itu dibuka jam 9 pagi. Ia tutup jam 10 malam.\nPemiliknya berasal dari Perlis.\n"),
        ("en.txt", "The shop opens at 9 am. It closes at 10 pm.\nIts owner comes from Perlis.\n"),
    ]);
    let ladder = |more: &[&str]| {
        let call = folder.call(&["align", "ms.txt", "en.txt", "--format", "ladder"]).args(MS_EN).args(more).assert();
        stdout(&call.code(0)).lines().map(|l| l.rsplit_once(':').expect("a score").0.to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(ladder(&[]), ["[0]:[0]", "[1]:[1]", "[2]:[2]"]);
    assert_eq!(ladder(&["--pre-split"]), ["[0]:[0]", "[1]:[1]"]);
}

#[test]
fn line_by_line_pairs_are_only_scored() {
    let folder = Folder::with(&[
        ("ms.txt", "Kucing itu tidur di atas meja.\nSaya membeli tiga buah buku semalam.\nHujan turun dengan lebat.\n"),
        ("en.txt", "The cat sleeps on the table.\nThe minister visited Jakarta in 2014.\nIt is raining heavily.\n"),
    ]);
    let call = folder
        .call(&["align", "ms.txt", "en.txt", "--one-to-one", "--pre-split", "--format", "csv"])
        .args(MS_EN)
        .assert();
    let table = stdout(&call.code(0));
    assert_eq!(column(&table, "src_index"), ["0", "1", "2"]);
    assert_eq!(column(&table, "trg_index"), ["0", "1", "2"]);
    let scores: Vec<f64> = column(&table, "score").iter().map(|s| s.parse().expect("a number")).collect();
    assert!(scores[0] > scores[1] && scores[2] > scores[1], "{scores:?}");
}

#[test]
fn jobs_are_aligned_together_and_each_has_its_output() {
    let folder = texts();
    folder.write("jobs.tsv", b"ms.txt\ten.txt\t1.out\n\nms.txt\ten.txt\t2.out\n");
    let call = ["align", "--jobs", "jobs.tsv", "--pre-split", "--format", "ladder", "--no-learn"];
    folder.call(&call).args(MS_EN).assert().code(0).stdout("");
    let alone = folder.call(&["align", "ms.txt", "en.txt", "--pre-split", "--format", "ladder", "--no-learn"]);
    let alone = stdout(&{ alone }.args(MS_EN).assert().code(0));
    // Scores hang on the frequencies of words in the batch; beads do not.
    let beads =
        |text: &str| text.lines().map(|l| l.rsplit_once(':').map_or("", |b| b.0).to_owned()).collect::<Vec<_>>();
    assert_eq!(beads(&folder.read("1.out")), beads(&alone));
    assert_eq!(folder.read("2.out"), folder.read("1.out"));
    folder.call(&["align", "--jobs", "jobs.tsv", "--pre-split", "-j", "2"]).args(MS_EN).assert().code(0);
    let two = folder.read("1.out");
    folder.call(&["align", "--jobs", "jobs.tsv", "--pre-split", "-j", "1"]).args(MS_EN).assert().code(0);
    assert_eq!(folder.read("1.out"), two);
    folder
        .call(&["align", "--jobs", "jobs.tsv", "-o", "x.tsv"])
        .args(MS_EN)
        .assert()
        .code(2)
        .stderr(contains("--jobs"));
}

#[test]
fn what_is_learned_can_be_kept() {
    let folder = Folder::of_data(&["six"]);
    let call = ["align", "six/banjir.txt", "six/flood.txt", "--save-lexicon", "learned.lexicon", "-o", "out.tsv"];
    folder.call(&call).args(MS_EN).assert().code(0);
    let text = folder.read("learned.lexicon");
    let learned = sejajar::lexicon::Learned::parse(&text, "learned.lexicon").expect("it is read back");
    assert_eq!(learned.to_text(), text);
    assert!(text.lines().count() > 10, "{text}");
}

#[test]
fn a_least_score_leaves_out_pairs_and_no_sentence_without_a_partner_is_a_row() {
    let folder = texts();
    let call = ["align", "ms.txt", "en.txt", "--pre-split", "--format", "csv", "--min-score", "0.999999"];
    let done = folder.call(&call).args(MS_EN).assert();
    assert!(column(&stdout(&done), "bead").len() < 3);
    folder.write(
        "extra.txt",
        format!("{}Zamri bin Osman menulis laporan ini dari Tawau.\n", folder.read("ms.txt")).as_bytes(),
    );
    let call = ["align", "extra.txt", "en.txt", "--pre-split", "--format", "csv"];
    let table = stdout(&folder.call(&call).args(MS_EN).assert().code(0));
    assert!(column(&table, "src_text").iter().all(|text| !text.contains("Zamri")), "{table}");
}

#[test]
fn missing_texts_are_named() {
    let folder = texts();
    folder
        .call(&["align", "ms.txt", "none.txt"])
        .args(MS_EN)
        .assert()
        .code(1)
        .stderr(contains("none.txt").and(contains("hint")));
    folder.call(&["align", "ms.txt"]).args(MS_EN).assert().code(2);
}

#[test]
fn texts_in_another_language_than_said_are_told() {
    let folder = texts();
    let swapped = stderr(&folder.call(&["align", "en.txt", "ms.txt"]).args(MS_EN).assert());
    assert!(swapped.contains("en.txt") && swapped.contains("ms.txt") && swapped.contains("swapped"), "{swapped}");
    let same = stderr(&folder.call(&["align", "en.txt", "en.txt"]).args(MS_EN).assert());
    assert!(same.contains("en.txt") && !same.contains("swapped"), "{same}");
    let right = folder.call(&["align", "ms.txt", "en.txt"]).args(MS_EN).assert().code(0);
    assert_eq!(stderr(&right), "");
}
