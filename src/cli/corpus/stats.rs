//! `sejajar stats`: what a corpus is like.

use std::collections::BTreeMap;

use super::args::StatsArgs;
use super::{langs, rows};
use crate::cli::Failure;
use crate::dedup::fingerprint;
use crate::lang::words;
use crate::model::cell;

/// Prints counts, lengths, scores, flags and languages of a corpus.
pub fn run(args: &StatsArgs) -> Result<u8, Failure> {
    let mut pairs = 0u64;
    let mut distinct = rustc_hash::FxHashSet::default();
    let (mut tokens, mut characters) = ([0u64; 2], [0u64; 2]);
    let mut tables: BTreeMap<&str, BTreeMap<String, u64>> = BTreeMap::new();
    let mut count = |table: &'static str, name: String| *tables.entry(table).or_default().entry(name).or_default() += 1;
    for row in rows(&args.input)? {
        let row = row?;
        let texts = ["src_text", "trg_text"].map(|name| cell(&row, name));
        pairs += 1;
        distinct.insert(fingerprint(&texts[0], &texts[1], true));
        for (side, text) in texts.iter().enumerate() {
            tokens[side] += words(text).count() as u64;
            characters[side] += text.chars().count() as u64;
        }
        let (src, trg) = langs(&args.input, &row);
        count("languages", format!("{src}-{trg}"));
        if let Ok(score) = cell(&row, "score").parse::<f64>() {
            count("scores", format!("{:.1}", (score * 10.0).floor().clamp(0.0, 9.0) / 10.0));
        }
        for flag in cell(&row, "flags").split(';').filter(|f| !f.is_empty()) {
            count("flags", flag.to_owned());
        }
        let bead = cell(&row, "bead");
        if !bead.is_empty() {
            count("beads", bead);
        }
    }
    println!("pairs\t{pairs}\ndistinct\t{}", distinct.len());
    for (side, name) in ["src", "trg"].iter().enumerate() {
        let mean = |n: u64| n as f64 / pairs.max(1) as f64;
        println!("{name}_words\t{}\t{:.1} a pair", tokens[side], mean(tokens[side]));
        println!("{name}_characters\t{}\t{:.1} a pair", characters[side], mean(characters[side]));
    }
    for (table, rows) in &tables {
        for (name, count) in rows {
            println!("{table}\t{name}\t{count}");
        }
    }
    Ok(0)
}
