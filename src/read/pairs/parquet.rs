//! Pairs as Parquet.

use std::io::{self, BufRead};
use std::path::Path;

use super::{Columns, Rows, header, malformed};
use crate::model::Row;
use crate::read::ReadError;
use crate::read::parquet::{Batches, Source};

/// How many rows are read at a time.
const ROWS: usize = 1024;

/// The rows of a file; `reader` is read where the file cannot be read from any place, as when it is packed.
pub fn rows(path: &str, reader: Box<dyn BufRead + Send>, columns: &Columns) -> Result<Rows, ReadError> {
    let source = match path.ends_with(".parquet") && Path::new(path).is_file() {
        true => Source::file(Path::new(path), std::sync::Arc::default()),
        false => Source::stream(reader),
    };
    let unreadable = |source: io::Error| ReadError::Unreadable { path: path.to_owned(), source };
    let batches = Batches::open(path, source.map_err(unreadable)?, ROWS)?;
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
    let rows = batches.flat_map(|batch| match batch {
        Ok(rows) => rows.into_iter().map(Ok).collect(),
        Err(error) => vec![Err(error)],
    });
    Ok(Box::new(rows.map(move |row| Ok(own.iter().cloned().zip(row?).collect::<Row>()))))
}
