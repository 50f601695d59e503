//! Outputs: files that appear only when complete, and the formats of pairs and ladders.

mod ladder;
mod output;
mod parquet;
mod profile;
mod table;
mod tmx;

use std::io::{self, Write};

pub use ladder::{hunalign, ladder};
pub use output::Output;
pub use parquet::Parquet;
pub use profile::Profile;
pub use table::{Jsonl, Moses, Separated};
pub use tmx::Tmx;

use crate::model::{COLUMNS, Row};

/// A format of pairs in one file.
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
    /// Parquet, packed with Zstandard.
    Parquet,
}

impl PairFormat {
    /// The format that a file name's suffix stands for, `.gz` and `.zst` set aside.
    pub fn of_path(path: &str) -> Option<PairFormat> {
        let bare = path.strip_suffix(".gz").or_else(|| path.strip_suffix(".zst")).unwrap_or(path);
        PairFormat::of_name(bare.rsplit_once('.')?.1)
    }

    /// The format of a name: `csv`, `tsv`, `jsonl`, `tmx` or `parquet`.
    pub fn of_name(name: &str) -> Option<PairFormat> {
        match name.to_ascii_lowercase().as_str() {
            "csv" => Some(PairFormat::Csv),
            "tsv" => Some(PairFormat::Tsv),
            "jsonl" => Some(PairFormat::Jsonl),
            "tmx" => Some(PairFormat::Tmx),
            "parquet" => Some(PairFormat::Parquet),
            _ => None,
        }
    }
}

/// Writes rows in one format.
pub trait RowWriter {
    /// Writes a row.
    ///
    /// # Errors
    /// Where the output cannot be written, or the format has no place for a cell.
    fn row(&mut self, row: &Row) -> io::Result<()>;

    /// Writes what stands behind the last row, and completes the output.
    ///
    /// # Errors
    /// Where the output cannot be written.
    fn end(self: Box<Self>) -> io::Result<()>;
}

/// The error of a row that has a column which the first row has not, for formats that name their columns at the head.
fn lost(column: &str) -> io::Error {
    let what = format!("a row has the column '{column}', which the first row has not; write JSON lines instead");
    io::Error::new(io::ErrorKind::InvalidData, what)
}

/// Something to write to that is complete only when it is told so.
pub trait Target: Write {
    /// Completes it.
    ///
    /// # Errors
    /// Where the last bytes cannot be written.
    fn complete(self) -> io::Result<()>;
}

impl Target for Output {
    fn complete(self) -> io::Result<()> {
        self.finish()
    }
}

impl Target for &mut Vec<u8> {
    fn complete(self) -> io::Result<()> {
        Ok(())
    }
}

/// What a writer is to know beside the format.
#[derive(Clone, Debug)]
pub struct RowOptions {
    /// The columns of formats with a header, in order.
    pub columns: Vec<String>,
    /// Source language, for formats that name it in their head; empty where it is not known.
    pub src_lang: String,
    /// Prefix cells that a spreadsheet would run as a formula with `'`.
    pub spreadsheet_safe: bool,
}

impl RowOptions {
    /// The columns of a pair.
    pub fn pairs(src_lang: impl ToString) -> RowOptions {
        let columns = COLUMNS.map(str::to_owned).to_vec();
        RowOptions { columns, src_lang: src_lang.to_string(), spreadsheet_safe: false }
    }
}

/// A writer of rows in a format.
///
/// # Errors
/// Where the header cannot be written.
pub fn row_writer<'a, W: Target + Send + 'a>(
    format: PairFormat,
    out: W,
    options: &RowOptions,
) -> io::Result<Box<dyn RowWriter + 'a>> {
    let columns = || options.columns.clone();
    Ok(match format {
        PairFormat::Csv => Box::new(Separated::new(out, b',', columns(), options.spreadsheet_safe)?),
        PairFormat::Tsv => Box::new(Separated::new(out, b'\t', columns(), options.spreadsheet_safe)?),
        PairFormat::Jsonl => Box::new(Jsonl(out)),
        PairFormat::Tmx => Box::new(Tmx::new(out, &options.src_lang)?),
        PairFormat::Parquet => Box::new(Parquet::new(out, columns())),
    })
}
