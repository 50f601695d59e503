//! Pairs as CSV, TSV and JSON lines.

use std::io::{BufRead, Cursor, Read};

use csv::StringRecord;
use serde_json::Value;

use super::{Columns, Rows, header, malformed};
use crate::model::Row;
use crate::read::ReadError;

/// Records of a table, one at a time.
type Records = Box<dyn Iterator<Item = Result<StringRecord, csv::Error>> + Send>;

/// The records of a table; commas or tabs, whichever its first line has.
pub fn records(path: &str, mut reader: Box<dyn BufRead + Send>) -> Result<Records, ReadError> {
    let mut first = Vec::new();
    reader.read_until(b'\n', &mut first).map_err(|source| ReadError::Unreadable { path: path.to_owned(), source })?;
    let first = first.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&first).to_vec();
    let tabs = first.contains(&b'\t');
    let reader = Cursor::new(first).chain(reader);
    let records = csv::ReaderBuilder::new()
        .delimiter(if tabs { b'\t' } else { b',' })
        .quoting(!tabs)
        .has_headers(false)
        .flexible(true)
        .from_reader(reader)
        .into_byte_records();
    Ok(Box::new(records.map(|record| record.map(|r| StringRecord::from_byte_record_lossy(r.clone())))))
}

/// The rows of a table.
pub fn rows(path: &str, reader: Box<dyn BufRead + Send>, columns: &Columns) -> Result<Rows, ReadError> {
    let mut records = records(path, reader)?.peekable();
    let header = match records.peek() {
        Some(Ok(record)) => header(record.iter().map(str::to_owned).collect(), columns),
        _ => None,
    };
    if header.is_some() {
        records.next();
    }
    let names = header.unwrap_or_else(|| vec!["src_text".to_owned(), "trg_text".to_owned()]);
    let path = path.to_owned();
    Ok(Box::new(records.map(move |record| {
        let record = record.map_err(|e| malformed(&path, e))?;
        if record.len() < 2 {
            let line = record.position().map_or(0, csv::Position::line);
            return Err(malformed(&path, format!("line {line}: one column where source and target belong")));
        }
        let extra = (names.len()..record.len()).map(|i| format!("column_{}", i + 1));
        let named = names.iter().cloned().chain(extra).zip(record.iter());
        Ok(named.map(|(name, cell)| (name, Value::String(cell.to_owned()))).collect::<Row>())
    })))
}

/// The rows of a file of JSON objects.
pub fn json(path: &str, reader: Box<dyn BufRead + Send>, columns: &Columns) -> Rows {
    let (path, columns) = (path.to_owned(), columns.clone());
    let lines =
        reader.split(b'\n').enumerate().filter(|(_, line)| !line.as_ref().is_ok_and(|l| l.trim_ascii().is_empty()));
    Box::new(lines.map(move |(i, line)| {
        let line = line.map_err(|source| ReadError::Unreadable { path: path.clone(), source })?;
        let row: Row = serde_json::from_slice(&line).map_err(|e| malformed(&path, format!("line {}: {e}", i + 1)))?;
        let named = row.into_iter().map(|(name, value)| match name {
            name if name == columns.src => ("src_text".to_owned(), value),
            name if name == columns.trg => ("trg_text".to_owned(), value),
            name => (name, value),
        });
        let row: Row = named.collect();
        for name in ["src_text", "trg_text"] {
            if !row.get(name).is_some_and(Value::is_string) {
                return Err(malformed(&path, format!("line {}: no text under \"{name}\"", i + 1)));
            }
        }
        Ok(row)
    }))
}
