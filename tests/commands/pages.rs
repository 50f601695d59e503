//! `clean` and `pair`: articles out of pages, and which of them belong together.

use std::io::Write;

use crate::common::{Folder, stderr, stdout};
use predicates::str::contains;

#[test]
fn a_page_becomes_its_article() {
    let folder = Folder::of_data(&["pages"]);
    insta::assert_snapshot!(stdout(&folder.call(&["clean", "pages/pasar_ms.html"]).assert().code(0)));
}

#[test]
fn a_record_says_what_a_page_says_of_itself() {
    let folder = Folder::of_data(&["pages"]);
    let text = stdout(&folder.call(&["clean", "--format", "jsonl", "pages"]).assert().code(0));
    let records: Vec<serde_json::Value> =
        text.lines().map(|line| serde_json::from_str(line).expect("a record")).collect();
    assert_eq!(records.len(), 2);
    let malay = &records[1];
    assert_eq!(malay["path"], "pages/pasar_ms.html");
    assert_eq!(malay["lang"], "ms");
    assert_eq!(malay["title"], "Pasar Tani Kampung Baharu dibuka semula");
    assert_eq!(malay["site"], "Suara Desa");
    assert_eq!(malay["url"], "https://suaradesa.example/ms/pasar-tani");
    assert_eq!(malay["alternates"][0]["url"], "https://suaradesa.example/en/farmers-market");
    let text = malay["text"].as_str().expect("a text");
    assert!(!text.contains("dibuka semula\n") && text.lines().count() == 5, "the title stands in no line of the text");
    let blocks = malay["blocks"].as_array().expect("blocks");
    let title = blocks.iter().find(|b| b["kind"] == "heading").expect("the title as a heading");
    assert!(title.get("drop").is_none());
    // Spans are places in the page as it was read.
    let page = folder.read("pages/pasar_ms.html");
    for block in blocks {
        let span = block["span"].as_str().expect("a span");
        let (start, end) = span.split_once('-').expect("one range");
        let range = start.parse::<usize>().expect("a number")..end.parse::<usize>().expect("a number");
        assert_eq!(&page[range], block["text"].as_str().expect("a text"));
    }
}

#[test]
fn each_line_has_its_label() {
    let folder = Folder::of_data(&["pages"]);
    folder.call(&["clean", "--format", "labels", "-o", "labels", "pages"]).assert().code(0).stdout("");
    insta::assert_snapshot!(folder.read("labels/pasar_ms.tsv"));
    folder.call(&["clean", "--format", "labels", "pages"]).assert().code(2).stderr(contains("-o"));
}

#[test]
fn inputs_that_share_a_stem_are_told_apart_by_their_folders() {
    let text = "Kucing itu tidur di atas meja sepanjang hari.\n";
    let folder = Folder::with(&[("a/x.txt", text), ("b/x.txt", text), ("b/y.txt", text)]);
    folder.call(&["clean", "--format", "labels", "-o", "out", "a", "b"]).assert().code(0);
    for name in ["out/a__x.tsv", "out/b__x.tsv", "out/y.tsv"] {
        assert_eq!(folder.read(name), format!("keep\t{text}"), "{name}");
    }
}

#[test]
fn standard_input_gzip_and_records_are_pages_too() {
    let text = "Kucing itu tidur di atas meja sepanjang hari.\n";
    let folder = Folder::new();
    folder.call(&["clean", "-"]).write_stdin(text).assert().code(0).stdout(contains(text));
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(text.as_bytes()).expect("memory");
    folder.write("a.txt.gz", &packed.finish().expect("memory"));
    folder.call(&["clean", "a.txt.gz"]).assert().code(0).stdout(text);
    folder.call(&["clean", "--format", "labels", "-o", "out", "a.txt.gz"]).assert().code(0);
    assert_eq!(folder.read("out/a.tsv"), format!("keep\t{text}"));
    let record = serde_json::json!({"id": "7", "url": "https://a.example/7", "text": text});
    folder.write("r.jsonl", format!("{record}\n{{broken\n{record}\n").as_bytes());
    let done = folder.call(&["clean", "--format", "jsonl", "r.jsonl"]).assert().code(3);
    let records = stdout(&done);
    assert_eq!(records.lines().count(), 2);
    assert!(records.contains("\"path\":\"r.jsonl#0\"") && records.contains("\"id\":\"7\""), "{records}");
    assert!(stderr(&done).contains("r.jsonl#1"), "{}", stderr(&done));
}

#[test]
fn records_may_call_their_fields_otherwise() {
    let folder = Folder::with(&[(
        "r.jsonl",
        "{\"body\": \"Pasar itu ramai sejak pagi hari.\", \"meta\": {\"link\": \"https://a.example/1\"}}\n",
    )]);
    let names = ["--field", "text=body", "--field", "url=meta.link"];
    let text = stdout(&folder.call(&["clean", "--format", "jsonl", "r.jsonl"]).args(names).assert().code(0));
    assert!(text.contains("Pasar itu ramai") && text.contains("https://a.example/1"), "{text}");
    let done = folder.call(&["clean", "r.jsonl", "--field", "words=body"]).assert().code(2);
    assert!(stderr(&done).contains("none of text, html"), "{}", stderr(&done));
}

#[test]
fn two_pairs_are_found_among_six_documents_and_two_stay_alone() {
    let folder = Folder::of_data(&["six"]);
    let table = stdout(&folder.call(&["pair", "six", "-s", "ms", "-t", "en"]).assert().code(0));
    let rows: Vec<Vec<&str>> = table.lines().map(|l| l.split('\t').collect()).collect();
    let pairs: Vec<(&str, &str)> = rows.iter().map(|r| (r[0], r[1])).collect();
    assert_eq!(pairs, [("six/badminton.txt", "six/champion.txt"), ("six/banjir.txt", "six/flood.txt")]);
    for row in &rows {
        let score: f64 = row[2].parse().expect("a score");
        assert!((0.0..=1.0).contains(&score), "{row:?}");
    }
    let turned = stdout(&folder.call(&["pair", "six", "-s", "en", "-t", "ms", "-j", "2"]).assert().code(0));
    let mut turned: Vec<(&str, &str)> =
        turned.lines().map(|l| l.split('\t').collect::<Vec<_>>()).map(|r| (r[1], r[0])).collect();
    turned.sort_unstable();
    assert_eq!(turned, pairs);
    folder.call(&["pair", "six/kopi.txt", "six/museum.txt", "-s", "ms", "-t", "en"]).assert().code(4).stdout("");
}

/// A page about a number of things, too short to be known by its words.
fn notice(lang: &str, url: &str, other: Option<(&str, &str)>, text: &str) -> String {
    let link = other
        .map_or(String::new(), |(lang, url)| format!("<link rel=\"alternate\" hreflang=\"{lang}\" href=\"{url}\">"));
    format!(
        "<html lang=\"{lang}\"><head><link rel=\"canonical\" href=\"{url}\">{link}</head>\
         <body><article><p>{text}</p></article></body></html>"
    )
}

#[test]
fn addresses_and_declared_alternates_lead_to_the_partner() {
    let malay = "Kaunter akan ditutup lebih awal esok. Sila datang pada waktu pagi jika perlu.";
    let english = "The counter will close earlier tomorrow. Please come in the morning if you need to.";
    let folder = Folder::new();
    // Twice the same notice: words alone cannot tell which belongs to which.
    let base = "https://majlis.example";
    for n in [1, 2] {
        let (ms, en) = (format!("{base}/ms/notis-{n}"), format!("{base}/en/notis-{n}"));
        folder.write(&format!("alike/{n}_ms.html"), notice("ms", &ms, None, malay).as_bytes());
        folder.write(&format!("alike/{n}_en.html"), notice("en", &en, None, english).as_bytes());
        let (ms, en) = (format!("{base}/kenyataan/{n}"), format!("{base}/statement/{}", 7 - n));
        folder.write(&format!("declared/{n}_ms.html"), notice("ms", &ms, Some(("en", &en)), malay).as_bytes());
        folder.write(&format!("declared/{n}_en.html"), notice("en", &en, Some(("ms", &ms)), english).as_bytes());
    }
    for kind in ["alike", "declared"] {
        let done = folder.call(&["pair", kind, "-s", "ms", "-t", "en"]).assert().code(0);
        let pairs: Vec<String> =
            stdout(&done).lines().map(|l| l.split('\t').take(2).collect::<Vec<_>>().join(" ")).collect();
        assert_eq!(pairs, [1, 2].map(|n| format!("{kind}/{n}_ms.html {kind}/{n}_en.html")), "the addresses are {kind}");
    }
}
