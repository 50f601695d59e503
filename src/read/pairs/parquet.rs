//! Pairs as Parquet.

use std::io::{self, BufRead};
use std::path::Path;

use serde_json::Value;

use super::sentences::texts;
use super::{Columns, Rows, Sentences, header, malformed};
use crate::model::Row;
use crate::read::ReadError;
use crate::read::parquet::{Batches, Source};

/// How many rows are read at a time.
const ROWS: usize = 1024;

/// Opens a file; `reader` is read where the file cannot be read from any place, as when it is packed.
fn open(path: &str, reader: Box<dyn BufRead + Send>) -> Result<Batches, ReadError> {
    let source = match path.ends_with(".parquet") && Path::new(path).is_file() {
        true => Source::file(Path::new(path), std::sync::Arc::default()),
        false => Source::stream(reader),
    };
    let unreadable = |source: io::Error| ReadError::Unreadable { path: path.to_owned(), source };
    Batches::open(path, source.map_err(unreadable)?, ROWS)
}

fn flat(batches: Batches) -> impl Iterator<Item = Result<Vec<Value>, ReadError>> + Send {
    batches.flat_map(|batch| match batch {
        Ok(rows) => rows.into_iter().map(Ok).collect(),
        Err(error) => vec![Err(error)],
    })
}

/// The texts of each row.
pub fn sentences(path: &str, reader: Box<dyn BufRead + Send>) -> Result<Sentences, ReadError> {
    let batches = open(path, reader)?.only(|_| true);
    let names = header(batches.names(), &Columns::default());
    let cell = |value| if let Value::String(text) = value { text } else { String::new() };
    Ok(Box::new(flat(batches).map(move |row| Ok(texts(&names, row?.into_iter().map(cell))))))
}

/// The rows of a file.
pub fn rows(path: &str, reader: Box<dyn BufRead + Send>, columns: &Columns) -> Result<Rows, ReadError> {
    let batches = open(path, reader)?;
    if let Some(nested) = batches.repeated().next() {
        let what = format!(
            "the column {nested} holds a list or a map, which a row of cells has no place for; leave it out or make it a text"
        );
        return Err(malformed(path, what));
    }
    let Some(own) = header(batches.names(), columns) else {
        let what = format!(
            "no columns {} and {}; there are {}; --src-column and --trg-column name others",
            columns.src,
            columns.trg,
            batches.names().join(", ")
        );
        return Err(malformed(path, what));
    };
    Ok(Box::new(flat(batches).map(move |row| Ok(own.iter().cloned().zip(row?).collect::<Row>()))))
}
