//! `normalize`, `langid` and `split`: lines in, lines out.

use std::io::Write;

use crate::common::{Folder, sejajar, stdout};
use predicates::prelude::PredicateBooleanExt;
use predicates::str::contains;

/// What a command makes of lines on its standard input.
fn piped(arguments: &[&str], lines: &str) -> String {
    stdout(&sejajar(arguments).write_stdin(lines).assert().code(0))
}

#[test]
fn normalize_repairs_each_line_by_itself() {
    let lines = "Mesyuarat itu diada-\n\nHarganya  RM5 .\nSaya &amp; awak\n";
    let repaired = piped(&["normalize", "-l", "ms"], lines);
    assert_eq!(repaired.lines().count(), lines.lines().count());
    assert_eq!(repaired.lines().nth(2), Some("Harganya RM5."));
    assert_eq!(repaired.lines().nth(3), Some("Saya & awak"));
}

#[test]
fn normalize_finds_the_language_out_where_none_is_given() {
    assert_eq!(
        piped(&["normalize"], "Mereka sedang mem-bincangkan  hal itu.\n"),
        "Mereka sedang membincangkan hal itu.\n"
    );
}

#[test]
fn records_keep_their_foreign_fields_and_their_order() {
    let line = "{\"id\":7,\"text\":\"Mereka sedang mem-\\nbincangkan hal itu.\",\"lang\":\"ms\",\"tags\":[\"a\",{\"b\":null}]}\n\n";
    assert_eq!(
        piped(&["normalize", "--format", "jsonl"], line),
        "{\"id\":7,\"text\":\"Mereka sedang membincangkan hal itu.\",\"lang\":\"ms\",\"tags\":[\"a\",{\"b\":null}]}\n\n"
    );
    sejajar(&["normalize", "--format", "jsonl"])
        .write_stdin("{\"text\":\"a\"}\n{\"teks\":\"b\"}\n")
        .assert()
        .code(1)
        .stderr(contains("line 2").and(contains("text")));
}

#[test]
fn numbers_are_printed_by_value() {
    assert_eq!(
        piped(
            &["normalize", "--numbers", "-l", "id"],
            "Sebanyak 54.000 orang hadir pada 3 Maret 2018 pukul 14.30.\nTiada angka di sini\nSenin, naik 2 persen\n"
        ),
        "54000\t2018-03-03\tT14:30\n\nDOW1\t2 PCT\n"
    );
    assert_eq!(piped(&["normalize", "--numbers", "-l", "en"], "It cost $33 billion.\n"), "33000000000 USD\n");
    sejajar(&["normalize", "--numbers"]).write_stdin("1\n").assert().code(2).stderr(contains("-l"));
}

#[test]
fn folding_and_informal_spelling_are_options() {
    let line = "“Saya yg datang” – kata dia\n";
    assert_eq!(piped(&["normalize", "-l", "ms"], line), line);
    assert_eq!(piped(&["normalize", "-l", "ms", "--fold-punctuation"], line), "\"Saya yg datang\" - kata dia\n");
    assert_eq!(piped(&["normalize", "-l", "ms", "--informal"], line), "“Saya yang datang” – kata dia\n");
}

#[test]
fn languages_are_told_apart_line_by_line() {
    let lines = "Kerajaan negeri akan membina semula pasar itu kerana bumbungnya bocor.\n\
                 Pemerintah provinsi akan membangun kembali pasar itu karena atapnya bocor.\n\
                 The state government will rebuild the market because its roof leaks.\n\
                 12345\n\n";
    let found = piped(&["langid"], lines);
    let langs: Vec<&str> = found.lines().map(|l| l.split('\t').next().unwrap_or_default()).collect();
    assert_eq!(langs, ["ms", "id", "en", "und", "und"]);
    for line in found.lines() {
        let confidence: f64 = line.split('\t').nth(1).and_then(|c| c.parse().ok()).expect("a confidence");
        assert!((0.0..=1.0).contains(&confidence), "{line}");
    }
}

#[test]
fn paragraphs_become_sentences_with_an_empty_line_behind() {
    assert_eq!(
        piped(
            &["split", "-l", "ms"],
            "Dr. Aminah tiba jam 10.30 pagi. Beliau berkata, “Semua selamat. Terima kasih.”\n\nTiada noktah\n"
        ),
        "Dr. Aminah tiba jam 10.30 pagi.\nBeliau berkata, “Semua selamat.\nTerima kasih.”\n\n\nTiada noktah\n\n"
    );
}

#[test]
fn files_in_turn_gzip_and_standard_input_are_read_alike() {
    let folder = Folder::with(&[("a.txt", "Satu. Dua.\n"), ("b.txt", "Tiga. Empat.")]);
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all("Lima. Enam.\r\n".as_bytes()).expect("memory");
    folder.write("c.txt.gz", &packed.finish().expect("memory"));
    folder
        .call(&["split", "-l", "ms", "a.txt", "b.txt", "c.txt.gz", "-", "-o", "out.txt.zst"])
        .write_stdin("Tujuh.\n")
        .assert()
        .code(0)
        .stdout("");
    let packed = std::fs::read(folder.path("out.txt.zst")).expect("an output");
    let text = String::from_utf8(zstd::decode_all(packed.as_slice()).expect("zstd")).expect("UTF-8");
    assert_eq!(text, "Satu.\nDua.\n\nTiga.\nEmpat.\n\nLima.\nEnam.\n\nTujuh.\n\n");
}

#[test]
fn language_codes_are_taken_in_all_their_forms() {
    for code in ["ms", "msa", "zsm", "may", "MS", "ms-MY"] {
        assert_eq!(piped(&["split", "-l", code], "Satu. Dua.\n"), "Satu.\nDua.\n\n", "{code}");
    }
}
