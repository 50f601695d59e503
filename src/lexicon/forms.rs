//! The forms of one language with their meanings: words in a hash table, phrases as paths through it.

use hashbrown::HashTable;
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::hash::BuildHasher;

use super::Entry;
use crate::lang::words;

/// Distinct words, each once in one text, by number.
///
/// The table holds numbers alone, so that it stays small enough for the processor's caches while it is filled.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    text: String,
    /// Where each word begins and ends in `text`.
    ranges: Vec<(u32, u32)>,
    table: HashTable<u32>,
}

impl Words {
    pub(super) fn with_capacity(words: usize) -> Words {
        Words {
            text: String::with_capacity(words * 8),
            ranges: Vec::with_capacity(words),
            table: HashTable::with_capacity(words),
        }
    }

    fn at<'a>(text: &'a str, ranges: &[(u32, u32)], number: u32) -> &'a str {
        let (from, to) = ranges[number as usize];
        &text[from as usize..to as usize]
    }

    /// Number of a word, if it is there.
    pub(super) fn get(&self, word: &str) -> Option<u32> {
        let hash = FxBuildHasher.hash_one(word);
        self.table.find(hash, |&number| Words::at(&self.text, &self.ranges, number) == word).copied()
    }

    /// Number of a word, which is put in if it is not there.
    pub(super) fn add(&mut self, word: &str) -> u32 {
        let Words { text, ranges, table } = self;
        let hash = FxBuildHasher.hash_one(word);
        let same = |number: &u32| Words::at(text, ranges, *number) == word;
        if let Some(&number) = table.find(hash, same) {
            return number;
        }
        let number = ranges.len() as u32;
        let from = text.len() as u32;
        text.push_str(word);
        ranges.push((from, text.len() as u32));
        table.insert_unique(hash, number, |&number| FxBuildHasher.hash_one(Words::at(text, ranges, number)));
        number
    }
}

/// Path of a phrase: the form so far, and the word that comes next.
fn step(form: u32, word: u32) -> u64 {
    u64::from(form) << 32 | u64::from(word)
}

/// Bit that tells the number of a phrase from that of a word.
const PHRASE: u32 = 1 << 31;

/// Forms by number; the number of a phrase is where the path of its words ends.
#[derive(Debug, Default)]
pub(super) struct Forms {
    words: Words,
    paths: FxHashMap<u64, u32>,
    /// Entries of words and of phrases.
    meanings: [Meanings; 2],
}

/// The entries of each form, one after another.
#[derive(Debug, Default)]
struct Meanings {
    /// Where the entries of each form begin; one more than there are forms.
    starts: Vec<u32>,
    entries: Vec<Entry>,
}

/// Forms that are still being added to.
#[derive(Debug, Default)]
pub(super) struct Builder {
    words: Words,
    paths: FxHashMap<u64, u32>,
    added: [Vec<(u32, Entry)>; 2],
}

impl Builder {
    pub(super) fn with_capacity(words: usize) -> Builder {
        Builder {
            words: Words::with_capacity(words),
            paths: FxHashMap::with_capacity_and_hasher(words, FxBuildHasher),
            added: [Vec::with_capacity(words), Vec::with_capacity(words)],
        }
    }

    /// Adds a form, whose words are divided by spaces, with a meaning.
    pub(super) fn add(&mut self, form: &str, entry: Entry) {
        // Of plain letters and spaces alone the words are known without a look at how Unicode divides them.
        let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b' ' | b'-' | b'\'');
        if form.bytes().all(|b| b.is_ascii_alphanumeric()) {
            let word = self.words.add(form);
            self.added[0].push((word, entry));
        } else if form.bytes().all(plain) {
            if form.split(' ').any(is_compound) {
                self.path(form.split(' ').flat_map(parts), entry);
            }
            self.path(form.split(' '), entry);
        } else {
            if words(form).any(|(_, word)| is_compound(word)) {
                self.path(words(form).flat_map(|(_, word)| parts(word)), entry);
            }
            self.path(words(form).map(|(_, word)| word), entry);
        }
    }

    fn path<'a>(&mut self, tokens: impl Iterator<Item = &'a str>, entry: Entry) {
        let mut at = None;
        for token in tokens {
            let word = self.words.add(token);
            let next = PHRASE | self.paths.len() as u32;
            at = Some(match at {
                None => word,
                Some(form) => *self.paths.entry(step(form, word)).or_insert(next),
            });
        }
        if let Some(form) = at {
            self.added[usize::from(form & PHRASE != 0)].push((form & !PHRASE, entry));
        }
    }

    pub(super) fn build(self) -> Forms {
        let counts = [self.words.ranges.len(), self.paths.len()];
        let [words, phrases] = self.added;
        let meanings = [Meanings::new(counts[0], words), Meanings::new(counts[1], phrases)];
        Forms { words: self.words, paths: self.paths, meanings }
    }
}

/// A compound such as `Asia-Pasifik`, which is written without the hyphen as well; not a reduplication.
fn is_compound(token: &str) -> bool {
    token.split_once('-').is_some_and(|(a, b)| a != b && a.len() > 2 && b.len() > 2 && !b.contains(a))
}

/// The parts of a compound, or the word itself.
fn parts(token: &str) -> impl Iterator<Item = &str> {
    token.splitn(if is_compound(token) { usize::MAX } else { 1 }, '-')
}

impl Meanings {
    fn new(forms: usize, added: Vec<(u32, Entry)>) -> Meanings {
        let mut starts = vec![0u32; forms + 1];
        for (form, _) in &added {
            starts[*form as usize + 1] += 1;
        }
        for i in 1..starts.len() {
            starts[i] += starts[i - 1];
        }
        let mut entries = added.first().map_or_else(Vec::new, |(_, entry)| vec![*entry; added.len()]);
        let mut next = starts.clone();
        for (form, entry) in added {
            entries[next[form as usize] as usize] = entry;
            next[form as usize] += 1;
        }
        Meanings { starts, entries }
    }
}

impl Forms {
    /// Number of a word that stands alone or in a phrase.
    pub(super) fn word(&self, word: &str) -> Option<u32> {
        self.words.get(word)
    }

    /// Number of the form that a word continues.
    pub(super) fn then(&self, form: u32, word: u32) -> Option<u32> {
        self.paths.get(&step(form, word)).copied()
    }

    /// Meanings of a form.
    pub(super) fn entries(&self, form: u32) -> &[Entry] {
        let meanings = &self.meanings[usize::from(form & PHRASE != 0)];
        let at = (form & !PHRASE) as usize;
        let [from, to] = [at, at + 1].map(|i| meanings.starts.get(i).map_or(0, |&at| at as usize));
        meanings.entries.get(from..to).unwrap_or_default()
    }

    /// Meanings of a word, or of words divided by spaces or hyphens.
    pub(super) fn of(&self, text: &str) -> &[Entry] {
        if let Some(word) = self.word(text) {
            let entries = self.entries(word);
            if !entries.is_empty() {
                return entries;
            }
        }
        if !text.contains([' ', '-']) {
            return &[];
        }
        let mut parts = text.split([' ', '-']);
        let first = parts.next().and_then(|part| self.word(part));
        let last = parts.try_fold(first, |at, part| Some(Some(self.then(at?, self.word(part)?)?)));
        last.flatten().map_or(&[], |form| self.entries(form))
    }
}
