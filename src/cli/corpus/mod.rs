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

use self::args::{PairsIn, PairsOut};
use super::Failure;
use super::io;
use super::sink::Sink;
use crate::lang::Lang;
use crate::model::{Row, cell};
use crate::read::pairs::{self, Columns, Rows};

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

/// Where a corpus is written, as the arguments say.
fn sink<'a>(out: &'a PairsOut, input: &PairsIn) -> Result<Sink<'a>, Failure> {
    Sink::new(out.output.as_deref(), out.format, (input.src, input.trg)).map(|sink| sink.safe(out.spreadsheet_safe))
}
