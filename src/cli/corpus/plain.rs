//! `sejajar convert` and `sejajar sample`.

use std::collections::BinaryHeap;

use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::args::{ConvertArgs, SampleArgs};
use super::{rows, sink};
use crate::cli::Failure;
use crate::model::cell;

/// Writes a corpus in another format.
pub fn convert(args: &ConvertArgs) -> Result<u8, Failure> {
    let mut sink = sink(&args.output, &args.input)?;
    for row in rows(&args.input)? {
        sink.row(&row?)?;
    }
    sink.end()?;
    Ok(0)
}

/// Writes some pairs of a corpus in their order: those whose texts have the smallest hashes under the seed.
pub fn sample(args: &SampleArgs) -> Result<u8, Failure> {
    let mut chosen: BinaryHeap<(u64, usize, String)> = BinaryHeap::new();
    for (number, row) in rows(&args.input)?.enumerate() {
        let row = row?;
        let texts = format!("{}\t{}\t{number}", cell(&row, "src_text"), cell(&row, "trg_text"));
        let hash = xxh3_64_with_seed(texts.as_bytes(), args.seed);
        if chosen.len() < args.count || chosen.peek().is_some_and(|worst| hash < worst.0) {
            let text = serde_json::to_string(&row).map_err(|e| Failure::io(&args.input.pairs, e.into()))?;
            chosen.push((hash, number, text));
        }
        if chosen.len() > args.count {
            chosen.pop();
        }
    }
    let mut chosen = chosen.into_vec();
    chosen.sort_by_key(|c| c.1);
    let mut sink = sink(&args.output, &args.input)?;
    for (_, _, text) in chosen {
        sink.row(&serde_json::from_str(&text).map_err(|e| Failure::io(&args.input.pairs, e.into()))?)?;
    }
    sink.end()?;
    Ok(0)
}
