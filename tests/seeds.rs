//! The main job on the five pages the project began from, held against their gold.

mod common;

use common::{Folder, seeds, sejajar};
use predicates::prelude::PredicateBooleanExt;
use predicates::str::contains;
use sejajar::eval;
use sejajar::read::pairs;

/// The pages, sorted.
fn pages() -> Vec<String> {
    let mut pages: Vec<String> = std::fs::read_dir(seeds())
        .expect("the seeds")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .map(|path| path.display().to_string())
        .collect();
    pages.sort();
    pages
}

fn run(pages: &[String], langs: (&str, &str), out: &str, more: &[&str]) -> assert_cmd::assert::Assert {
    let mut command = sejajar(&["run", "-s", langs.0, "-t", langs.1, "-o", out]);
    command.args(pages).args(more).assert()
}

#[test]
fn the_bilingual_page_gives_its_pairs_and_nothing_else() {
    let folder = Folder::new();
    run(&pages(), ("ms", "en"), &folder.path("pairs.csv"), &[]).code(0);
    let gold = std::fs::read_to_string(seeds().join("gold/003.pairs.tsv")).expect("gold");
    let gold = pairs::texts("gold.tsv", gold).expect("pairs");
    let found = pairs::texts("pairs.csv", folder.read("pairs.csv")).expect("pairs");
    assert_eq!(found.len(), 37);
    assert_eq!(eval::pairs(&found, &gold).strict.f1, 1.0);
}

#[test]
fn neighbouring_subjects_are_no_translations() {
    let folder = Folder::new();
    let others: Vec<String> = pages().into_iter().filter(|p| !p.contains("/003_")).collect();
    for langs in [("id", "en"), ("ms", "id"), ("ms", "en"), ("en", "id"), ("id", "ms")] {
        run(&others, langs, &folder.path("none.csv"), &[]).code(4);
        assert_eq!(folder.read("none.csv").lines().count(), 1, "{langs:?}");
    }
}

#[test]
fn boilerplate_lines_are_named_as_in_gold() {
    let folder = Folder::new();
    let out = folder.path("labels");
    sejajar(&["clean", "--format", "labels", "-o", &out]).args(pages()).assert().code(0);
    for page in pages().iter().filter(|p| !p.contains("/003_")) {
        let stem = page.rsplit('/').next().expect("a name").trim_end_matches(".txt");
        let gold = std::fs::read_to_string(seeds().join(format!("gold/{}.lines.tsv", &stem[..3]))).expect("gold");
        let verdict = |line: &str| {
            let (label, text) = line.split_once('\t').expect("a label");
            // Kinds of kept blocks are not told apart in this gold.
            (if label.starts_with("keep") { "keep".to_owned() } else { label.to_owned() }, text.to_owned())
        };
        let found = folder.read(&format!("labels/{stem}.tsv"));
        let found: Vec<_> = found.lines().map(verdict).collect();
        let gold: Vec<_> = gold.lines().filter(|l| !l.trim().is_empty()).map(verdict).collect();
        assert_eq!(found, gold, "{stem}");
    }
}

#[test]
fn datelines_stay_in_clean_and_leave_the_sentences() {
    let page = &pages()[1];
    sejajar(&["clean", page]).assert().code(0).stdout(contains("TOKYO – Jepang dan Rusia mengadakan"));
    sejajar(&["clean", "--format", "jsonl", page]).assert().code(0).stdout(contains("\"dateline\":\"TOKYO\""));
}

#[test]
fn threads_and_order_change_no_byte() {
    let folder = Folder::new();
    let mut reversed = pages();
    reversed.reverse();
    let mut outputs = Vec::new();
    for (pages, threads) in [(pages(), "1"), (pages(), "2"), (pages(), "8"), (reversed, "2")] {
        run(
            &pages,
            ("ms", "en"),
            &folder.path("pairs.csv"),
            &["-j", threads, "--keep-all", "--rejects", &folder.path("rejects.tsv")],
        )
        .code(0);
        outputs.push((folder.read("pairs.csv"), folder.read("rejects.tsv")));
    }
    assert!(outputs.windows(2).all(|w| w[0] == w[1]));
}

#[test]
fn the_funnel_adds_up() {
    let folder = Folder::new();
    let broken = folder.write("broken.txt", b"\0\0\x01\x02\0\0\0\0");
    let mut inputs = pages();
    inputs.push(broken);
    let done = run(&inputs, ("ms", "en"), &folder.path("pairs.csv"), &[])
        .code(3)
        .stderr(contains("6 seen = 5 read + 1 skipped"));
    let text = String::from_utf8_lossy(&done.get_output().stderr).into_owned();
    let mut checked = 0;
    for line in text.lines().filter(|l| l.contains(" = ")) {
        // `documents 6 seen = 5 read + 1 skipped (empty 1)`: what stands in brackets are parts of a part.
        let bare: String = line
            .split('(')
            .enumerate()
            .map(|(i, p)| if i == 0 { p } else { p.split_once(')').map_or("", |x| x.1) })
            .collect();
        let Some((all, parts)) = bare.split_once('=') else { continue };
        let number = |text: &str| text.split_whitespace().find_map(|w| w.parse::<u64>().ok());
        let sum: u64 = parts.split('+').filter_map(number).sum();
        assert_eq!(number(all), Some(sum), "{line}");
        checked += 1;
    }
    assert!(checked >= 4, "{text}");
}

#[test]
fn offsets_lead_back_to_the_page() {
    let folder = Folder::new();
    run(&pages(), ("ms", "en"), &folder.path("pairs.jsonl"), &[]).code(0);
    let page = std::fs::read_to_string(&pages()[3]).expect("the page");
    for line in folder.read("pairs.jsonl").lines() {
        let row: serde_json::Value = serde_json::from_str(line).expect("a row");
        for side in ["src", "trg"] {
            let span = row[format!("{side}_span")].as_str().expect("a span");
            let source: String = span
                .split('+')
                .map(|part| {
                    let (start, end) = part.split_once('-').expect("a range");
                    &page[start.parse::<usize>().expect("a number")..end.parse::<usize>().expect("a number")]
                })
                .collect();
            assert_eq!(
                sejajar::lang::key(&source),
                sejajar::lang::key(row[format!("{side}_text")].as_str().expect("a text"))
            );
        }
    }
}

#[test]
fn every_format_of_pairs_says_the_same() {
    let folder = Folder::new();
    for name in ["a.csv", "a.tsv", "a.jsonl", "a.tmx", "b.csv.gz", "b.csv.zst"] {
        run(&pages(), ("ms", "en"), &folder.path(name), &[]).code(0);
    }
    for name in ["a.tsv", "a.jsonl", "a.tmx", "b.csv.gz", "b.csv.zst"] {
        sejajar(&["eval", &folder.path(name), &folder.path("a.csv"), "--min-f1", "1"]).assert().code(0);
    }
}

#[test]
fn a_pair_can_be_explained() {
    let folder = Folder::new();
    let out = folder.path("pairs.csv");
    run(&pages(), ("ms", "en"), &out, &[]).code(0);
    let text = folder.read("pairs.csv");
    let row = text.lines().find(|l| l.contains("Kepulauan Kuril")).expect("the pair about the islands");
    let id = row.rsplit(',').next().expect("an identifier");
    sejajar(&["explain", id, &out])
        .assert()
        .code(0)
        .stdout(contains("003_4e3b8bdf9b288cf9.txt").and(contains("Kuril")).and(contains("bytes")));
    sejajar(&["explain", "0000000000000000", &out]).assert().code(2).stderr(contains("no pair 0000000000000000"));
}
