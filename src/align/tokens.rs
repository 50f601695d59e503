//! A passage as numbers: its words, numbers, phrases and marks interned, with what the lexicon says of each.

use rustc_hash::FxHashMap;

use super::Passage;
use super::evidence::Evidence;
use crate::lang::words;
use crate::lexicon::{End, Entry};

/// Tokens of one sentence that are looked at; what a longer one has beyond them is counted in its length alone.
const MOST_TOKENS: usize = 512;

/// What a token is, which decides what it costs to find no counterpart of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// A word.
    Word,
    /// A phrase of the lexicon, beside its words: a gain where it is matched, no loss where it is not.
    Phrase,
    /// A number by its digits or its value.
    Number,
    /// A question mark, quotation mark, bracket …
    Mark,
}

/// One spelling that occurs in a passage.
#[derive(Clone, Debug)]
pub(crate) struct Type {
    pub(crate) text: Box<str>,
    pub(crate) class: Class,
    /// Occurrences in the passage.
    pub(crate) count: u32,
    /// Occurrences with a capital elsewhere than at the start of a sentence.
    pub(crate) capitals: u32,
    /// Its meanings.
    pub(crate) entries: Vec<Entry>,
}

/// One side of a job, interned.
#[derive(Clone, Debug, Default)]
pub(crate) struct Side {
    pub(crate) types: Vec<Type>,
    tokens: Vec<u32>,
    starts: Vec<u32>,
    /// Letters and digits of each sentence.
    pub(crate) letters: Vec<u32>,
    /// Parts of each sentence that end like a sentence.
    pub(crate) parts: Vec<u16>,
    /// Whether each sentence goes on in the next one: it ends in a comma, colon or semicolon, or the next one begins small.
    pub(crate) goes_on: Vec<bool>,
    /// Whether each sentence begins a paragraph; empty where that is not known.
    pub(crate) opens: Vec<bool>,
}

impl Side {
    pub(crate) fn new(passage: &Passage, end: End, evidence: &Evidence) -> Side {
        let mut side = Side { starts: vec![0], ..Side::default() };
        let mut index: FxHashMap<Box<str>, u32> = FxHashMap::default();
        let mut lower = String::new();
        for (i, sentence) in passage.sentences.iter().enumerate() {
            let mut run: Vec<&str> = Vec::new();
            let from = side.tokens.len();
            for (at, word) in words(sentence) {
                if run.len() >= MOST_TOKENS {
                    break;
                }
                let (head, number) = number_in(word);
                if !head.is_empty() {
                    let capital = at > 0 && !run.is_empty() && head.starts_with(char::is_uppercase);
                    lower.clear();
                    lower.extend(head.chars().flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c }));
                    let id = side.intern(&mut index, &lower, Class::Word, |text| evidence.readings(end, text));
                    side.types[id as usize].capitals += u32::from(capital);
                }
                if !number.is_empty() {
                    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
                    side.intern(&mut index, &digits, Class::Number, |_| Vec::new());
                }
                run.push(word);
            }
            for found in evidence.phrases(end, &run) {
                let text = run[found.start..found.start + found.len].join(" ").to_lowercase();
                let id = side.intern(&mut index, &text, Class::Phrase, |_| Vec::new());
                let entries = &mut side.types[id as usize].entries;
                if !entries.contains(&found.entry) {
                    entries.push(found.entry);
                }
            }
            for mark in sentence.chars().filter_map(mark) {
                if side.tokens.len() - from < MOST_TOKENS * 2 {
                    side.intern(&mut index, mark, Class::Mark, |_| Vec::new());
                }
            }
            side.starts.push(side.tokens.len() as u32);
            side.letters.push(sentence.chars().filter(|c| c.is_alphanumeric()).count() as u32);
            side.parts.push(parts(sentence));
            if passage.blocks.len() == passage.sentences.len() {
                side.opens.push(i == 0 || passage.blocks[i] != passage.blocks[i - 1]);
            }
        }
        let begins_small = |s: &String| s.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_lowercase);
        let ends_open = |s: &String| s.trim_end().ends_with([',', ';', ':', '–', '—']);
        let next = passage.sentences.iter().skip(1).map(Some).chain([None]);
        side.goes_on = passage
            .sentences
            .iter()
            .zip(next)
            .map(|(s, next)| next.is_some_and(|next| ends_open(s) || begins_small(next)))
            .collect();
        side
    }

    fn intern(
        &mut self,
        index: &mut FxHashMap<Box<str>, u32>,
        text: &str,
        class: Class,
        entries: impl FnOnce(&str) -> Vec<Entry>,
    ) -> u32 {
        let id = match index.get(text) {
            Some(&id) => id,
            None => {
                let id = self.types.len() as u32;
                let text: Box<str> = text.into();
                let entries = entries(&text);
                index.insert(text.clone(), id);
                self.types.push(Type { text, class, count: 0, capitals: 0, entries });
                id
            }
        };
        self.types[id as usize].count += 1;
        self.tokens.push(id);
        id
    }

    /// How many sentences there are.
    pub(crate) fn len(&self) -> usize {
        self.letters.len()
    }

    /// The tokens of a sentence.
    pub(crate) fn tokens(&self, sentence: usize) -> &[u32] {
        &self.tokens[self.starts[sentence] as usize..self.starts[sentence + 1] as usize]
    }

    /// How many tokens a run of sentences has.
    pub(crate) fn tokens_of(&self, sentences: std::ops::Range<usize>) -> usize {
        (self.starts[sentences.end] - self.starts[sentences.start]) as usize
    }

    /// All tokens.
    pub(crate) fn all(&self) -> &[u32] {
        &self.tokens
    }
}

/// Divides a word into its letters and the number behind them (`Rp1.835` → `Rp`, `1.835`).
fn number_in(word: &str) -> (&str, &str) {
    let Some(at) = word.find(|c: char| c.is_ascii_digit()) else { return (word, "") };
    let (head, tail) = word.split_at(at);
    if tail.chars().all(|c| c.is_ascii_digit() || c == '.' || c == ',') && head.chars().all(char::is_alphabetic) {
        (head, tail)
    } else {
        (word, "")
    }
}

/// The marks that translations keep, in one spelling.
fn mark(c: char) -> Option<&'static str> {
    Some(match c {
        '?' => "?",
        '!' => "!",
        '"' | '“' | '”' | '„' | '«' | '»' => "\"",
        '(' => "(",
        ':' => ":",
        ';' => ";",
        '%' => "%",
        _ => return None,
    })
}

/// How many stretches of a line end like a sentence: 1 where no end mark stands inside it.
fn parts(sentence: &str) -> u16 {
    let mut count = 1;
    let mut ended = false;
    let mut spaced = false;
    for c in sentence.chars() {
        if matches!(c, '.' | '!' | '?' | '…') {
            (ended, spaced) = (true, false);
        } else if c.is_whitespace() {
            spaced = ended;
        } else if c.is_alphanumeric() {
            if ended && spaced && !c.is_lowercase() && count < u16::MAX {
                count += 1;
            }
            (ended, spaced) = (false, false);
        }
    }
    count
}
