//! Parquet files, read row group by row group with the columns that are wanted.
//!
//! Structs are flattened: the field `url` of the struct `metadata` is the column `metadata.url`. The columns of lists
//! and maps have no place in a row of cells.

mod source;
mod value;

use std::panic::{AssertUnwindSafe, catch_unwind};

use parquet::column::reader::ColumnReader;
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};
use serde_json::Value;

use self::source::Bounded;
pub use self::source::Source;
use super::ReadError;

/// Whether the head of a file is that of a Parquet file.
pub fn is_parquet(head: &[u8]) -> bool {
    head.starts_with(b"PAR1")
}

/// One column of a file.
struct Column {
    /// Its place among the leaves of the schema.
    leaf: usize,
    /// Its name; the names of the structs around it before it, with points between them.
    name: String,
    /// Whether it holds several values a row.
    repeated: bool,
}

/// The rows of a file, many at a time; the cells of a row stand in the order of the columns.
pub struct Batches {
    path: String,
    file: SerializedFileReader<Bounded>,
    columns: Vec<Column>,
    readers: Vec<ColumnReader>,
    group: usize,
    /// Rows of the group in hand that have not been read.
    left: usize,
    size: usize,
    ended: bool,
}

impl Batches {
    /// Opens a file, of which `size` rows are read at a time.
    ///
    /// # Errors
    /// Where it cannot be read, or is no Parquet file.
    pub fn open(path: &str, source: Source, size: usize) -> Result<Batches, ReadError> {
        let unreadable = |source| ReadError::Unreadable { path: path.to_owned(), source };
        let bounded = Bounded::new(source).map_err(unreadable)?;
        let file = guarded(|| SerializedFileReader::new(bounded)).map_err(|what| malformed(path, &what))?;
        let schema = file.metadata().file_metadata().schema_descr();
        let column = |(leaf, column): (usize, &std::sync::Arc<parquet::schema::types::ColumnDescriptor>)| Column {
            leaf,
            name: column.path().parts().join("."),
            repeated: column.max_rep_level() > 0,
        };
        let columns = schema.columns().iter().enumerate().map(column).collect();
        Ok(Batches { path: path.to_owned(), file, columns, readers: Vec::new(), group: 0, left: 0, size, ended: false })
    }

    /// The names of the columns that hold one value a row, in order.
    pub fn names(&self) -> Vec<String> {
        self.columns.iter().filter(|c| !c.repeated).map(|c| c.name.clone()).collect()
    }

    /// The columns of lists and maps, in order.
    pub fn repeated(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().filter(|c| c.repeated).map(|c| c.name.as_str())
    }

    /// Leaves only the columns of these names, and takes those of lists and maps away.
    pub fn only(mut self, wanted: impl Fn(&str) -> bool) -> Batches {
        self.columns.retain(|column| !column.repeated && wanted(&column.name));
        self
    }

    /// The next rows; empty at the end.
    fn batch(&mut self) -> Result<Vec<Vec<Value>>, String> {
        while self.left == 0 {
            if self.group >= self.file.num_row_groups() {
                return Ok(Vec::new());
            }
            let group = guarded(|| self.file.get_row_group(self.group))?;
            self.left = usize::try_from(group.metadata().num_rows()).map_err(|e| e.to_string())?;
            self.readers = self
                .columns
                .iter()
                .map(|column| guarded(|| group.get_column_reader(column.leaf)))
                .collect::<Result<_, _>>()?;
            self.group += 1;
        }
        let count = self.left.min(self.size);
        let mut rows = vec![Vec::with_capacity(self.columns.len()); count];
        let schema = self.file.metadata().file_metadata().schema_descr_ptr();
        for (column, reader) in self.columns.iter().zip(&mut self.readers) {
            let description = schema.column(column.leaf);
            let values = guarded(|| value::read(reader, &description, count))
                .map_err(|what| format!("column {}: {what}", column.name))?;
            if values.len() != count {
                return Err(format!("column {} ends before the others", column.name));
            }
            for (row, value) in rows.iter_mut().zip(values) {
                row.push(value);
            }
        }
        self.left -= count;
        Ok(rows)
    }
}

impl Iterator for Batches {
    type Item = Result<Vec<Vec<Value>>, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let batch = self.batch().map_err(|what| malformed(&self.path, &what));
        self.ended = batch.as_ref().map_or(true, Vec::is_empty);
        if matches!(&batch, Ok(rows) if rows.is_empty()) { None } else { Some(batch) }
    }
}

fn malformed(path: &str, what: &str) -> ReadError {
    ReadError::Malformed { path: path.to_owned(), what: format!("no valid Parquet: {what}") }
}

/// What the decoder gives, or what is wrong with the file. It answers some damaged files by a panic, which must not
/// end the whole run.
fn guarded<T>(work: impl FnOnce() -> Result<T, ParquetError>) -> Result<T, String> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(done) => done.map_err(|error| error.to_string()),
        Err(_) => Err("its data are damaged".to_owned()),
    }
}

#[cfg(test)]
mod tests;
