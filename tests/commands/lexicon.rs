//! `lexicon`: what is known of a word, of a text, and what is wrong in a folder.

use crate::common::{Folder, sejajar, stdout};
use predicates::prelude::PredicateBooleanExt;
use predicates::str::contains;

#[test]
fn a_word_is_looked_up_through_its_affixes() {
    let found = stdout(&sejajar(&["lexicon", "lookup", "perpustakaan", "-l", "ms"]).assert().code(0));
    assert!(
        found.lines().any(|l| l.starts_with("perpustakaan\t") && l.contains("library") && l.ends_with("form\tword")),
        "{found}"
    );
    let found = stdout(&sejajar(&["lexicon", "lookup", "dibelinya", "-l", "ms"]).assert().code(0));
    assert!(
        found.contains("buy") && found.lines().any(|l| l.ends_with("analysis") && l.contains("\tbeli\t")),
        "{found}"
    );
    sejajar(&["lexicon", "lookup", "54.000", "-l", "id"]).assert().code(0).stdout(contains("54000\tvalue"));
    sejajar(&["lexicon", "lookup", "Jepun", "-l", "ms", "--with", "id"]).assert().code(0).stdout(contains("Jepang"));
    sejajar(&["lexicon", "lookup", "xqzvw", "-l", "ms"]).assert().code(4).stdout("");
}

#[test]
fn coverage_counts_words_names_and_what_is_lacking() {
    let folder = Folder::with(&[("a.txt", "Orang membaca buku di Kuala Lumpur. Zzqqx membaca 12 buku.\n")]);
    let done = folder.call(&["lexicon", "coverage", "a.txt", "-l", "ms", "--with", "en"]).assert().code(0);
    let text = stdout(&done);
    assert!(text.lines().next().is_some_and(|l| l.ends_with("words have an equivalent")), "{text}");
    assert!(text.contains("1 numbers are left out") && text.to_lowercase().contains("1\tzzqqx"), "{text}");
    assert!(!text.to_lowercase().contains("\tbuku"), "{text}");
}

#[test]
fn a_folder_is_checked_line_by_line() {
    sejajar(&["lexicon", "check", concat!(env!("CARGO_MANIFEST_DIR"), "/lexicons")]).assert().code(0).stdout("");
    let folder = Folder::with(&[("lex/ms-id-en/words.tsv", "buku\tbuku\tbook\n")]);
    folder.call(&["lexicon", "check", "lex"]).assert().code(1).stdout(contains("words.tsv:1"));
    folder.call(&["lexicon", "check", "none"]).assert().code(2).stderr(contains("none").and(contains("hint")));
}

#[test]
fn a_dictionary_of_hunalign_goes_out_and_comes_in() {
    let folder = Folder::new();
    folder.call(&["lexicon", "export", "-s", "ms", "-t", "en", "-o", "ms-en.dic"]).assert().code(0);
    assert!(folder.read("ms-en.dic").lines().any(|l| l == "book @ buku"), "target @ source, one pair a line");
    folder.write("small.dic", b"book @ buku\nvolume @ buku\nno divider here\ncat @ kucing\n");
    folder
        .call(&["lexicon", "import", "small.dic"])
        .assert()
        .code(0)
        .stdout(contains("buku\tbook|volume\t").and(contains("kucing\tcat\t")))
        .stderr(contains("small.dic:3"));
}

#[test]
fn a_folder_of_lexicons_is_laid_over_the_built_in_ones() {
    let row = "zzqqx\t=\twidget\tn\tsebuah zzqqx = a widget\n";
    let folder = Folder::with(&[("lex/ms-id-en/words.tsv", row)]);
    folder.call(&["lexicon", "lookup", "zzqqx", "-l", "ms"]).assert().code(4);
    folder
        .call(&["lexicon", "lookup", "zzqqx", "-l", "ms", "--lexicons", "lex"])
        .assert()
        .code(0)
        .stdout(contains("widget"));
    folder.call(&["lexicon", "lookup", "a", "-l", "ms", "--lexicons", "no"]).assert().code(2).stderr(contains("no"));
}
