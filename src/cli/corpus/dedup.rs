//! `sejajar dedup`: a corpus without its duplicates.

use std::collections::BTreeMap;
use std::collections::hash_map::Entry;

use rustc_hash::{FxHashMap, FxHashSet};

use super::args::DedupArgs;
use super::{rows, sink};
use crate::cli::{Common, Failure};
use crate::dedup::{Sketch, fingerprint, near_copies};
use crate::model::{Row, cell};

/// Keeps the best-scored of the pairs that say the same, or the first where none has a score; of documents that are
/// near-copies, the one with the best pairs.
pub fn run(common: &Common, args: &DedupArgs) -> Result<u8, Failure> {
    if args.input.pairs == "-" {
        return Err(Failure::usage("dedup reads its input twice", "give a file instead of standard input"));
    }
    let copies = if args.keep_copies { FxHashSet::default() } else { copies(args)? };
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

/// The paths of a row's documents.
type Document = (String, String);

fn document(row: &Row) -> Document {
    (cell(row, "src_doc"), cell(row, "trg_doc"))
}

/// The documents that are near-copies of others; rows that name none belong to none.
fn copies(args: &DedupArgs) -> Result<FxHashSet<Document>, Failure> {
    let mut sketches: BTreeMap<Document, Sketch> = BTreeMap::new();
    for row in rows(&args.input)? {
        let row = row?;
        let document = document(&row);
        if document.0.is_empty() || document.1.is_empty() {
            continue;
        }
        // Where there are no scores, the document with more pairs is the better one.
        let score = score(&row).unwrap_or(1.0);
        sketches.entry(document).or_default().add(&cell(&row, "src_text"), &cell(&row, "trg_text"), score);
    }
    let (names, sketches): (Vec<_>, Vec<_>) = sketches.into_iter().map(|(name, sketch)| (name, (0, sketch))).unzip();
    let copies = near_copies(&sketches);
    Ok(names.into_iter().zip(copies).filter_map(|(name, copy)| copy.then_some(name)).collect())
}
