//! Writes a corpus with what should be found in it: `cargo run --release --example generate -- DIR PAGES [KILOBYTES [SEED]]`.
//!
//! DIR gets the folder `pages` and `truth.tsv`: `must` or `may`, the Malay and the English text of each pair. KILOBYTES
//! is the least size of a page.

#[path = "../benches/generate/mod.rs"]
mod generate;

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use generate::{Plan, Truth, corpus};

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |i: usize| arguments.get(i).and_then(|a| a.parse().ok());
    let (Some(folder), Some(pages)) = (arguments.first().map(PathBuf::from), number(1)) else {
        return Err(io::Error::other("generate DIR PAGES [KILOBYTES [SEED]]"));
    };
    let plan = Plan { pages, kilobytes: number(2).unwrap_or(0), seed: number(3).unwrap_or(0) as u64 };
    fs::create_dir_all(folder.join("pages"))?;
    let mut truth = BufWriter::new(File::create(folder.join("truth.tsv"))?);
    let mut failed = Ok(());
    let bytes = corpus(&folder.join("pages"), &plan, |kind, bead| {
        let kind = if kind == Truth::Must { "must" } else { "may" };
        let row = writeln!(truth, "{kind}\t{}\t{}", bead.src.join(" "), bead.trg.join(" "));
        failed = std::mem::replace(&mut failed, Ok(())).and(row);
    })?;
    failed?;
    truth.flush()?;
    println!("{} pages, {:.1} MB", plan.pages, bytes as f64 / 1e6);
    Ok(())
}
