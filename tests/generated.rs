//! A corpus that was made, with what should be found in it, goes the whole way.

mod common;

#[path = "../benches/generate/mod.rs"]
mod generate;

use std::collections::BTreeSet;

use common::{Folder, column, sejajar};
use generate::{Plan, Truth, corpus};
use sejajar::lang::key;

#[test]
fn the_pairs_of_a_made_corpus_are_found_and_every_page_is_accounted_for() {
    let folder = Folder::new();
    folder.write("pages/.keep", b"");
    let plan = Plan { pages: 220, seed: 7, kilobytes: 0 };
    let (mut must, mut may) = (BTreeSet::new(), BTreeSet::new());
    let pages = folder.path("pages");
    corpus(pages.as_ref(), &plan, |truth, bead| {
        let pair = (key(&bead.src.join(" ")), key(&bead.trg.join(" ")));
        if truth == Truth::Must {
            must.insert(pair)
        } else {
            may.insert(pair)
        };
    })
    .expect("a corpus");
    let files = std::fs::read_dir(&pages).expect("a folder").count() - 1;
    let (out, funnel) = (folder.path("out.csv"), folder.path("funnel.json"));
    let done = sejajar(&["run", &pages, "-s", "ms", "-t", "en", "-o", &out, "--funnel", &funnel]).assert().code(3);

    let table = folder.read("out.csv");
    let texts = |name: &str| column(&table, name).into_iter().map(|text| key(&text));
    let found: Vec<(String, String)> = texts("src_text").zip(texts("trg_text")).collect();
    let right = found.iter().filter(|pair| must.contains(*pair) || may.contains(*pair)).count();
    let precision = right as f64 / found.len() as f64;
    let all: BTreeSet<&(String, String)> = found.iter().collect();
    let recall = must.iter().filter(|pair| all.contains(pair)).count() as f64 / must.len() as f64;
    assert!(precision >= 0.98 && recall >= 0.98, "precision {precision:.3}, recall {recall:.3}");

    let funnel: serde_json::Value = serde_json::from_str(&folder.read("funnel.json")).expect("JSON");
    let count = |value: &serde_json::Value| value.as_u64().unwrap_or_default();
    let skipped: u64 = funnel["skipped"].as_object().expect("reasons").values().map(count).sum();
    assert_eq!(count(&funnel["seen"]), files as u64);
    assert_eq!(count(&funnel["read"]) + skipped, files as u64);
    let told = String::from_utf8_lossy(&done.get_output().stderr).matches("sejajar: skipped: ").count();
    assert_eq!(told as u64, skipped, "every page that was not read is named");
    assert!(count(&funnel["rejected"]["near_copy"]) > 0, "stories that other sites took over");
}
