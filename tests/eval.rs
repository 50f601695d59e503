//! `eval`: scores through the binary and through the library, as somebody's own tests would hold a quality.

mod common;

use common::{Folder, sejajar};
use predicates::str::contains;
use sejajar::eval;

#[test]
fn a_test_can_hold_the_quality_of_an_alignment() {
    let gold = eval::parse_ladder("[0]:[0]\n[1, 2]:[1]\n[]:[2]\n[3]:[3]\n").expect("gold");
    let mine = eval::parse_ladder("[0]:[0]:0.9\n[1, 2]:[1]:0.8\n[]:[2]\n[3]:[3]:0.7\n").expect("an alignment");
    assert!(eval::ladders([(mine.as_slice(), gold.as_slice())]).strict.f1 >= 0.95);
}

#[test]
fn a_missed_floor_is_exit_code_five() {
    let folder = Folder::with(&[("gold.align", "[0]:[0]\n[1]:[1]\n"), ("mine.align", "[0]:[0]:0.9\n[1]:[]\n[]:[1]\n")]);
    let (mine, gold) = (folder.path("mine.align"), folder.path("gold.align"));
    sejajar(&["eval", &mine, &gold]).assert().code(0).stdout(contains("recall     strict 0.5000"));
    sejajar(&["eval", &mine, &gold, "--min-f1", "0.95"]).assert().code(5).stderr(contains("below the floor 0.95"));
    sejajar(&["eval", &gold, &gold, "--min-f1", "0.95"]).assert().code(0);
}

#[test]
fn pairs_are_compared_whatever_their_format() {
    let tmx = "<?xml version=\"1.0\"?><tmx version=\"1.4\"><header/><body><tu><tuv xml:lang=\"ms\"><seg>Dua &amp; tiga.</seg></tuv><tuv xml:lang=\"en\"><seg>Two &amp; three!</seg></tuv></tu></body></tmx>";
    let folder = Folder::with(&[
        ("gold.tsv", "ms\ten\n⟦ALI - ⟧Dua & tiga.\tTwo & three.\nTajuk\t\n"),
        ("a.csv", "src_text,trg_text,score\n\"Dua & tiga.\",Two & three.,0.9\n"),
        ("b.tmx", tmx),
        ("c.jsonl", "{\"src_text\":\"ALI - Dua & tiga\",\"trg_text\":\"two three\"}\n"),
    ]);
    for name in ["a.csv", "b.tmx", "c.jsonl"] {
        sejajar(&["eval", &folder.path(name), &folder.path("gold.tsv"), "--min-f1", "1"])
            .assert()
            .code(0)
            .stdout(contains("f1         strict 1.0000"));
    }
}

#[test]
fn what_is_neither_is_named_with_its_line() {
    let folder = Folder::with(&[
        ("gold.align", "[0]:[0]\n"),
        ("mine.align", "[0]:[0]\n[1]=[1]\n"),
        ("one.tsv", "a\tb\nalone\n"),
    ]);
    sejajar(&["eval", &folder.path("mine.align"), &folder.path("gold.align")])
        .assert()
        .code(1)
        .stderr(contains("line 2"));
    sejajar(&["eval", &folder.path("one.tsv"), &folder.path("one.tsv")]).assert().code(1).stderr(contains("line 2"));
}
