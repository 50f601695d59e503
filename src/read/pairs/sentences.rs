//! The sentences of a test set, whatever its form: those that a corpus must not have.

use std::io::BufRead;

use serde_json::Value;

use super::{Columns, Format, format_of, header, malformed, parquet, table, tmx};
use crate::read::ReadError;

/// The sentences of each row of a file.
pub type Sentences = Box<dyn Iterator<Item = Result<Vec<String>, ReadError>> + Send>;

/// The sentences of a file, row by row: the two texts where their columns are named as those of pairs are, otherwise
/// all texts of the row. A file that is neither table, JSON lines, TMX nor Parquet has a sentence a line, or several
/// with tabs between them; so has each of two Moses files.
///
/// # Errors
/// Where the head of the file cannot be read.
pub fn sentences(path: &str, reader: Box<dyn BufRead + Send>) -> Result<Sentences, ReadError> {
    let name = path.strip_suffix(".gz").or_else(|| path.strip_suffix(".zst")).unwrap_or(path).to_ascii_lowercase();
    let pair = |row: crate::model::Row| ["src_text", "trg_text"].map(|name| crate::model::cell(&row, name)).to_vec();
    Ok(match format_of(path) {
        Format::Tmx => Box::new(tmx::rows(path, reader).map(move |row| row.map(pair))),
        Format::Jsonl => Box::new(json(path, reader)),
        Format::Parquet => parquet::sentences(path, reader)?,
        Format::Table if name.ends_with(".csv") || name.ends_with(".tsv") => cells(path, reader)?,
        Format::Table | Format::Moses => {
            let path = path.to_owned();
            Box::new(reader.split(b'\n').map(move |line| {
                let line = line.map_err(|source| ReadError::Unreadable { path: path.clone(), source })?;
                Ok(String::from_utf8_lossy(&line).split('\t').map(str::to_owned).collect())
            }))
        }
    })
}

fn cells(path: &str, reader: Box<dyn BufRead + Send>) -> Result<Sentences, ReadError> {
    let mut records = table::records(path, reader)?.peekable();
    let names = match records.peek() {
        Some(Ok(first)) => header(first.iter().map(str::to_owned).collect(), &Columns::default()),
        _ => None,
    };
    if names.is_some() {
        records.next();
    }
    let path = path.to_owned();
    Ok(Box::new(records.map(move |record| {
        let record = record.map_err(|error| malformed(&path, error))?;
        Ok(texts(&names, record.iter().map(str::to_owned)))
    })))
}

/// The cells that hold a text, by the names of their columns where there are any.
pub fn texts(names: &Option<Vec<String>>, cells: impl Iterator<Item = String>) -> Vec<String> {
    match names {
        Some(names) => {
            let named = names.iter().zip(cells).filter(|(name, _)| matches!(name.as_str(), "src_text" | "trg_text"));
            named.map(|(_, cell)| cell).collect()
        }
        None => cells.collect(),
    }
}

fn json(
    path: &str,
    reader: Box<dyn BufRead + Send>,
) -> impl Iterator<Item = Result<Vec<String>, ReadError>> + Send + use<> {
    let path = path.to_owned();
    reader.split(b'\n').enumerate().filter(|(_, line)| !line.as_ref().is_ok_and(|l| l.trim_ascii().is_empty())).map(
        move |(i, line)| {
            let line = line.map_err(|source| ReadError::Unreadable { path: path.clone(), source })?;
            let value: Value =
                serde_json::from_slice(&line).map_err(|e| malformed(&path, format!("line {}: {e}", i + 1)))?;
            let mut found = Vec::new();
            match (&value["src_text"], &value["trg_text"]) {
                (Value::String(src), Value::String(trg)) => found.extend([src.clone(), trg.clone()]),
                _ => strings(&value, &mut found),
            }
            Ok(found)
        },
    )
}

/// All texts inside a value; serde_json bounds how deep values lie.
fn strings(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Array(parts) => parts.iter().for_each(|part| strings(part, found)),
        Value::Object(fields) => fields.values().for_each(|field| strings(field, found)),
        _ => {}
    }
}
