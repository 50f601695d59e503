//! Sentences.

use std::ops::Range;

use crate::lexicon::Pack;

/// Divides the text of one language into sentences.
#[derive(Debug)]
pub struct Splitter {}

impl Splitter {
    /// Prepares the rules of a language.
    pub fn new(_pack: &Pack) -> Splitter {
        Splitter {}
    }

    /// The sentences of a paragraph as byte ranges, in order, without the white space between them.
    ///
    /// Every character that is not white space belongs to exactly one of them.
    pub fn split(&self, text: &str) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut start = 0;
        for (i, _) in text.match_indices(". ") {
            found.push(start..i + 1);
            start = i + 2;
        }
        found.push(start..text.len());
        found.into_iter().map(|r| trim(text, r)).filter(|r| !r.is_empty()).collect()
    }
}

fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let start = range.start + part.len() - part.trim_start().len();
    start..start + part.trim().len()
}
