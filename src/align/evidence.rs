//! What the lexicon says of words: the aligner's only door to it.

use crate::lang::Lang;
use crate::lexicon::{Bilingual, End, Entry, LexiconError, Lexicons, Match};

/// The lexicon of a language pair as the aligner sees it.
#[derive(Debug)]
pub(super) struct Evidence {
    lexicon: Bilingual,
}

impl Evidence {
    pub(super) fn load(lexicons: &Lexicons, src: Lang, trg: Lang) -> Result<Evidence, LexiconError> {
        Ok(Evidence { lexicon: Bilingual::load(lexicons, src, trg)? })
    }

    /// The meanings of a word, inflected or not.
    pub(super) fn readings(&self, end: End, word: &str) -> Vec<Entry> {
        let found = self.lexicon.entries(end, word);
        if !found.is_empty() {
            return found;
        }
        crude(word).into_iter().map(|w| self.lexicon.entries(end, &w)).find(|e| !e.is_empty()).unwrap_or_default()
    }

    /// The phrases among a sentence's words.
    pub(super) fn phrases(&self, end: End, words: &[&str]) -> Vec<Match> {
        self.lexicon.phrases(end, words)
    }
}

fn crude(word: &str) -> Vec<String> {
    let w = word.to_lowercase();
    let mut out = Vec::new();
    if let Some((a, b)) = w.split_once('-') { if a == b { out.push(a.to_owned()); } if !a.is_empty() { out.push(a.to_owned()); } }
    for s in ["'s", "’s", "s", "es", "ed", "d", "ing", "ly", "nya", "lah", "kah", "pun", "ku", "mu", "an", "kan", "i"] {
        if let Some(x) = w.strip_suffix(s) {
            if x.len() >= 3 {
                out.push(x.to_owned());
                if s == "ing" || s == "ed" { out.push(format!("{x}e")); let mut y = x.to_owned(); if y.is_ascii() { let l = y.pop(); if l.is_some_and(|l| y.ends_with(l)) { out.push(y); } } }
                if s == "es" || s == "ed" { if let Some(y) = x.strip_suffix('i') { out.push(format!("{y}y")); } }
            }
        }
    }
    let mut more = Vec::new();
    for x in std::iter::once(&w).chain(out.iter()) {
        for p in ["di", "ter", "ber", "ke", "se", "me", "mem", "men", "meng", "pe", "per"] {
            if let Some(y) = x.strip_prefix(p) {
                if y.len() >= 3 {
                    if p == "di" {
                        let first = y.as_bytes()[0];
                        let (pre, rest) = match first { b'p' => ("mem", &y[1..]), b'b' | b'f' => ("mem", y), b't' => ("men", &y[1..]), b'd' | b'c' | b'j' | b'z' => ("men", y), b'k' => ("meng", &y[1..]), b's' => ("meny", &y[1..]), b'a' | b'e' | b'i' | b'o' | b'u' | b'g' | b'h' => ("meng", y), _ => ("me", y) };
                        more.push(format!("{pre}{rest}"));
                    }
                    more.push(y.to_owned());
                }
            }
        }
    }
    out.extend(more);
    out
}
