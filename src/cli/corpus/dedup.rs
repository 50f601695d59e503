//! `sejajar dedup`: a corpus without its duplicates.

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use super::args::DedupArgs;
use super::{rows, sink};
use crate::cli::{Common, Failure};
use crate::dedup::{Document, Sketches, fingerprint};
use crate::model::{Row, cell};

/// Keeps the best-scored of the pairs that say the same, or the first where none has a score; of documents that are
/// near-copies, the one with the best pairs.
pub fn run(common: &Common, args: &DedupArgs) -> Result<u8, Failure> {
    if args.input.pairs == "-" {
        return Err(Failure::usage("dedup reads its input twice", "give a file instead of standard input"));
    }
    let sketches = if args.keep_copies { Sketches::default() } else { sketches(args)? };
    let copies = sketches.copies();
    let copy = |row: &Row| !copies.is_empty() && copies.contains(&document(row));
    let key = |row: &Row| fingerprint(&cell(row, "src_text"), &cell(row, "trg_text"), args.keep_digits);
    let mut best: FxHashMap<u64, (f64, usize)> = FxHashMap::default();
    for (number, row) in rows(&args.input)?.enumerate() {
        let row = row?;
        if copy(&row) {
            continue;
        }
        let score = score(&row).unwrap_or(0.0);
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
    let (mut all, mut copied) = (0, 0);
    for (number, row) in rows(&args.input)?.enumerate() {
        let row = row?;
        all += 1;
        if copy(&row) {
            copied += 1;
        } else if best.get(&key(&row)).is_some_and(|held| held.1 == number) {
            sink.row(&row)?;
        }
    }
    sink.end()?;
    let duplicates = all - best.len() - copied;
    let near = if copied > 0 { format!(" + {copied} in {} near-copies", copies.len()) } else { String::new() };
    common.say(&format!("pairs {all} = {} kept + {duplicates} duplicates{near}", best.len()));
    Ok(0)
}

fn score(row: &Row) -> Option<f64> {
    cell(row, "score").parse().ok()
}

fn document(row: &Row) -> Document {
    (cell(row, "src_doc"), cell(row, "trg_doc"))
}

fn sketches(args: &DedupArgs) -> Result<Sketches, Failure> {
    let mut sketches = Sketches::default();
    for row in rows(&args.input)? {
        let row = row?;
        let texts = [cell(&row, "src_text"), cell(&row, "trg_text")];
        // Where there are no scores, the document with more pairs is the better one.
        sketches.add(&document(&row), [&texts[0], &texts[1]], score(&row).unwrap_or(1.0));
    }
    Ok(sketches)
}
