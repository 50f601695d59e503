//! `sejajar dedup`: a corpus without its duplicates.

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use super::args::DedupArgs;
use super::{rows, sink};
use crate::cli::Failure;
use crate::dedup::fingerprint;
use crate::model::{Row, cell};

/// Keeps the best-scored of the pairs that say the same, or the first where none has a score.
pub fn run(args: &DedupArgs) -> Result<u8, Failure> {
    if args.input.pairs == "-" {
        return Err(Failure::usage("dedup reads its input twice", "give a file instead of standard input"));
    }
    let key = |row: &Row| fingerprint(&cell(row, "src_text"), &cell(row, "trg_text"), args.keep_digits);
    let mut best: FxHashMap<u64, (f64, usize)> = FxHashMap::default();
    for (number, row) in rows(&args.input)?.enumerate() {
        let row = row?;
        let score = cell(&row, "score").parse().unwrap_or(0.0);
        match best.entry(key(&row)) {
            Entry::Vacant(free) => {
                free.insert((score, number));
            }
            Entry::Occupied(mut held) => {
                if score > held.get().0 {
                    held.insert((score, number));
                }
            }
        }
    }
    let mut sink = sink(&args.output, &args.input)?;
    let mut all = 0;
    for (number, row) in rows(&args.input)?.enumerate() {
        let row = row?;
        all += 1;
        if best.get(&key(&row)).is_some_and(|held| held.1 == number) {
            sink.row(&row)?;
        }
    }
    sink.end()?;
    eprintln!("pairs {all} = {} kept + {} duplicates", best.len(), all - best.len());
    Ok(0)
}
