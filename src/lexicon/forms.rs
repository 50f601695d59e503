//! The forms of one language with their meanings: words in a hash table, phrases as paths through it.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::Entry;
use crate::lang::words;

/// Forms by number; the number of a phrase is where the path of its words ends.
#[derive(Debug, Default)]
pub(super) struct Forms {
    words: FxHashMap<Cow<'static, str>, u32>,
    paths: FxHashMap<(u32, u32), u32>,
    /// Where the entries of each form begin; one more than there are forms.
    starts: Vec<u32>,
    entries: Vec<Entry>,
}

/// Forms that are still being added to.
#[derive(Debug, Default)]
pub(super) struct Builder {
    words: FxHashMap<Cow<'static, str>, u32>,
    paths: FxHashMap<(u32, u32), u32>,
    count: u32,
    added: Vec<(u32, Entry)>,
}

impl Builder {
    pub(super) fn with_capacity(words: usize) -> Builder {
        Builder {
            words: FxHashMap::with_capacity_and_hasher(words, rustc_hash::FxBuildHasher),
            paths: FxHashMap::with_capacity_and_hasher(words / 2, rustc_hash::FxBuildHasher),
            count: 0,
            added: Vec::with_capacity(words),
        }
    }

    /// Adds a form, whose words are divided by spaces, with a meaning.
    pub(super) fn add(&mut self, form: Cow<'static, str>, entry: Entry) {
        if form.bytes().all(|b| b.is_ascii_alphanumeric()) {
            let word = self.word(form);
            self.added.push((word, entry));
        } else if form.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b' ' | b'-' | b'\'')) {
            self.path(pieces(form, |text| Box::new(text.split(' '))), entry);
        } else {
            self.path(pieces(form, |text| Box::new(words(text).map(|(_, word)| word))), entry);
        }
    }

    fn path(&mut self, tokens: Vec<Cow<'static, str>>, entry: Entry) {
        let mut at = None;
        let hyphens = tokens.iter().any(|t| is_compound(t));
        if hyphens {
            let parts = tokens.iter().flat_map(|t| match is_compound(t) {
                true => t.split('-').map(|part| Cow::Owned(part.to_owned())).collect(),
                false => vec![t.clone()],
            });
            self.path(parts.collect(), entry);
        }
        for token in tokens {
            let word = self.word(token);
            let next = &mut self.count;
            at = Some(match at {
                None => word,
                Some(node) => *self.paths.entry((node, word)).or_insert_with(|| grow(next)),
            });
        }
        if let Some(form) = at {
            self.added.push((form, entry));
        }
    }

    fn word(&mut self, word: Cow<'static, str>) -> u32 {
        let next = &mut self.count;
        *self.words.entry(word).or_insert_with(|| grow(next))
    }

    pub(super) fn build(self) -> Forms {
        let mut starts = vec![0u32; self.count as usize + 1];
        for (form, _) in &self.added {
            starts[*form as usize + 1] += 1;
        }
        for i in 1..starts.len() {
            starts[i] += starts[i - 1];
        }
        let mut entries = self.added.first().map_or_else(Vec::new, |(_, entry)| vec![*entry; self.added.len()]);
        let mut next = starts.clone();
        for (form, entry) in self.added {
            entries[next[form as usize] as usize] = entry;
            next[form as usize] += 1;
        }
        Forms { words: self.words, paths: self.paths, starts, entries }
    }
}

fn grow(count: &mut u32) -> u32 {
    *count += 1;
    *count - 1
}

/// A compound such as `Asia-Pasifik`, which is written without the hyphen as well; not a reduplication.
fn is_compound(token: &str) -> bool {
    token.split_once('-').is_some_and(|(a, b)| a != b && a.len() > 2 && b.len() > 2 && !b.contains(a))
}

type Pieces<'a> = Box<dyn Iterator<Item = &'a str> + 'a>;

fn pieces(form: Cow<'static, str>, split: impl for<'a> Fn(&'a str) -> Pieces<'a>) -> Vec<Cow<'static, str>> {
    match form {
        Cow::Borrowed(text) => split(text).map(Cow::Borrowed).collect(),
        Cow::Owned(text) => split(&text).map(|word| Cow::Owned(word.to_owned())).collect(),
    }
}

impl Forms {
    /// Number of a word that stands alone or in a phrase.
    pub(super) fn word(&self, word: &str) -> Option<u32> {
        self.words.get(word).copied()
    }

    /// Number of the form that a word continues.
    pub(super) fn then(&self, form: u32, word: u32) -> Option<u32> {
        self.paths.get(&(form, word)).copied()
    }

    /// Meanings of a form.
    pub(super) fn entries(&self, form: u32) -> &[Entry] {
        let [from, to] = [0, 1].map(|i| self.starts.get(form as usize + i).map_or(0, |&at| at as usize));
        self.entries.get(from..to).unwrap_or_default()
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
