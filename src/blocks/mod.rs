//! Blocks: paragraphs, headings, list items and captions, out of hard-wrapped text and out of HTML.

mod html;
mod html_build;
mod html_embedded;
mod html_flow;
mod html_json;
mod html_meta;
mod html_tags;
mod html_tree;
mod plain;
mod wrap;

use crate::model::{Document, Format, Record};

/// Takes a record apart into blocks.
pub fn document(record: &Record) -> Document {
    if record.format == Format::Html {
        return html::document(record);
    }
    let blocks = plain::blocks(&record.text);
    Document {
        path: record.path.clone(),
        id: record.id.clone().unwrap_or_else(|| record.path.clone()),
        meta: record.meta.clone(),
        lang: None,
        blocks,
        ..Document::default()
    }
}
