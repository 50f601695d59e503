//! A passage as numbers: its words, numbers, phrases and marks interned, with what the lexicon says of each.

use std::sync::Arc;

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
    pub(crate) text: Arc<str>,
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

/// What a reader keeps of a spelling.
#[derive(Debug)]
struct Spelling {
    text: Arc<str>,
    class: Class,
    token: Token,
    /// Number of its type in the passage being read, and which passage that is.
    place: (u32, u32),
}

/// Reads the passages of one side of several jobs; each word is looked up once for all of them.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    evidence: &'a Evidence,
    end: End,
    index: FxHashMap<Arc<str>, u32>,
    spellings: Vec<Spelling>,
    passages: u32,
    lower: String,
}

impl<'a> Reader<'a> {
    pub(super) fn new(evidence: &'a Evidence, end: End) -> Reader<'a> {
        Reader { evidence, end, index: FxHashMap::default(), spellings: Vec::new(), passages: 0, lower: String::new() }
    }

    /// Interns a passage.
    pub(super) fn read(&mut self, passage: &Passage) -> Side {
        let mut side = Side { starts: vec![0], ..Side::default() };
        self.passages += 1;
        let (mut run, mut words_of) = (Vec::new(), Vec::new());
        for (i, sentence) in passage.sentences.iter().enumerate() {
            run.clear();
            words_of.clear();
            for (_, word) in words(sentence).take(MOST_WORDS) {
                let (head, number) = number_in(word);
                if !head.is_empty() {
                    let spelling = self.word(head);
                    let id = self.take(&mut side, spelling);
                    let capital = head.starts_with(char::is_uppercase);
                    let kind = &mut side.types[id as usize];
                    kind.capital |= capital;
                    kind.capitals += u32::from(capital && !run.is_empty());
                    run.push(head);
                    words_of.push(spelling);
                }
                if !number.is_empty() {
                    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
                    self.other(&mut side, &digits, Class::Number);
                }
            }
            let tokens: Vec<&Token> = words_of.iter().map(|&word| &self.spellings[word as usize].token).collect();
            for found in self.evidence.phrases(self.end, &tokens).into_iter().take(MOST_OTHERS) {
                let text = run[found.start..found.start + found.len].join(" ").to_lowercase();
                let id = self.other(&mut side, &text, Class::Phrase);
                let entries = &mut side.types[id as usize].entries;
                if !entries.contains(&found.entry) {
                    entries.push(found.entry);
                }
            }
            for value in self.evidence.values(self.end, sentence).into_iter().take(MOST_OTHERS) {
                self.other(&mut side, &format!("={value}"), Class::Value);
            }
            for mark in sentence.chars().filter_map(mark).take(MOST_OTHERS) {
                self.other(&mut side, mark, Class::Mark);
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
        side.goes_on = goes_on(&passage.sentences);
        side
    }

    /// The spelling of a word in lower case, which is looked up where it is new.
    fn word(&mut self, head: &str) -> u32 {
        let mut lower = std::mem::take(&mut self.lower);
        lower.clear();
        if head.is_ascii() {
            lower.push_str(head);
            lower.make_ascii_lowercase();
        } else {
            lower.extend(head.chars().flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c }));
        }
        let (evidence, end) = (self.evidence, self.end);
        let spelling = self.spelling(&lower, Class::Word, || evidence.word(end, head));
        self.lower = lower;
        spelling
    }

    /// Takes a token that is no word into a passage; the number of its type.
    fn other(&mut self, side: &mut Side, text: &str, class: Class) -> u32 {
        let spelling = self.spelling(text, class, Token::default);
        self.take(side, spelling)
    }

    fn spelling(&mut self, text: &str, class: Class, token: impl FnOnce() -> Token) -> u32 {
        if let Some(&known) = self.index.get(text) {
            return known;
        }
        let text: Arc<str> = text.into();
        let number = self.spellings.len() as u32;
        self.index.insert(Arc::clone(&text), number);
        self.spellings.push(Spelling { text, class, token: token(), place: (0, 0) });
        number
    }

    /// Takes an occurrence of a spelling into the passage being read; the number of its type.
    fn take(&mut self, side: &mut Side, spelling: u32) -> u32 {
        let spelling = &mut self.spellings[spelling as usize];
        if spelling.place.1 != self.passages {
            spelling.place = (side.types.len() as u32, self.passages);
            side.types.push(Type {
                text: Arc::clone(&spelling.text),
                class: spelling.class,
                count: 0,
                capital: false,
                capitals: 0,
                entries: spelling.token.entries.clone(),
            });
        }
        let id = spelling.place.0;
        side.types[id as usize].count += 1;
        side.tokens.push(id);
        id
    }
}

/// Whether each sentence goes on in the next one.
fn goes_on(sentences: &[String]) -> Vec<bool> {
    let begins_small = |s: &String| s.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_lowercase);
    let ends_open = |s: &String| s.trim_end().ends_with([',', ';', ':', '–', '—']);
    let next = sentences.iter().skip(1).map(Some).chain([None]);
    sentences.iter().zip(next).map(|(s, next)| next.is_some_and(|next| ends_open(s) || begins_small(next))).collect()
}

impl Side {
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
