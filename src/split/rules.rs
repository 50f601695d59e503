//! What a language's pack says about the ends of sentences, made ready for lookups.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::lexicon::{AbbreviationKind, Pack};

/// The knowledge of one language.
#[derive(Debug)]
pub(super) struct Rules {
    abbreviations: FxHashMap<Box<str>, AbbreviationKind>,
    /// The same in capitals, for headings.
    capitals: FxHashMap<Box<str>, AbbreviationKind>,
    starters: Words,
    attribution: Words,
    label_words: Words,
    continues: Words,
    links: Words,
    units: Words,
    domains: Words,
    circumfixes: Vec<(Box<str>, Box<str>)>,
    /// A number with a point is an ordinal (`3. Oktober`).
    pub ordinal_point: bool,
}

/// Words in lower case, with a capital, and in capitals.
#[derive(Debug, Default)]
struct Words(FxHashSet<Box<str>>);

impl Words {
    fn new(words: &[String]) -> Words {
        Words(words.iter().flat_map(|w| [w.as_str().into(), capitalized(w).into(), w.to_uppercase().into()]).collect())
    }

    fn has(&self, word: &str) -> bool {
        self.0.contains(word)
    }
}

impl Rules {
    pub fn new(pack: &Pack) -> Rules {
        let mut abbreviations = FxHashMap::default();
        // As they are written; an earlier row wins, so that a folder laid over the built-in files overrules them.
        for row in &pack.abbreviations {
            abbreviations.entry(key(&row.text).into()).or_insert(row.kind);
        }
        let mut capitals = FxHashMap::default();
        for row in &pack.abbreviations {
            let text = key(&row.text);
            if text.chars().any(char::is_lowercase) && text.chars().count() > 1 {
                // At the head of a sentence, where no row says something else.
                abbreviations.entry(capitalized(text).into()).or_insert(row.kind);
                capitals.entry(text.to_uppercase().into()).or_insert(row.kind);
            }
        }
        let sentences = &pack.sentences;
        let circumfix = |both: &String| both.split_once('…').map(|(a, b)| (capitalized(a).into(), b.into()));
        Rules {
            abbreviations,
            capitals,
            starters: Words::new(&sentences.starters),
            attribution: Words::new(&sentences.attribution),
            label_words: Words::new(&sentences.label_words),
            continues: Words::new(&sentences.continues),
            links: Words::new(&sentences.links),
            units: Words::new(&sentences.units),
            domains: Words::new(&sentences.domains),
            circumfixes: sentences.starter_circumfixes.iter().filter_map(circumfix).collect(),
            ordinal_point: sentences.ordinal_point,
        }
    }

    /// The kind of an abbreviation, given without its last point.
    pub fn abbreviation(&self, token: &str) -> Option<AbbreviationKind> {
        self.abbreviations.get(token).copied()
    }

    /// The kind of an abbreviation in capitals, which is one only among other capitals: `PROF. AHMAD`, but
    /// `di TK. Ahmad` with the kindergarten.
    pub fn abbreviation_in_capitals(&self, token: &str, next: &str) -> Option<AbbreviationKind> {
        let shouted =
            next.chars().count() > 1 && !next.contains(char::is_lowercase) && next.starts_with(char::is_uppercase);
        self.capitals.get(token).copied().filter(|_| shouted && token.len() > 2)
    }

    /// Whether a word with a capital begins a sentence rather than a name: a function word, or a word doubled
    /// (`Komuniti-komuniti`) or built by affixes as names are not.
    pub fn starts(&self, word: &str) -> bool {
        self.starters.has(word)
            || is_reduplicated(word)
            || self.circumfixes.iter().any(|(head, tail)| {
                word.len() >= head.len() + tail.len() + 3 && word.starts_with(&**head) && word.ends_with(&**tail)
            })
    }

    /// Whether a word tells who spoke (`katanya`, `said`).
    pub fn attributes(&self, word: &str) -> bool {
        self.attribution.has(word)
    }

    /// Whether a letter behind the word is a label (`kumpulan B`), not an initial.
    pub fn takes_label(&self, word: &str) -> bool {
        self.label_words.has(word)
    }

    /// Whether a word goes on with what an abbreviation began although it has a capital (`p.m. EST`).
    pub fn continues(&self, word: &str) -> bool {
        self.continues.has(word)
    }

    /// Whether a word in small letters goes on with a sentence behind a name that ends in `!` or `?`.
    pub fn links(&self, word: &str) -> bool {
        self.links.has(word)
    }

    /// Whether a capital behind a number is its unit (`720 M.`).
    pub fn is_unit(&self, letter: &str) -> bool {
        self.units.has(letter)
    }

    /// Whether a word is the last part of a domain or file name (`com`, `my`, `js`).
    pub fn is_domain(&self, word: &str) -> bool {
        self.domains.has(word)
    }
}

fn is_reduplicated(word: &str) -> bool {
    word.split_once('-').is_some_and(|(a, b)| {
        b.starts_with(char::is_lowercase)
            && a.chars().flat_map(char::to_lowercase).eq(b.chars().flat_map(char::to_lowercase))
    })
}

fn key(text: &str) -> &str {
    text.strip_suffix('.').unwrap_or(text)
}

fn capitalized(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
