//! Commands over corpora that exist already: the same judgement without the pages, foreign columns kept.

pub mod args;
mod dedup;
mod filter;
mod plain;
mod stats;

pub use dedup::run as dedup;
pub use filter::{filter, score};
pub use plain::{convert, sample};
pub use stats::run as stats;

use self::args::{PairsFormat, PairsIn, PairsOut};
use super::Failure;
use super::io::{self, output};
use crate::lang::Lang;
use crate::model::{Row, cell};
use crate::read::pairs::{self, Columns, Rows};
use crate::write::{self, Moses, PairFormat, RowOptions, RowWriter};

/// Opens a file of pairs.
pub(super) fn rows(input: &PairsIn) -> Result<Rows, Failure> {
    let open = |path: &String| io::open(std::slice::from_ref(path)).map(|mut readers| readers.swap_remove(0).1);
    let trg = input.moses.as_ref().map(open).transpose()?;
    let columns = Columns { src: input.src_column.clone(), trg: input.trg_column.clone() };
    Ok(pairs::open(&input.pairs, open(&input.pairs)?, trg, &columns)?)
}

/// The languages of a row: those given, or those that the row names.
pub(super) fn langs(input: &PairsIn, row: &Row) -> (Lang, Lang) {
    let named = |given: Option<Lang>, column: &str| given.or_else(|| Lang::parse(&cell(row, column)).ok());
    (named(input.src, "src_lang").unwrap_or(Lang::UND), named(input.trg, "trg_lang").unwrap_or(Lang::UND))
}

/// A corpus being written. It is opened with the first row, whose columns are the header's.
struct Sink<'a> {
    path: Option<&'a str>,
    format: PairsFormat,
    safe: bool,
    langs: (Option<Lang>, Option<Lang>),
    writer: Option<Box<dyn RowWriter>>,
}

impl<'a> Sink<'a> {
    fn new(out: &'a PairsOut, input: &PairsIn) -> Result<Sink<'a>, Failure> {
        let format = match (out.format, out.output.as_deref().filter(|p| *p != "-")) {
            (Some(format), _) => format,
            (None, None) => PairsFormat::Csv,
            (None, Some(path)) => of_path(path)?,
        };
        if format == PairsFormat::Moses && (out.output.is_none() || input.src.is_none() || input.trg.is_none()) {
            return Err(Failure::usage(
                "Moses files need a name and both languages",
                "give -o PREFIX, -s and -t: PREFIX.SRC and PREFIX.TRG are written",
            ));
        }
        Ok(Sink {
            path: out.output.as_deref(),
            format,
            safe: out.spreadsheet_safe,
            langs: (input.src, input.trg),
            writer: None,
        })
    }

    /// A sink beside the main one, in the format that its name stands for.
    fn beside(path: &'a str, input: &PairsIn) -> Result<Sink<'a>, Failure> {
        Ok(Sink { path: Some(path), format: of_path(path)?, safe: false, langs: (input.src, input.trg), writer: None })
    }

    fn open(&self, columns: Vec<String>) -> Result<Box<dyn RowWriter>, Failure> {
        let name = |lang: Option<Lang>| lang.map(|l| l.to_string()).unwrap_or_default();
        let options = RowOptions { columns, src_lang: name(self.langs.0), spreadsheet_safe: self.safe };
        let format = match self.format {
            PairsFormat::Csv => PairFormat::Csv,
            PairsFormat::Tsv => PairFormat::Tsv,
            PairsFormat::Jsonl => PairFormat::Jsonl,
            PairsFormat::Tmx => PairFormat::Tmx,
            PairsFormat::Moses => {
                let half = |lang| output(Some(&format!("{}.{}", self.path.unwrap_or_default(), name(lang))));
                return Ok(Box::new(Moses { src: half(self.langs.0)?, trg: half(self.langs.1)? }));
            }
        };
        write::row_writer(format, output(self.path)?, &options).map_err(|e| self.failure(e))
    }

    fn failure(&self, error: std::io::Error) -> Failure {
        Failure::io(self.path.unwrap_or("standard output"), error)
    }

    fn row(&mut self, row: &Row) -> Result<(), Failure> {
        let mut writer = match self.writer.take() {
            Some(writer) => writer,
            None => self.open(row.keys().cloned().collect())?,
        };
        writer.row(row).map_err(|e| self.failure(e))?;
        self.writer = Some(writer);
        Ok(())
    }

    /// Completes the output; without a row it holds the header of the two texts alone.
    fn end(mut self) -> Result<(), Failure> {
        let writer = match self.writer.take() {
            Some(writer) => writer,
            None => self.open(vec!["src_text".to_owned(), "trg_text".to_owned()])?,
        };
        writer.end().map_err(|e| self.failure(e))
    }
}

fn of_path(path: &str) -> Result<PairsFormat, Failure> {
    match PairFormat::of_path(path) {
        Some(PairFormat::Csv) => Ok(PairsFormat::Csv),
        Some(PairFormat::Tsv) => Ok(PairsFormat::Tsv),
        Some(PairFormat::Jsonl) => Ok(PairsFormat::Jsonl),
        Some(PairFormat::Tmx) => Ok(PairsFormat::Tmx),
        None => Err(Failure::usage(
            format!("{path}: the suffix stands for no format of pairs"),
            "end the name in .csv, .tsv, .jsonl or .tmx, or give --format",
        )),
    }
}
