//! Crawls in, corpora out: containers of pages, and everything that one run can write.

mod common;

use std::io::Write;

use common::{Folder, seeds, sejajar};
use predicates::prelude::PredicateBooleanExt;
use predicates::str::contains;

const RUN: [&str; 4] = ["-s", "ms", "-t", "en"];

/// A bilingual page of our own.
const PAGE: &str = "<html><head><title>Banjir</title></head><body><article><h1>Banjir di tiga daerah</h1>\
<p>Seramai 120 penduduk dipindahkan ke pusat pemindahan pada hari Isnin.</p>\
<p>Hujan lebat dijangka berterusan sehingga hari Rabu, kata jurucakap itu.</p>\
<p>Tiga buah sekolah ditutup dan jalan raya ke bandar itu tidak dapat dilalui.</p>\
<h1>Floods in three districts</h1>\
<p>A total of 120 residents were moved to a relief centre on Monday.</p>\
<p>Heavy rain is expected to continue until Wednesday, the spokesman said.</p>\
<p>Three schools were closed and the road to the town was impassable.</p></article></body></html>";

fn record(kind: &str, url: &str, block: &str) -> Vec<u8> {
    format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-05-06T07:08:09Z\r\n\
         Content-Type: application/http; msgtype={kind}\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
        block.len()
    )
    .into_bytes()
}

fn page(url: &str, body: &str) -> Vec<u8> {
    record("response", url, &format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{body}"))
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).expect("gzip");
    encoder.finish().expect("gzip")
}

/// A crawl of three records, each a gzip member of its own.
fn crawl() -> Vec<u8> {
    [
        gzip(&record("request", "https://warta.example/1", "GET /1 HTTP/1.1\r\n\r\n")),
        gzip(&page("https://warta.example/1", PAGE)),
        gzip(&record("revisit", "https://warta.example/1", "HTTP/1.1 200 OK\r\n\r\n")),
    ]
    .concat()
}

#[test]
fn a_crawl_is_read_and_every_record_accounted_for() {
    let folder = Folder::new();
    folder.write("crawl/a.warc.gz", &crawl());
    let (out, funnel) = (folder.path("out.jsonl"), folder.path("funnel.json"));
    sejajar(&["run", &folder.path("crawl"), "-o", &out, "--funnel", &funnel])
        .args(RUN)
        .assert()
        .code(0)
        .stderr(contains("3 seen = 1 read + 2 skipped (warc_request 1, warc_revisit 1)"));
    let rows = folder.read("out.jsonl");
    assert!(rows.contains("a.warc.gz#1\"") && rows.contains("\"src_url\":\"https://warta.example/1\""), "{rows}");
    let funnel: serde_json::Value = serde_json::from_str(&folder.read("funnel.json")).expect("JSON");
    let site = &funnel["sites"]["warta.example"];
    assert_eq!((site["read"].as_u64(), site["skipped"]["warc_revisit"].as_u64()), (Some(1), Some(1)));
    assert_eq!(site["kept"], funnel["kept"]);
}

#[test]
fn a_crawl_that_breaks_off_gives_what_stands_before_the_break() {
    let folder = Folder::new();
    let whole = [crawl(), gzip(&page("https://warta.example/2", PAGE))].concat();
    folder.write("a.warc.gz", &whole[..whole.len() - 30]);
    sejajar(&["run", &folder.path("a.warc.gz"), "-o", &folder.path("out.csv")])
        .args(RUN)
        .assert()
        .code(3)
        .stderr(contains("a.warc.gz#3").and(contains("truncated")).and(contains("byte")));
    assert!(folder.read("out.csv").contains("a.warc.gz#1"));
}

#[test]
fn crawls_come_from_standard_input_too() {
    let text = page("https://warta.example/1", PAGE);
    let packed = zstd::encode_all(text.as_slice(), 1).expect("zstd");
    for bytes in [text, crawl(), packed] {
        sejajar(&["clean", "-", "--format", "jsonl"])
            .write_stdin(bytes)
            .assert()
            .code(0)
            .stdout(contains("\"url\":\"https://warta.example/1\"").and(contains("\"date\":\"2024-05-06T07:08:09Z\"")));
    }
}

#[test]
fn lists_of_paths_are_read_from_a_file_or_standard_input() {
    let folder = Folder::with(&[("a.html", PAGE), ("b.txt", "Kucing itu tidur di atas meja.\n")]);
    let list = format!("{}\r\n\n{}\n", folder.path("a.html"), folder.path("b.txt"));
    let stdin = sejajar(&["clean", "--files-from", "-"]).write_stdin(list.clone()).assert().code(0);
    stdin.stdout(contains("Kucing itu").and(contains("Seramai 120")));
    let file = folder.write("list", list.as_bytes());
    sejajar(&["clean", "--files-from", &file]).assert().code(0).stdout(contains("Kucing itu"));
    sejajar(&["clean", "-", "--files-from", "-"]).assert().code(2).stderr(contains("hint"));
    sejajar(&["clean"]).assert().code(2);
}

#[test]
fn one_run_writes_several_formats() {
    let folder = Folder::with(&[("a.html", PAGE)]);
    let names = ["out.csv", "out.tmx", "out.tsv.gz", "out.moses"].map(|name| folder.path(name));
    sejajar(&["run", &folder.path("a.html"), "-o", &names[0]])
        .args(RUN)
        .args(names[1..].iter().flat_map(|name| ["--also", name]))
        .assert()
        .code(0);
    assert_eq!(folder.names(), ["a.html", "out.csv", "out.en", "out.ms", "out.tmx", "out.tsv.gz"]);
    let pairs = folder.read("out.csv").lines().count() - 1;
    assert_eq!(folder.read("out.ms").lines().count(), pairs);
    assert_eq!(folder.read("out.en").lines().count(), pairs);
    assert_eq!(folder.read("out.tmx").matches("<tu ").count(), pairs);
    sejajar(&["run", &folder.path("a.html"), "-o", &names[0], "--also", &names[0]])
        .args(RUN)
        .assert()
        .code(2)
        .stderr(contains("twice"));
    sejajar(&["run", &folder.path("a.html"), "-o", &folder.path("x"), "--format", "moses"]).args(RUN).assert().code(0);
    assert_eq!(folder.read("x.ms"), folder.read("out.ms"));
    sejajar(&["run", &folder.path("a.html"), "--format", "moses"]).args(RUN).assert().code(2);
}

#[test]
fn bitextors_columns_stand_first_under_its_names() {
    let folder = Folder::with(&[("a.html", PAGE)]);
    sejajar(&["run", &folder.path("a.html"), "--profile", "bitextor", "-q"])
        .args(RUN)
        .assert()
        .code(0)
        .stdout(predicates::str::starts_with("src_url\ttrg_url\tsrc_text\ttrg_text\taligner_score\tbead\t"));
}

#[test]
fn documents_are_written_whole_with_every_sentence() {
    let alone = PAGE.replace("<h1>Floods", "<p>Seekor gajah putih melintas di belakang pasar lama.</p><h1>Floods");
    let folder = Folder::with(&[("a.html", &alone)]);
    let run = |name: &str, level: &str| {
        sejajar(&["run", &folder.path("a.html"), "-o", &folder.path(name), "--level", level])
            .args(RUN)
            .assert()
            .code(0);
        let text = folder.read(name);
        text.lines().map(|line| serde_json::from_str(line).expect("a row")).collect::<Vec<serde_json::Value>>()
    };
    let (pairs, whole) = (run("a.jsonl", "sentence"), run("b.jsonl", "document"));
    let both: Vec<_> = whole.iter().filter(|row| row["src_text"] != "" && row["trg_text"] != "").cloned().collect();
    assert_eq!(both, pairs);
    let row = whole.iter().find(|row| row["src_text"].as_str().is_some_and(|t| t.contains("gajah"))).expect("alone");
    assert_eq!((row["trg_text"].as_str(), row["bead"].as_str()), (Some(""), Some("1-0")));
    for side in ["src_index", "trg_index"] {
        let numbers: Vec<usize> = whole
            .iter()
            .flat_map(|row| row[side].as_str().unwrap_or_default().split('+').filter_map(|n| n.parse().ok()))
            .collect();
        assert!(numbers.windows(2).all(|two| two[0] + 1 == two[1]), "{side}: {numbers:?}");
    }
}

#[test]
fn a_card_tells_what_is_in_the_data() {
    let folder = Folder::new();
    folder.write("a.warc.gz", &crawl());
    let card = folder.path("card.md");
    sejajar(&[
        "run",
        &folder.path("a.warc.gz"),
        "-o",
        &folder.path("out.csv"),
        "--card",
        &card,
        "--rule",
        "no_urls=off",
    ])
    .args(RUN)
    .assert()
    .code(0);
    let card = folder.read("card.md");
    for part in ["- ms\n- en\n", "| warta.example | 1 |", "| no_urls | off |", env!("CARGO_PKG_VERSION"), "out.csv"] {
        assert!(card.contains(part), "{part}: {card}");
    }
}

#[test]
fn a_sample_is_the_same_each_time() {
    let folder = Folder::new();
    for i in 0..20 {
        folder.write(&format!("pages/{i}.html"), PAGE.as_bytes());
    }
    let dry = |count: &str| {
        let run = sejajar(&["run", &folder.path("pages"), "--dry-run", "--sample", count]).args(RUN).assert().code(0);
        String::from_utf8(run.get_output().stdout.clone()).expect("text")
    };
    let (five, six) = (dry("5"), dry("6"));
    assert_eq!(five, dry("5"));
    assert_eq!(five.matches("read\t").count(), 5);
    assert!(five.lines().all(|line| six.contains(line)), "a larger sample holds the smaller one");
}

#[test]
fn a_dry_run_tells_and_writes_nothing() {
    let folder = Folder::with(&[("a.html", PAGE)]);
    let (out, card) = (folder.path("out.moses"), folder.path("card.md"));
    sejajar(&["run", &folder.path("a.html"), &folder.path("none.html"), "-o", &out, "--card", &card, "--dry-run"])
        .args(RUN)
        .assert()
        .code(3)
        .stdout(
            contains(format!("read\t{}\n", folder.path("a.html")))
                .and(contains("skip\t").and(contains("none.html")))
                .and(contains(format!("write\t{}\n", folder.path("out.ms"))))
                .and(contains(format!("write\t{card}\n"))),
        );
    assert_eq!(folder.names(), ["a.html"]);
}

#[test]
fn the_bytes_are_the_same_for_any_number_of_threads() {
    let folder = Folder::new();
    folder.write("a.warc.gz", &crawl());
    let run = |threads: &str| {
        let seeds = seeds().display().to_string();
        let names = [format!("{threads}.csv"), format!("{threads}.md"), format!("{threads}.json")];
        let paths = names.clone().map(|name| folder.path(&name));
        sejajar(&["run", &seeds, &folder.path("a.warc.gz"), "-o", &paths[0], "--level", "document", "-j", threads])
            .args(["--funnel", &paths[2]])
            .args(RUN)
            .assert()
            .success();
        (folder.read(&names[0]), folder.read(&names[2]))
    };
    assert_eq!(run("1"), run("3"));
}

#[test]
fn pages_stand_in_parquet_too_and_pairs_are_written_to_it() {
    let folder = Folder::new();
    let rows = [
        serde_json::json!({"src_text": "", "trg_text": "", "html": PAGE, "text": "", "url": "https://warta.example/1"}),
        serde_json::json!({"src_text": "", "trg_text": "", "html": "", "text": "Seekor gajah.", "url": ""}),
    ];
    folder.write("rows.jsonl", rows.map(|row| format!("{row}\n")).concat().as_bytes());
    let pages = folder.path("crawl/pages.parquet");
    std::fs::create_dir(folder.path("crawl")).expect("a folder");
    sejajar(&["convert", &folder.path("rows.jsonl"), "-o", &pages]).assert().code(0);
    let out = folder.path("out.parquet");
    sejajar(&["run", &folder.path("crawl"), "-o", &folder.path("out.csv"), "--also", &out])
        .args(RUN)
        .assert()
        .code(0)
        .stderr(contains("2 seen = 2 read"));
    let csv = folder.read("out.csv");
    assert!(csv.contains("pages.parquet#0,") && csv.contains("https://warta.example/1"), "{csv}");
    sejajar(&["convert", &out, "-o", &folder.path("again.csv")]).assert().code(0);
    assert_eq!(folder.read("again.csv"), csv);
    sejajar(&["run", &pages, "--format", "parquet"])
        .args(RUN)
        .assert()
        .code(0)
        .stdout(predicates::function::function(|bytes: &[u8]| bytes.starts_with(b"PAR1")));
    sejajar(&["clean", &out]).assert().code(3).stderr(contains("no column text or html; there are src_text"));
}

#[test]
fn of_one_story_on_two_sites_the_better_one_is_left() {
    let folder = Folder::new();
    let edited = PAGE.replace("<p>Tiga buah", "<p>Laporan Bernama.</p><p>Tiga buah").replace("Isnin", "Isnin lalu");
    folder.write("a.warc", &[page("https://warta.example/1", PAGE), page("https://kabar.example/9", &edited)].concat());
    let run = |more: &[&str]| {
        let out = folder.path("out.jsonl");
        let done = sejajar(&["run", &folder.path("a.warc"), "-o", &out]).args(RUN).args(more).assert().code(0);
        let rows = folder.read("out.jsonl");
        let of = |url: &str| rows.lines().filter(|row| row.contains(url)).count();
        (of("warta.example"), of("kabar.example"), String::from_utf8_lossy(&done.get_output().stderr).into_owned())
    };
    let (first, second, funnel) = run(&[]);
    let left = first.max(second);
    assert!(first.min(second) == 0 && left > 2 && funnel.contains("near_copy"), "{funnel}");
    let (first, second, _) = run(&["--rule", "near_copy=off"]);
    assert!(first + second > left, "only what is the same word for word is left out");
    let (first, second, _) = run(&["--keep-all"]);
    assert!(first >= left && second >= left);
    assert_eq!(folder.read("out.jsonl").matches("near_copy").count(), first.min(second));

    run(&["--keep-all"]);
    let rows = folder.read("out.jsonl").replace("near_copy", "crossing");
    folder.write("all.jsonl", rows.as_bytes());
    let dedup = |more: &[&str]| {
        let done = sejajar(&["dedup", &folder.path("all.jsonl"), "-o", &folder.path("d.jsonl")]).args(more).assert();
        String::from_utf8_lossy(&done.code(0).get_output().stderr).into_owned()
    };
    assert!(dedup(&[]).contains("in 1 near-copies"));
    assert!(!dedup(&["--keep-copies"]).contains("near-copies"));
}
