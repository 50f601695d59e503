//! What the words of two languages are to each other, built for lookups by the aligner.
//!
//! Rows of the tables are the meeting point of the two languages: a source word and a target word that stand in
//! one row are translations of each other. So any two languages of a group can be looked up, in either direction.

use rustc_hash::FxHashMap;

use super::{LexiconError, Lexicons, Table};
use crate::lang::Lang;

/// Which of the two languages of a [`Bilingual`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum End {
    /// The source language.
    Src,
    /// The target language.
    Trg,
}

/// A meaning that a word may have: a row of the tables.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Entry {
    /// Number of the row, shared by both languages.
    pub row: u32,
    /// How usual the word is for that meaning, 0–1: the first word of a cell has 1, later ones less.
    pub weight: f32,
    /// Whether the row is of `names.tsv`.
    pub name: bool,
}

/// A phrase found in a run of words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Match {
    /// First word of the phrase.
    pub start: usize,
    /// How many words it has, 2 or more.
    pub len: usize,
    /// Its meaning.
    pub entry: Entry,
}

/// The lexicon of a pair of languages.
#[derive(Debug, Default)]
pub struct Bilingual {
    words: [FxHashMap<Box<str>, Vec<Entry>>; 2],
    rows: u32,
}

impl Bilingual {
    /// Reads `words.tsv`, `phrases.tsv` and `names.tsv` of every group that holds both languages.
    ///
    /// # Errors
    /// Where one of the files is malformed.
    pub fn load(lexicons: &Lexicons, src: Lang, trg: Lang) -> Result<Bilingual, LexiconError> {
        let mut bilingual = Bilingual::default();
        for group in lexicons.groups(src, trg)? {
            for name in ["words.tsv", "phrases.tsv", "names.tsv", "cldr.tsv"] {
                for file in lexicons.versions(&format!("{}/{name}", group.folder))? {
                    let table = Table::parse(&file, group.columns + 2)?;
                    for row in table.rows() {
                        let cell = |column: usize| {
                            let own = row.cells[column];
                            if own == "=" { row.cells[0] } else { own }
                        };
                        bilingual.add(cell(group.src), cell(group.trg), name != "words.tsv" && name != "phrases.tsv");
                    }
                }
            }
        }
        Ok(bilingual)
    }

    fn add(&mut self, src: &str, trg: &str, name: bool) {
        if src == "-" || trg == "-" {
            return;
        }
        let row = self.rows;
        self.rows += 1;
        for (end, cell) in [src, trg].into_iter().enumerate() {
            for (rank, form) in cell.split('|').enumerate() {
                let weight = 1.0 / (1.0 + rank as f32 * 0.5);
                self.words[end].entry(form.to_lowercase().into()).or_default().push(Entry { row, weight, name });
            }
        }
    }

    /// The meanings of a word.
    pub fn entries(&self, end: End, word: &str) -> Vec<Entry> {
        self.words[end as usize].get(word.to_lowercase().as_str()).cloned().unwrap_or_default()
    }

    /// The phrases of two words and more in a run of words.
    pub fn phrases(&self, end: End, words: &[&str]) -> Vec<Match> {
        let mut found = Vec::new();
        for start in 0..words.len() {
            let mut phrase = words[start].to_lowercase();
            for len in 2..=6.min(words.len() - start) {
                phrase.push(' ');
                phrase.push_str(&words[start + len - 1].to_lowercase());
                for &entry in self.words[end as usize].get(phrase.as_str()).into_iter().flatten() {
                    found.push(Match { start, len, entry });
                }
            }
        }
        found
    }
}
