//! Files of sentence pairs that exist already: CSV, TSV, JSON lines, TMX, Parquet, Moses.

mod moses;
mod parquet;
mod sentences;
mod table;
mod tmx;

use std::io::BufRead;

pub use sentences::{Sentences, sentences};

use super::ReadError;
use crate::lang::Lang;
use crate::model::{Row, cell};

/// Rows of a file of pairs, one at a time.
pub type Rows = Box<dyn Iterator<Item = Result<Row, ReadError>> + Send>;

/// A format of pairs that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Divided by commas or tabs, with or without a header.
    Table,
    /// One JSON object a line.
    Jsonl,
    /// TMX, any version.
    Tmx,
    /// Parquet.
    Parquet,
    /// Two plain files, line by line: the second has the other language for a suffix.
    Moses,
}

/// Which columns hold the two texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
    /// The source text.
    pub src: String,
    /// The target text.
    pub trg: String,
}

impl Default for Columns {
    fn default() -> Columns {
        Columns { src: "src_text".to_owned(), trg: "trg_text".to_owned() }
    }
}

/// The format that a file's name stands for; a table where it says nothing.
pub fn format_of(path: &str) -> Format {
    let bare = path.strip_suffix(".gz").or_else(|| path.strip_suffix(".zst")).unwrap_or(path);
    match bare.rsplit_once('.').map(|(_, suffix)| suffix.to_ascii_lowercase()).as_deref() {
        Some("jsonl" | "ndjson") => Format::Jsonl,
        Some("tmx" | "xml") => Format::Tmx,
        Some("parquet") => Format::Parquet,
        Some("csv" | "tsv" | "txt" | "tab") | None => Format::Table,
        Some(suffix) if (2..=3).contains(&suffix.len()) && Lang::parse(suffix).is_ok() => Format::Moses,
        Some(_) => Format::Table,
    }
}

/// The rows of a file of pairs; `trg` is the second file of a Moses pair.
///
/// The texts stand in the columns `src_text` and `trg_text`, whatever the file calls them: a table without a header
/// has them first, one with a header may name them as `columns` says.
///
/// # Errors
/// Where the head of the file cannot be read, or a Moses file comes alone.
pub fn open(
    path: &str,
    mut reader: Box<dyn BufRead + Send>,
    trg: Option<Box<dyn BufRead + Send>>,
    columns: &Columns,
) -> Result<Rows, ReadError> {
    let unreadable = |source| ReadError::Unreadable { path: path.to_owned(), source };
    // What comes by standard input has no name to tell its format.
    let piped = path == "-" && super::parquet::is_parquet(reader.fill_buf().map_err(unreadable)?);
    match (if piped { Format::Parquet } else { format_of(path) }, trg) {
        (Format::Table, None) => table::rows(path, reader, columns),
        (Format::Jsonl, None) => Ok(table::json(path, reader, columns)),
        (Format::Tmx, None) => Ok(tmx::rows(path, reader)),
        (Format::Parquet, None) => parquet::rows(path, reader, columns),
        (_, Some(trg)) => Ok(moses::rows(path, reader, trg)),
        (Format::Moses, None) => Err(ReadError::Malformed {
            path: path.to_owned(),
            what: "one half of a Moses pair: give the other with --moses".to_owned(),
        }),
    }
}

/// The names of a table's columns, if they are a header, with the texts under their own names.
fn header(mut names: Vec<String>, columns: &Columns) -> Option<Vec<String>> {
    let place = |name: &str| names.iter().position(|n| n == name);
    let both = |src: &str, trg: &str| Some((place(src)?, place(trg)?));
    let (src, trg) = both(&columns.src, &columns.trg)
        .or_else(|| both("src_text", "trg_text"))
        .or_else(|| place("source").or_else(|| place("src")).zip(place("target").or_else(|| place("trg"))))
        .or_else(|| {
            // Two columns named after languages are a header too; so are those of a struct (`translation.ms`).
            // Codes are written in one case, other than short sentences (`Ya.`, `Yes.`).
            let code =
                |n: &str| n.len() <= 3 && Lang::parse(n).is_ok() && (n == n.to_lowercase() || n == n.to_uppercase());
            let last = |name: &str| name.rsplit('.').next().is_some_and(code);
            (names.len() >= 2 && names.iter().take(2).all(|name| last(name))).then_some((0, 1))
        })?;
    names[src] = "src_text".to_owned();
    names[trg] = "trg_text".to_owned();
    Some(names)
}

/// The source and target texts of a whole file of pairs.
///
/// # Errors
/// The first row that is malformed.
pub fn texts(path: &str, text: String) -> Result<Vec<(String, String)>, ReadError> {
    let name = if text.trim_start().starts_with("<?xml") { "pairs.tmx" } else { path };
    let rows = open(name, Box::new(std::io::Cursor::new(text)), None, &Columns::default())?;
    rows.map(|row| row.map(|row| (cell(&row, "src_text"), cell(&row, "trg_text")))).collect()
}

/// An error about one place of a file.
fn malformed(path: &str, what: impl std::fmt::Display) -> ReadError {
    ReadError::Malformed { path: path.to_owned(), what: what.to_string() }
}
