//! HTML into a document: its tree, its blocks, and what it says of itself.

use super::html_embedded;
use super::html_flow;
use super::html_json;
use super::html_meta;
use super::html_tree::Tree;
use crate::model::{Document, Record};

/// Takes a page apart.
pub fn document(record: &Record) -> Document {
    let tree = Tree::parse(&record.text);
    let (mut blocks, mut outline) = html_flow::blocks(&tree);
    html_embedded::add(&tree, &mut blocks, &mut outline);
    let linked = html_json::linked_data(&tree);
    let meta = html_meta::meta(&tree, &blocks, &outline, &linked, &record.meta);
    Document {
        path: record.path.clone(),
        id: record.id.clone().unwrap_or_else(|| record.path.clone()),
        meta,
        lang: None,
        blocks,
        outline,
    }
}
