//! A passage as numbers: its words, numbers, phrases and marks interned, with what the lexicon says of each.

use rustc_hash::FxHashMap;

use super::Passage;
use super::evidence::Evidence;
use crate::lang::words;
use crate::lexicon::{End, Entry, Token};

/// Words of one sentence that are looked at; what a longer one has beyond them is counted in its length alone.
const MOST_WORDS: usize = 500;

/// The same of its phrases, of its values and of its marks.
const MOST_OTHERS: usize = 250;

/// Tokens of one sentence at most: words, as many numbers, and the others.
pub(crate) const MOST_TOKENS: usize = 2 * MOST_WORDS + 3 * MOST_OTHERS;

/// What a token is, which decides what it costs to find no counterpart of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// A word.
    Word,
    /// A phrase of the lexicon, beside its words: a gain where it is matched, no loss where it is not.
    Phrase,
    /// A number by its digits.
    Number,
    /// A number, date or amount by its value, beside its digits: a gain where it is matched, no loss where it is not.
    Value,
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
    /// Whether it occurs with a capital.
    pub(crate) capital: bool,
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
        let mut made: Vec<Token> = Vec::new();
        let mut lower = String::new();
        for (i, sentence) in passage.sentences.iter().enumerate() {
            let (mut run, mut ids) = (Vec::new(), Vec::new());
            for (_, word) in words(sentence).take(MOST_WORDS) {
                let (head, number) = number_in(word);
                if !head.is_empty() {
                    lower.clear();
                    lower.extend(head.chars().flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c }));
                    let id = side.intern(&mut index, &lower, Class::Word);
                    if id as usize >= made.len() {
                        made.resize_with(id as usize + 1, Token::default);
                        made[id as usize] = evidence.word(end, head);
                        side.types[id as usize].entries.clone_from(&made[id as usize].entries);
                    }
                    let capital = head.starts_with(char::is_uppercase);
                    let kind = &mut side.types[id as usize];
                    kind.capital |= capital;
                    kind.capitals += u32::from(capital && !run.is_empty());
                    run.push(head);
                    ids.push(id);
                }
                if !number.is_empty() {
                    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
                    side.intern(&mut index, &digits, Class::Number);
                }
            }
            let tokens: Vec<&Token> = ids.iter().map(|&id| &made[id as usize]).collect();
            for found in evidence.phrases(end, &tokens).into_iter().take(MOST_OTHERS) {
                let text = run[found.start..found.start + found.len].join(" ").to_lowercase();
                let id = side.intern(&mut index, &text, Class::Phrase);
                let entries = &mut side.types[id as usize].entries;
                if !entries.contains(&found.entry) {
                    entries.push(found.entry);
                }
            }
            for value in evidence.values(end, sentence).into_iter().take(MOST_OTHERS) {
                side.intern(&mut index, &format!("={value}"), Class::Value);
            }
            for mark in sentence.chars().filter_map(mark).take(MOST_OTHERS) {
                side.intern(&mut index, mark, Class::Mark);
            }
            side.starts.push(side.tokens.len() as u32);
            side.letters.push(sentence.chars().filter(|c| c.is_alphanumeric()).count() as u32);
            side.parts.push(parts(sentence));
            if passage.blocks.len() == passage.sentences.len() {
                side.opens.push(i == 0 || passage.blocks[i] != passage.blocks[i - 1]);
            }
        }
        for kind in side.types.iter_mut().filter(|kind| kind.class == Class::Word && !kind.capital) {
            kind.entries.retain(|entry| !entry.capital);
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

    fn intern(&mut self, index: &mut FxHashMap<Box<str>, u32>, text: &str, class: Class) -> u32 {
        let id = match index.get(text) {
            Some(&id) => id,
            None => {
                let id = self.types.len() as u32;
                index.insert(text.into(), id);
                self.types.push(Type {
                    text: text.into(),
                    class,
                    count: 0,
                    capital: false,
                    capitals: 0,
                    entries: Vec::new(),
                });
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
