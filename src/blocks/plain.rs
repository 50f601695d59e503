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
        let goes_on = open.last().is_some_and(|last| {
            divides_word(last.text, line.text)
                || wrapped.as_ref().is_some_and(|w| w.continues(&open, line, lines.get(i + 1)))
        });
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

/// Whether a line's end divides a word: a letter and a hyphen, and small letters go on in the next line.
fn divides_word(line: &str, next: &str) -> bool {
    line.strip_suffix('-').is_some_and(|before| before.ends_with(char::is_alphabetic))
        && next.starts_with(char::is_lowercase)
}

/// Lines joined by one space; a word that the line's end divided at its hyphen keeps the hyphen and gets no space.
fn block(lines: &[&Line<'_>]) -> Block {
    let mut text = Text::new();
    let mut end = 0;
    for line in lines {
        let before = text.as_str();
        let hyphenated = before.strip_suffix('-').is_some_and(|b| b.ends_with(char::is_alphanumeric));
        let divided = hyphenated && line.text.starts_with(char::is_alphanumeric);
        if !before.is_empty() && !divided {
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn texts(text: &str) -> Vec<String> {
        blocks(text).iter().map(|b| b.text.as_str().to_owned()).collect()
    }

    #[test]
    fn a_divided_word_goes_on_though_the_text_is_not_wrapped() {
        assert_eq!(
            texts("Satu baris saja.\nDia ber-\nmain bola.\nTiga - \ndua"),
            ["Satu baris saja.", "Dia ber-main bola.", "Tiga -", "dua"]
        );
    }

    const WRAPPED: &str = "Bridge of the Old Town\n\
        The bridge that joins both halves of the old town was opened to the\n\
        public on Monday after three years of repairs, the mayor said, and it\n\
        will stay open at night.\n\
        Traders on both banks had waited for the day since the flood swept away\n\
        the pillars in the middle of the river. The oldest of them had sold well-\n\
        known sweets there for forty years.\n";

    #[test]
    fn wrapped_lines_become_paragraphs_without_blank_lines() {
        let got = texts(WRAPPED);
        assert_eq!(got.len(), 3, "{got:#?}");
        assert_eq!(got[0], "Bridge of the Old Town");
        assert!(got[1].starts_with("The bridge") && got[1].ends_with("at night."));
        assert!(got[2].contains("sold well-known sweets"));
        assert_eq!(blocks(WRAPPED)[0].kind, BlockKind::Heading);
    }

    #[test]
    fn a_joined_line_leads_back_to_its_break() {
        let block = &blocks(WRAPPED)[1];
        let at = block.text.as_str().find("the public").map_or(0, |at| at + 3);
        let spans = block.text.spans(at..at + 1);
        assert_eq!(&WRAPPED[spans.0[0].start..spans.0[0].end], "\n");
    }

    #[test]
    fn one_sentence_a_line_is_not_wrapped() {
        let text = "The bridge is open.\nThe mayor came.\nit rained.\nNobody minded the rain at all.\n";
        assert_eq!(texts(text).len(), 4);
        let verse = "Di tepi sungai\naku menunggu sampai malam tiba di kota yang lama\nangin pulang\n\
            dari laut yang jauh dan biru dan dingin\ntanpa kabar\n";
        assert_eq!(texts(verse).len(), 5);
    }

    #[test]
    fn breaks_of_all_kinds_divide_lines() {
        assert_eq!(texts("satu\r\ndua\rtiga\n\n\nempat"), ["satu", "dua", "tiga", "empat"]);
        assert!(texts(" \n\r\n").is_empty());
    }

    proptest! {
        #[test]
        fn no_character_is_lost_and_spans_go_forward(text in "([a-zA-Z,.–\"-]{1,9}[ \n\r\t]{1,2}){0,120}") {
            let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            let found = blocks(&text);
            let all: String = found.iter().map(|b| bare(b.text.as_str())).collect();
            prop_assert_eq!(all, bare(&text));
            let spans: Vec<_> = found.iter().flat_map(|b| b.text.spans(0..b.text.len()).0).collect();
            prop_assert!(spans.iter().all(|s| s.start <= s.end && s.end <= text.len()));
            prop_assert!(spans.windows(2).all(|w| w[0].end <= w[1].start));
        }
    }
}
