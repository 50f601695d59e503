//! Plain text into blocks: one paragraph a line, blank lines between paragraphs, or hard-wrapped lines.

use super::wrap::{self, Line};
use crate::model::{Block, BlockKind, Span, Text};

/// Most words and bytes of a heading.
const HEADING_WORDS: usize = 20;
const HEADING_BYTES: usize = 180;

/// Takes a plain text apart.
///
/// Lines that were wrapped at a width are joined to paragraphs again ([`wrap`]); in a text that is not wrapped,
/// every line is a block. No character but white space is lost.
pub fn blocks(text: &str) -> Vec<Block> {
    let lines = lines(text);
    let wrapped = wrap::Widths::estimate(&lines);
    let mut blocks: Vec<Block> = Vec::new();
    let mut open: Vec<&Line<'_>> = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        let goes_on = !open.is_empty() && wrapped.as_ref().is_some_and(|w| w.continues(&open, line, lines.get(i + 1)));
        if !goes_on && !open.is_empty() {
            blocks.push(block(&open));
            open.clear();
        }
        if !line.text.is_empty() {
            open.push(line);
        }
    }
    if !open.is_empty() {
        blocks.push(block(&open));
    }
    name_headings(&mut blocks);
    blocks
}

/// The lines of a text without the white space around them; blank lines stay, as empty ones.
fn lines(text: &str) -> Vec<Line<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    for piece in text.split_inclusive(['\n', '\r', '\u{c}', '\u{2028}', '\u{2029}']) {
        // The break of `\r\n` is one.
        if piece != "\n" || !text[..at].ends_with('\r') {
            let lead = piece.len() - piece.trim_start().len();
            found.push(Line::new(at + lead.min(piece.trim_end().len()), piece.trim()));
        }
        at += piece.len();
    }
    found
}

/// Lines joined by one space; a word that the line's end divided at its hyphen keeps the hyphen and gets no space.
fn block(lines: &[&Line<'_>]) -> Block {
    let mut text = Text::new();
    let mut end = 0;
    for line in lines {
        let before = text.as_str();
        let hyphenated = before.strip_suffix('-').is_some_and(|b| b.ends_with(char::is_alphanumeric));
        if !before.is_empty() && !(hyphenated && line.text.starts_with(char::is_lowercase)) {
            text.push_changed(" ", Span { start: end, end: line.at });
        }
        text.push_copy(line.text, line.at);
        end = line.at + line.text.len();
    }
    let kind = if wrap::bullet(text.as_str()).is_some() { BlockKind::ListItem } else { BlockKind::Paragraph };
    Block::new(kind, text)
}

/// A short block without a final mark is the heading of the paragraph behind it.
fn name_headings(blocks: &mut [Block]) {
    for i in 0..blocks.len() {
        let short = |text: &str| text.len() <= HEADING_BYTES && text.split_whitespace().count() <= HEADING_WORDS;
        let text = blocks[i].text.as_str();
        let heads = blocks[i].kind == BlockKind::Paragraph
            && short(text)
            && text.chars().any(char::is_alphabetic)
            && !text.ends_with([':', ',', ';', ')'])
            && (!wrap::is_final(text) || text.ends_with(['?', '!']))
            && blocks.get(i + 1).is_some_and(|next| wrap::is_final(next.text.as_str()) || !short(next.text.as_str()));
        if heads {
            blocks[i].kind = BlockKind::Heading;
        }
    }
}
