//! Pairing documents by their number: `cargo bench --bench pair`.
//!
//! Documents made of the lexicon's own examples, half of them with a partner on the other side, go through the command
//! `pair`. Prints processor time and peak memory for each number of documents a side, and the slope of the curve.
//! `cargo bench --bench pair -- 1000 100000` takes other numbers.

mod common;

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use common::generate::story::{Draw, phrases, sentences};
use common::{measured, slope};

/// Writes one file of records: `count` Malay and `count` English documents, every second of which is a translation.
fn documents(path: &Path, count: usize) -> io::Result<()> {
    let phrases = phrases()?;
    let mut out = BufWriter::new(File::create(path)?);
    for n in 0..count {
        let draw = &mut Draw::new(n as u64);
        let len = 5 + draw.below(6);
        let text = sentences(&phrases, len, draw);
        let stranger = sentences(&phrases, len, draw);
        let english = if n % 2 == 0 { &text } else { &stranger };
        let join = |side: Vec<&str>| side.join("\n");
        let src = join(text.iter().map(|t| t.0.as_str()).collect());
        let trg = join(english.iter().map(|t| t.1.as_str()).collect());
        for (lang, text) in [("ms", src), ("en", trg)] {
            writeln!(out, "{}", serde_json::json!({"id": format!("{lang}-{n}"), "lang": lang, "text": text}))?;
        }
    }
    out.flush()
}

fn main() -> io::Result<()> {
    let asked: Vec<usize> = std::env::args().filter_map(|a| a.parse().ok()).collect();
    let sizes = if asked.is_empty() { vec![1_000, 5_000, 20_000] } else { asked };
    println!("| documents a side | read and clean, CPU s | pair, CPU s | ms a document | peak MB |");
    println!("|--:|--:|--:|--:|--:|");
    let mut points = Vec::new();
    for &count in &sizes {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("documents.jsonl");
        documents(&file, count)?;
        let path = file.display().to_string();
        let clean = measured(&["clean", &path, "-j", "1", "-q"])?;
        let pair = measured(&["pair", &path, "-s", "ms", "-t", "en", "-j", "1", "-q"])?;
        let own = (pair.cpu - clean.cpu).max(0.0);
        let each = 1000.0 * own / (2 * count) as f64;
        println!("| {count} | {:.2} | {own:.2} | {each:.2} | {:.0} |", clean.cpu, pair.peak);
        points.push((count as f64, own, pair.peak));
    }
    if let [less, .., more] = points[..] {
        let cpu = slope((less.0, less.1), (more.0, more.1));
        let memory = slope((less.0, less.2), (more.0, more.2));
        println!("\nslope from {} to {} documents: CPU time {cpu:.2}, memory {memory:.2}", less.0, more.0);
    }
    Ok(())
}
