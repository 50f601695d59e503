//! A document as a bag of keys that do not depend on its language.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64_with_seed;

use crate::lang::words;
use crate::lexicon::{Bilingual, End};

/// What a document is about: keys with how much of the document is about each.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Profile {
    /// Keys in ascending order, each once, with a weight above 0.
    pub keys: Vec<(u64, f32)>,
}

/// Makes profiles of documents of two languages.
#[derive(Debug)]
pub struct Profiler<'a> {
    lexicon: &'a Bilingual,
}

/// Seeds that keep the kinds of keys apart.
const ROW: u64 = 1;
const WORD: u64 = 2;

/// Longest text that is looked at, in sentences: enough to know any document by.
const MOST_SENTENCES: usize = 400;

impl<'a> Profiler<'a> {
    /// A profiler that knows the words of both languages.
    pub fn new(lexicon: &'a Bilingual) -> Profiler<'a> {
        Profiler { lexicon }
    }

    /// The profile of a document on one side.
    pub fn profile<'t>(&self, end: End, sentences: impl IntoIterator<Item = &'t str>) -> Profile {
        let mut counts: FxHashMap<String, f32> = FxHashMap::default();
        for sentence in sentences.into_iter().take(MOST_SENTENCES) {
            for (_, word) in words(sentence) {
                *counts.entry(word.to_lowercase()).or_default() += 1.0;
            }
        }
        let mut counts: Vec<(String, f32)> = counts.into_iter().collect();
        counts.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        let mut keys = Vec::new();
        for (word, count) in &counts {
            // A word said often is not that many times as telling.
            self.keys(end, word, 1.0 + count.ln(), &mut keys);
        }
        keys.sort_unstable_by_key(|k| k.0);
        keys.dedup_by(|later, first| {
            let same = later.0 == first.0;
            if same {
                first.1 += later.1;
            }
            same
        });
        Profile { keys }
    }

    fn keys(&self, end: End, word: &str, weight: f32, keys: &mut Vec<(u64, f32)>) {
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            let digits: String = word.chars().filter(char::is_ascii_digit).collect();
            if digits.len() > 1 {
                keys.push((xxh3_64_with_seed(digits.as_bytes(), WORD), weight));
            }
            return;
        }
        let entries = self.lexicon.entries(end, word);
        let all: f32 = entries.iter().map(|e| e.weight).sum();
        for entry in &entries {
            keys.push((xxh3_64_with_seed(&entry.row.to_le_bytes(), ROW), weight * entry.weight / all));
        }
        // Names and borrowed words look alike on both sides, whether the lexicon knows them or not.
        if word.chars().count() > 3 {
            keys.push((xxh3_64_with_seed(skeleton(word).as_bytes(), WORD), weight));
        }
    }
}

/// What is left of a word when spelling habits are set aside: doubled letters, and letters that stand for one another.
fn skeleton(word: &str) -> String {
    let mut bare = String::with_capacity(word.len());
    for c in word.split(['\'', '’']).next().unwrap_or(word).chars() {
        let c = match c {
            'v' => 'f',
            'c' | 'q' => 'k',
            'z' => 's',
            'y' => 'i',
            'h' | '-' => continue,
            c => c,
        };
        if !bare.ends_with(c) {
            bare.push(c);
        }
    }
    bare
}
