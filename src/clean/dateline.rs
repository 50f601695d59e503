//! Datelines and bylines before the first sentence of a paragraph, credits and page numbers behind its last one.

use super::lines::Rules;
use crate::model::{BlockKind, Document};

/// Sets `core` of every kept block to what of it is sentences, and the document's dateline.
///
/// `is_prose` tells whether a block is running text, by its index: the article's first one may have a form of
/// dateline that would be too weak a sign elsewhere, and so may the first one behind a heading.
pub fn cut(rules: &Rules, document: &mut Document, is_prose: impl Fn(usize) -> bool) {
    let mut first = true;
    for index in 0..document.blocks.len() {
        let block = &mut document.blocks[index];
        if !block.is_kept() || block.kind == BlockKind::Heading {
            continue;
        }
        let text = block.text.as_str();
        let head = rules.head(text, first);
        let start = head.map_or(0, |(end, _)| end);
        let end = rules.tail(text).map_or(text.len(), |(at, _)| at.max(start));
        let end = start + text[start..end].trim_end().len();
        if start > 0 || end < text.len() {
            block.core = Some(start..end);
        }
        if let Some((end, "dateline")) = head
            && document.meta.dateline.is_none()
        {
            let place = text[..end].trim_end_matches(|c: char| c.is_whitespace() || "-–—:".contains(c));
            document.meta.dateline = Some(place.to_owned());
        }
        first &= !is_prose(index);
    }
}
