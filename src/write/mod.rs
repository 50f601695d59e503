//! Outputs: files that appear only when complete, and the formats of pairs and ladders.

mod ladder;
mod output;
mod table;
mod tmx;

use std::io::{self, Write};

pub use ladder::{hunalign, ladder};
pub use output::Output;
pub use table::{COLUMNS, Jsonl, Separated, cells};
pub use tmx::Tmx;

use crate::model::Pair;

/// A format of pairs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PairFormat {
    /// RFC 4180, UTF-8, with a header.
    Csv,
    /// Tab-separated with a header; tabs and line breaks inside a cell become spaces.
    Tsv,
    /// One JSON object a line, keyed by the columns' names.
    Jsonl,
    /// TMX 1.4b.
    Tmx,
}

impl PairFormat {
    /// The format that a file name's suffix stands for, `.gz` and `.zst` set aside.
    pub fn of_path(path: &str) -> Option<PairFormat> {
        let bare = path.strip_suffix(".gz").or_else(|| path.strip_suffix(".zst")).unwrap_or(path);
        PairFormat::of_name(bare.rsplit_once('.')?.1)
    }

    /// The format of a name: `csv`, `tsv`, `jsonl` or `tmx`.
    pub fn of_name(name: &str) -> Option<PairFormat> {
        match name.to_ascii_lowercase().as_str() {
            "csv" => Some(PairFormat::Csv),
            "tsv" => Some(PairFormat::Tsv),
            "jsonl" => Some(PairFormat::Jsonl),
            "tmx" => Some(PairFormat::Tmx),
            _ => None,
        }
    }
}

/// Writes pairs in one format.
pub trait PairWriter {
    /// Writes a pair.
    ///
    /// # Errors
    /// Where the output cannot be written.
    fn pair(&mut self, pair: &Pair) -> io::Result<()>;

    /// Writes what stands behind the last pair.
    ///
    /// # Errors
    /// Where the output cannot be written.
    fn end(&mut self) -> io::Result<()>;
}

/// What a writer of pairs is to know beside the format.
#[derive(Clone, Debug, Default)]
pub struct PairOptions {
    /// Source language, for formats with a header.
    pub src_lang: String,
    /// Prefix cells that a spreadsheet would run as a formula with `'`.
    pub spreadsheet_safe: bool,
}

/// A writer of pairs in a format.
///
/// # Errors
/// Where the header cannot be written.
pub fn pair_writer<'a, W: Write + 'a>(
    format: PairFormat,
    out: W,
    options: &PairOptions,
) -> io::Result<Box<dyn PairWriter + 'a>> {
    Ok(match format {
        PairFormat::Csv => Box::new(Separated::new(out, b',', options.spreadsheet_safe)?),
        PairFormat::Tsv => Box::new(Separated::new(out, b'\t', options.spreadsheet_safe)?),
        PairFormat::Jsonl => Box::new(Jsonl::new(out)),
        PairFormat::Tmx => Box::new(Tmx::new(out, &options.src_lang)?),
    })
}
