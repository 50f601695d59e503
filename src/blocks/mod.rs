//! Blocks: paragraphs, headings, list items and captions, out of hard-wrapped text and out of HTML.

mod plain;
mod wrap;

use crate::model::{Document, Format, Record};

/// Takes a record apart into blocks.
pub fn document(record: &Record) -> Document {
    let blocks = match record.format {
        Format::Plain | Format::Html => plain::blocks(&record.text),
    };
    Document {
        path: record.path.clone(),
        id: record.id.clone().unwrap_or_else(|| record.path.clone()),
        meta: record.meta.clone(),
        lang: None,
        blocks,
    }
}
