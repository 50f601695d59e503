//! Tab-separated tables: the form of all lists in `lexicons/`.

use super::{LexiconError, TableFile};

/// One row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row<'a> {
    /// Line in the file, from 1.
    pub line: usize,
    /// Its cells.
    pub cells: Vec<&'a str>,
}

/// A table: rows of cells divided by tabs; a line that begins with `#` is a comment.
#[derive(Clone, Debug)]
pub struct Table<'a> {
    file: &'a str,
    rows: Vec<Row<'a>>,
}

impl<'a> Table<'a> {
    /// Reads a table of `columns` columns.
    ///
    /// # Errors
    /// A row with another number of cells, or with an empty first cell, by file and line.
    pub fn parse(file: &'a TableFile, columns: usize) -> Result<Table<'a>, LexiconError> {
        let mut rows = Vec::new();
        for (i, line) in file.text.lines().enumerate() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let cells: Vec<&str> = line.split('\t').collect();
            if cells.len() != columns {
                let what = format!("{} cells where {columns} belong; cells are divided by one tab", cells.len());
                return Err(LexiconError::Malformed { file: file.name.clone(), line: i + 1, what });
            }
            rows.push(Row { line: i + 1, cells });
        }
        Ok(Table { file: &file.name, rows })
    }

    /// Its rows in order.
    pub fn rows(&self) -> &[Row<'a>] {
        &self.rows
    }

    /// An error about one row.
    pub fn error(&self, row: &Row<'_>, what: impl Into<String>) -> LexiconError {
        LexiconError::Malformed { file: self.file.to_owned(), line: row.line, what: what.into() }
    }
}
