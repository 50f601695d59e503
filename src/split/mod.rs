//! Sentences.
//!
//! One pass over the bytes stops at terminators, quotation marks and brackets only. A terminator with the marks
//! behind it that close (`stop`) is held against what stands before and behind it (`decide`, `glued`); what
//! is known of a language comes from its pack (`rules`).

mod chars;
mod context;
mod decide;
mod glued;
mod rules;
mod scan;
mod stop;
#[cfg(test)]
mod tests;

use std::ops::Range;

use crate::lexicon::Pack;
use rules::Rules;
use scan::Scan;
use stop::Stop;

/// Divides the text of one language into sentences.
#[derive(Debug)]
pub struct Splitter {
    rules: Rules,
}

impl Splitter {
    /// Prepares the rules of a language; an empty pack gives those that hold for all languages.
    pub fn new(pack: &Pack) -> Splitter {
        Splitter { rules: Rules::new(pack) }
    }

    /// The sentences of a paragraph as byte ranges, in order, without the white space between them.
    ///
    /// Every character that is not white space belongs to exactly one of them. Sentences inside a quotation are
    /// divided too. Takes time linear in the length of the text.
    pub fn split(&self, text: &str) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        self.for_each(text, |range| found.push(range));
        found
    }

    /// Hands the ranges that [`Splitter::split`] gives to `sink`, one by one.
    pub fn for_each(&self, text: &str, mut sink: impl FnMut(Range<usize>)) {
        let mut emit = |range: Range<usize>| {
            let range = trim(text, range);
            if !range.is_empty() {
                sink(range);
            }
        };
        let mut scan = Scan::new(text);
        let mut at = 0;
        while let Some(terminator) = scan.next_terminator(at) {
            let stop = Stop::read(&mut scan, terminator);
            at = stop.end;
            if self.rules.ends(&mut scan, &stop) {
                emit(scan.start..stop.end);
                scan.begin_sentence(stop.end);
            }
        }
        emit(scan.start..text.len());
    }
}

fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let start = range.start + part.len() - part.trim_start().len();
    start..start + part.trim().len()
}
