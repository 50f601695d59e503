//! Pairs as CSV, TSV and JSON lines.

use std::io::{self, Write};

use csv::QuoteStyle;
use serde_json::{Map, Value};

use super::PairWriter;
use crate::model::Pair;

/// The columns of a pair, in order.
pub const COLUMNS: [&str; 16] = [
    "src_text",
    "trg_text",
    "score",
    "bead",
    "src_lang",
    "trg_lang",
    "src_doc",
    "trg_doc",
    "src_url",
    "trg_url",
    "src_index",
    "trg_index",
    "src_span",
    "trg_span",
    "flags",
    "pair_id",
];

/// The cells of a pair in the order of [`COLUMNS`]; scores have four decimals.
pub fn cells(pair: &Pair) -> [String; 16] {
    [
        pair.src.text.clone(),
        pair.trg.text.clone(),
        format!("{:.4}", pair.score),
        pair.bead.to_string(),
        pair.src.lang.to_string(),
        pair.trg.lang.to_string(),
        pair.src.doc.clone(),
        pair.trg.doc.clone(),
        pair.src.url.clone(),
        pair.trg.url.clone(),
        pair.src.index.clone(),
        pair.trg.index.clone(),
        pair.src.span.clone(),
        pair.trg.span.clone(),
        pair.flags_cell(),
        pair.id.clone(),
    ]
}

/// CSV after RFC 4180, or TSV without quoting.
pub struct Separated<W: Write> {
    out: csv::Writer<W>,
    tabs: bool,
    safe: bool,
}

impl<W: Write> Separated<W> {
    /// Writes the header.
    ///
    /// # Errors
    /// Where the output cannot be written.
    pub fn new(out: W, delimiter: u8, safe: bool) -> io::Result<Separated<W>> {
        let tabs = delimiter == b'\t';
        let style = if tabs { QuoteStyle::Never } else { QuoteStyle::Necessary };
        let mut out = csv::WriterBuilder::new().delimiter(delimiter).quote_style(style).from_writer(out);
        out.write_record(COLUMNS)?;
        Ok(Separated { out, tabs, safe })
    }

    fn cell(&self, cell: String) -> String {
        let cell =
            if self.tabs && cell.contains(['\t', '\n', '\r']) { cell.replace(['\t', '\n', '\r'], " ") } else { cell };
        if self.safe && cell.starts_with(['=', '+', '-', '@']) { format!("'{cell}") } else { cell }
    }
}

impl<W: Write> PairWriter for Separated<W> {
    fn pair(&mut self, pair: &Pair) -> io::Result<()> {
        let cells = cells(pair).map(|cell| self.cell(cell));
        Ok(self.out.write_record(&cells)?)
    }

    fn end(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// One JSON object a line.
pub struct Jsonl<W: Write> {
    out: W,
}

impl<W: Write> Jsonl<W> {
    /// A writer without a header.
    pub fn new(out: W) -> Jsonl<W> {
        Jsonl { out }
    }
}

impl<W: Write> PairWriter for Jsonl<W> {
    fn pair(&mut self, pair: &Pair) -> io::Result<()> {
        let mut object = Map::new();
        for (name, cell) in COLUMNS.iter().zip(cells(pair)) {
            let value = match *name {
                "score" => {
                    serde_json::Number::from_f64((pair.score * 1e4).round() / 1e4).map_or(Value::Null, Value::Number)
                }
                "flags" => pair.flags.iter().map(|f| Value::String(f.0.clone())).collect(),
                _ => Value::String(cell),
            };
            object.insert((*name).to_owned(), value);
        }
        serde_json::to_writer(&mut self.out, &object)?;
        self.out.write_all(b"\n")
    }

    fn end(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
