//! Rows as CSV, TSV, JSON lines and Moses files.

use std::io::{self, Write};

use csv::QuoteStyle;

use super::{RowWriter, Target};
use crate::model::{Row, cell};

/// CSV after RFC 4180, or TSV without quoting, under a header.
pub struct Separated<W: Write> {
    out: csv::Writer<W>,
    columns: Vec<String>,
    tabs: bool,
    safe: bool,
}

impl<W: Write> Separated<W> {
    /// Writes the header. `safe` prefixes cells that a spreadsheet would run as a formula.
    ///
    /// # Errors
    /// Where the output cannot be written.
    pub fn new(out: W, delimiter: u8, columns: Vec<String>, safe: bool) -> io::Result<Separated<W>> {
        let tabs = delimiter == b'\t';
        let style = if tabs { QuoteStyle::Never } else { QuoteStyle::Necessary };
        let mut out = csv::WriterBuilder::new().delimiter(delimiter).quote_style(style).from_writer(out);
        out.write_record(&columns)?;
        Ok(Separated { out, columns, tabs, safe })
    }

    fn cell(&self, cell: String) -> String {
        let cell = if self.tabs { one_line(cell) } else { cell };
        if self.safe && cell.starts_with(['=', '+', '-', '@']) { format!("'{cell}") } else { cell }
    }
}

/// Without what would end a cell or a line of a plain file.
fn one_line(text: String) -> String {
    if text.contains(['\t', '\n', '\r']) { text.replace(['\t', '\n', '\r'], " ") } else { text }
}

impl<W: Target> RowWriter for Separated<W> {
    fn row(&mut self, row: &Row) -> io::Result<()> {
        if let Some(lost) = row.keys().find(|key| !self.columns.contains(key)) {
            return Err(super::lost(lost));
        }
        let cells: Vec<String> = self.columns.iter().map(|name| self.cell(cell(row, name))).collect();
        Ok(self.out.write_record(&cells)?)
    }

    fn end(self: Box<Self>) -> io::Result<()> {
        self.out.into_inner().map_err(|error| error.into_error())?.complete()
    }
}

/// One JSON object a line.
pub struct Jsonl<W: Write>(pub W);

impl<W: Target> RowWriter for Jsonl<W> {
    fn row(&mut self, row: &Row) -> io::Result<()> {
        serde_json::to_writer(&mut self.0, row)?;
        self.0.write_all(b"\n")
    }

    fn end(self: Box<Self>) -> io::Result<()> {
        self.0.complete()
    }
}

/// Two plain files, line by line, as the Moses toolkit takes them.
pub struct Moses<W: Write> {
    /// The source texts.
    pub src: W,
    /// The target texts.
    pub trg: W,
}

impl<W: Target> RowWriter for Moses<W> {
    fn row(&mut self, row: &Row) -> io::Result<()> {
        writeln!(self.src, "{}", one_line(cell(row, "src_text")))?;
        writeln!(self.trg, "{}", one_line(cell(row, "trg_text")))
    }

    fn end(self: Box<Self>) -> io::Result<()> {
        self.src.complete()?;
        self.trg.complete()
    }
}
