//! Corpora being written, in the formats that their names stand for.

use clap::ValueEnum;

use super::Failure;
use super::io::output;
use crate::lang::Lang;
use crate::model::Row;
use crate::write::{self, Moses, PairFormat, RowOptions, RowWriter};

/// Formats of corpora.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PairsFormat {
    /// Comma-separated, with a header
    Csv,
    /// Tab-separated, with a header
    Tsv,
    /// One JSON object a line
    Jsonl,
    /// TMX 1.4b
    Tmx,
    /// Parquet
    Parquet,
    /// Two plain files, PREFIX.SRC and PREFIX.TRG
    Moses,
}

impl PairsFormat {
    /// The format that a name stands for.
    fn of_path(path: &str) -> Result<PairsFormat, Failure> {
        match PairFormat::of_path(path) {
            Some(PairFormat::Csv) => Ok(PairsFormat::Csv),
            Some(PairFormat::Tsv) => Ok(PairsFormat::Tsv),
            Some(PairFormat::Jsonl) => Ok(PairsFormat::Jsonl),
            Some(PairFormat::Tmx) => Ok(PairsFormat::Tmx),
            Some(PairFormat::Parquet) => Ok(PairsFormat::Parquet),
            None if path.strip_suffix(".moses").is_some_and(|prefix| !prefix.is_empty()) => Ok(PairsFormat::Moses),
            None => Err(Failure::usage(
                format!("{path}: the suffix stands for no format of pairs"),
                "end the name in .csv, .tsv, .jsonl, .tmx or .parquet, with .gz or .zst behind it if you like, or in .moses \
                 for a pair of Moses files; or give --format",
            )),
        }
    }
}

/// A corpus being written. It is opened with the first row, whose columns are the header's, unless they are given
/// before.
pub struct Sink<'a> {
    path: Option<&'a str>,
    format: PairsFormat,
    safe: bool,
    langs: (Option<Lang>, Option<Lang>),
    writer: Option<Box<dyn RowWriter>>,
}

impl<'a> Sink<'a> {
    /// A sink in a format, or the one that the name stands for, or CSV for standard output.
    ///
    /// Moses files are PREFIX.SRC and PREFIX.TRG, for a name that is the prefix or ends in `.moses` behind it.
    ///
    /// # Errors
    /// Where the name stands for no format, or Moses files have no name or languages.
    pub fn new(
        path: Option<&'a str>,
        format: Option<PairsFormat>,
        langs: (Option<Lang>, Option<Lang>),
    ) -> Result<Sink<'a>, Failure> {
        let path = path.filter(|p| *p != "-");
        let format = match (format, path) {
            (Some(format), _) => format,
            (None, None) => PairsFormat::Csv,
            (None, Some(path)) => PairsFormat::of_path(path)?,
        };
        if format == PairsFormat::Moses && (path.is_none() || langs.0.is_none() || langs.1.is_none()) {
            return Err(Failure::usage(
                "Moses files need a name and both languages",
                "give -o PREFIX, -s and -t: PREFIX.SRC and PREFIX.TRG are written",
            ));
        }
        Ok(Sink { path, format, safe: false, langs, writer: None })
    }

    /// With cells prefixed that a spreadsheet would run as a formula, or without.
    pub fn safe(mut self, safe: bool) -> Sink<'a> {
        self.safe = safe;
        self
    }

    /// With these columns, and opened at once, so that an output that cannot be written is told before the work.
    pub fn opened(mut self, columns: Vec<String>) -> Result<Sink<'a>, Failure> {
        self.writer = Some(self.open(columns)?);
        Ok(self)
    }

    /// The files that are written.
    pub fn files(&self) -> Vec<String> {
        match (self.path, self.format) {
            (None, _) => vec!["-".to_owned()],
            (Some(_), PairsFormat::Moses) => vec![self.half(self.langs.0), self.half(self.langs.1)],
            (Some(path), _) => vec![path.to_owned()],
        }
    }

    fn half(&self, lang: Option<Lang>) -> String {
        let path = self.path.unwrap_or_default();
        format!("{}.{}", path.strip_suffix(".moses").unwrap_or(path), lang.unwrap_or(Lang::UND))
    }

    fn open(&self, columns: Vec<String>) -> Result<Box<dyn RowWriter>, Failure> {
        let src_lang = self.langs.0.map(|lang| lang.to_string()).unwrap_or_default();
        let options = RowOptions { columns, src_lang, spreadsheet_safe: self.safe };
        let format = match self.format {
            PairsFormat::Csv => PairFormat::Csv,
            PairsFormat::Tsv => PairFormat::Tsv,
            PairsFormat::Jsonl => PairFormat::Jsonl,
            PairsFormat::Tmx => PairFormat::Tmx,
            PairsFormat::Parquet => PairFormat::Parquet,
            PairsFormat::Moses => {
                let half = |lang| output(Some(&self.half(lang)));
                return Ok(Box::new(Moses { src: half(self.langs.0)?, trg: half(self.langs.1)? }));
            }
        };
        write::row_writer(format, output(self.path)?, &options).map_err(|e| self.failure(e))
    }

    fn failure(&self, error: std::io::Error) -> Failure {
        Failure::io(self.path.unwrap_or("standard output"), error)
    }

    /// Writes a row.
    pub fn row(&mut self, row: &Row) -> Result<(), Failure> {
        let mut writer = match self.writer.take() {
            Some(writer) => writer,
            None => self.open(row.keys().cloned().collect())?,
        };
        writer.row(row).map_err(|e| self.failure(e))?;
        self.writer = Some(writer);
        Ok(())
    }

    /// Completes the output; without a row it holds the header of the two texts alone, where no other was given.
    pub fn end(mut self) -> Result<(), Failure> {
        let writer = match self.writer.take() {
            Some(writer) => writer,
            None => self.open(vec!["src_text".to_owned(), "trg_text".to_owned()])?,
        };
        writer.end().map_err(|e| self.failure(e))
    }
}
