//! The aligner by size of batch and of document: `cargo bench --bench align`.
//!
//! Texts made of the lexicon's own examples, a tenth of whose sentences are lost on either side, go through the command
//! `align`, learning included. The first table is a batch of 20,000 sentences in documents of 50: processor time with
//! the start-up told apart, and one thread against two. The second is one document by its length: processor time, peak
//! memory, and the slopes of the curve. `cargo bench --bench align -- 1000 50000` takes other lengths.

mod common;

use std::fs;
use std::io;
use std::path::Path;

use common::generate::story::{Draw, phrases, sentences};
use common::{Taken, measured, slope};

/// Documents of the batch, and sentences of each.
const BATCH: (usize, usize) = (400, 50);

/// Writes two texts of `len` sentences, of which some are lost, and the row of a jobs file that asks for them.
fn document(folder: &Path, number: usize, len: usize, phrases: &[(String, String)]) -> io::Result<String> {
    let draw = &mut Draw::new(number as u64);
    let text = sentences(phrases, len, draw);
    let mut lines = [String::new(), String::new()];
    for (src, trg) in &text {
        for (side, line) in lines.iter_mut().zip([src, trg]) {
            if draw.below(10) > 0 {
                side.push_str(line);
                side.push('\n');
            }
        }
    }
    let [src, trg, out] = ["src", "trg", "out"].map(|kind| folder.join(format!("{number}.{kind}")));
    fs::write(&src, &lines[0])?;
    fs::write(&trg, &lines[1])?;
    Ok(format!("{}\t{}\t{}\n", src.display(), trg.display(), out.display()))
}

/// Aligns `count` documents of `len` sentences in so many threads.
fn aligned(count: usize, len: usize, threads: &str, phrases: &[(String, String)]) -> io::Result<Taken> {
    let folder = tempfile::tempdir()?;
    let rows: Vec<String> = (0..count).map(|n| document(folder.path(), n, len, phrases)).collect::<Result<_, _>>()?;
    let jobs = folder.path().join("jobs.tsv");
    fs::write(&jobs, rows.concat())?;
    let jobs = jobs.display().to_string();
    measured(&["align", "--jobs", &jobs, "-s", "ms", "-t", "en", "--pre-split", "--format", "ladder", "-j", threads])
}

fn main() -> io::Result<()> {
    let phrases = phrases()?;
    let start = aligned(1, 1, "1", &phrases)?.cpu;
    let pairs = BATCH.0 * BATCH.1;
    let (one, two) = (aligned(BATCH.0, BATCH.1, "1", &phrases)?, aligned(BATCH.0, BATCH.1, "2", &phrases)?);
    let own = one.cpu - start;
    println!("| batch of | start-up, CPU s | align, CPU s | CPU s for 1,000 pairs | peak MB | two threads |");
    println!("|--:|--:|--:|--:|--:|--:|");
    println!(
        "| {pairs} | {start:.2} | {own:.2} | {:.3} | {:.0} | {:.2} × |",
        1000.0 * own / pairs as f64,
        one.peak,
        one.wall / two.wall
    );
    let asked: Vec<usize> = std::env::args().filter_map(|a| a.parse().ok()).collect();
    let lengths = if asked.is_empty() { vec![1_000, 10_000, 50_000] } else { asked };
    println!("\n| sentences a side | CPU s | CPU s for 1,000 | peak MB |");
    println!("|--:|--:|--:|--:|");
    let mut points = Vec::new();
    for len in lengths {
        let taken = aligned(1, len, "1", &phrases)?;
        let own = (taken.cpu - start).max(0.01);
        println!("| {len} | {own:.2} | {:.3} | {:.0} |", 1000.0 * own / len as f64, taken.peak);
        points.push((len as f64, own, taken.peak));
    }
    if let [less, .., more] = points[..] {
        let cpu = slope((less.0, less.1), (more.0, more.1));
        let memory = slope((less.0, less.2), (more.0, more.2));
        println!("\nslope from {} to {} sentences: CPU time {cpu:.2}, memory {memory:.2}", less.0, more.0);
    }
    Ok(())
}
