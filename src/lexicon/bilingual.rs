//! What the words of two languages are to each other, built for lookups by the aligner.
//!
//! Rows of the tables are the meeting point of the two languages: a source word and a target word that stand in
//! one row are translations of each other. So any two languages of a group can be looked up, in either direction.

use std::borrow::Cow;
use std::sync::Arc;

use super::affixes::Affixes;
use super::forms::{Builder, Forms};
use super::morphology::{Formation, fold_into, folded, steps};
use super::words::each_row;
use super::{LexiconError, Lexicons};
use crate::lang::Lang;

/// Which of the two languages of a [`Bilingual`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum End {
    /// The source language.
    Src,
    /// The target language.
    Trg,
}

/// How a word of a text came to a form of the lexicon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Via {
    /// It is the form, case folded.
    Form,
    /// It is another spelling of the form.
    Spelling,
    /// It is an inflection of the form: number, tense, voice, clitics.
    Inflection,
    /// It is of the same root as the form.
    Root,
    /// The form is a part of the compound that the word is.
    Part,
}

impl Via {
    /// What a meaning that was found in this way counts, 0–1.
    fn factor(self) -> f32 {
        match self {
            Via::Form => 1.0,
            Via::Spelling | Via::Inflection => 0.95,
            Via::Root => 0.6,
            Via::Part => 0.5,
        }
    }
}

/// A meaning that a word may have: a row of the tables.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Entry {
    /// Number of the row, shared by both languages.
    pub row: u32,
    /// How usual the word is for that meaning, 0–1: the first word of a cell has 1, later ones less, and so has a
    /// word that was found by its root.
    pub weight: f32,
    /// Whether the row is of `names.tsv` or `cldr.tsv`.
    pub name: bool,
    /// Whether the form stands for this only with a capital: `Mac` is March in Malay, `US` is no pronoun.
    pub capital: bool,
    /// How the word came to the form.
    pub via: Via,
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

/// A word of a text made ready for lookups: its meanings, and what it may be within phrases.
#[derive(Clone, Debug, Default)]
pub struct Token {
    /// Its meanings, in the order of their rows.
    pub entries: Vec<Entry>,
    /// Forms that it may stand for, with what each counts.
    keys: Vec<(u32, f32)>,
}

/// The words of one language.
#[derive(Debug, Default)]
struct Side {
    forms: Forms,
    affixes: Arc<Affixes>,
}

/// The lexicon of a pair of languages.
#[derive(Debug, Default)]
pub struct Bilingual {
    sides: [Side; 2],
    /// The tables, in which the cells stand.
    texts: Vec<Cow<'static, str>>,
    rows: Vec<Cells>,
}

/// Where the cells of a row stand.
#[derive(Clone, Copy, Debug)]
struct Cells {
    text: u32,
    /// Beginning and end of the source and of the target cell.
    ranges: [(u32, u32); 2],
}

/// Tables of a group of languages, with whether they hold names.
const TABLES: [(&str, bool); 4] =
    [("words.tsv", false), ("phrases.tsv", false), ("names.tsv", true), ("cldr.tsv", true)];

/// Forms of a language, words and phrases, for which there is room from the beginning.
const WORDS: usize = 1 << 15;

impl Bilingual {
    /// Reads the tables of every group that holds both languages, and the affixes of both.
    ///
    /// # Errors
    /// Where one of the files is malformed.
    pub fn load(lexicons: &Lexicons, src: Lang, trg: Lang) -> Result<Bilingual, LexiconError> {
        let mut builders = [Builder::with_capacity(WORDS), Builder::with_capacity(WORDS)];
        let mut rows: Vec<Cells> = Vec::with_capacity(WORDS);
        let mut texts = Vec::new();
        let mut lower = String::new();
        for group in lexicons.groups(src, trg)? {
            for (name, is_name) in TABLES {
                for file in lexicons.versions(&format!("{}/{name}", group.folder))? {
                    let number = texts.len() as u32;
                    each_row(&file.name, &file.text, group.columns, |cells, starts| {
                        let columns = [group.src, group.trg].map(|i| if cells[i] == "=" { 0 } else { i });
                        let own = columns.map(|i| cells[i]);
                        if own.contains(&"-") {
                            return;
                        }
                        let row = rows.len() as u32;
                        let kind = cells[group.columns];
                        for (builder, cell) in builders.iter_mut().zip(own) {
                            add(builder, &mut lower, cell, row, is_name, kind);
                        }
                        let range = |i: usize| (starts[i] as u32, (starts[i] + cells[i].len()) as u32);
                        rows.push(Cells { text: number, ranges: columns.map(range) });
                    })?;
                    texts.push(file.text);
                }
            }
        }
        let [src_forms, trg_forms] = builders.map(Builder::build);
        let side = |forms, lang| Ok::<_, LexiconError>(Side { forms, affixes: lexicons.affixes(lang)? });
        Ok(Bilingual { sides: [side(src_forms, src)?, side(trg_forms, trg)?], texts, rows })
    }

    /// The meanings of a word, in the order of their rows; a phrase may be asked for as well.
    ///
    /// A word that is no form of the lexicon is led to one by its affixes or by its parts.
    pub fn entries(&self, end: End, word: &str) -> Vec<Entry> {
        self.token(end, word).entries
    }

    /// The meanings of a form as it stands, lower case, without any analysis; some tens of nanoseconds.
    pub fn exact(&self, end: End, form: &str) -> &[Entry] {
        self.sides[end as usize].forms.of(form)
    }

    /// The cells of a row: the forms of both languages, divided by `|`.
    pub fn cells(&self, row: u32) -> Option<(&str, &str)> {
        let Cells { text, ranges } = *self.rows.get(row as usize)?;
        let text = self.texts.get(text as usize)?;
        let [src, trg] = ranges.map(|(from, to)| text.get(from as usize..to as usize));
        Some((src?, trg?))
    }

    /// The pairs of forms that stand in one row, source first.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        let rows = (0..self.rows.len() as u32).filter_map(|row| self.cells(row));
        rows.flat_map(|(src, trg)| trg.split('|').flat_map(move |trg| src.split('|').map(move |src| (src, trg))))
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether nothing is known of the two languages.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Makes a word ready: to be done once for each word of a text, not for each of its occurrences.
    pub fn token(&self, end: End, word: &str) -> Token {
        self.sides[end as usize].token(word)
    }

    /// The phrases of two words and more in a run of words.
    pub fn phrases(&self, end: End, words: &[&str]) -> Vec<Match> {
        let tokens: Vec<Token> = words.iter().map(|word| self.token(end, word)).collect();
        self.phrases_of(end, &tokens.iter().collect::<Vec<_>>())
    }

    /// The phrases in a run of words made ready.
    pub fn phrases_of(&self, end: End, tokens: &[&Token]) -> Vec<Match> {
        let forms = &self.sides[end as usize].forms;
        let mut found = Vec::new();
        for start in 0..tokens.len() {
            let mut paths = tokens[start].keys.clone();
            for (len, token) in (2..).zip(&tokens[start + 1..]) {
                let mut next: Vec<(u32, f32)> = Vec::new();
                for &(form, factor) in &paths {
                    for &(key, count) in &token.keys {
                        if let Some(longer) = forms.then(form, key)
                            && !next.iter().any(|&(known, _)| known == longer)
                        {
                            next.push((longer, factor.min(count)));
                        }
                    }
                }
                if next.is_empty() {
                    break;
                }
                for &(form, factor) in &next {
                    let via = if factor < 1.0 { Via::Inflection } else { Via::Form };
                    let entries = forms.entries(form).iter();
                    found.extend(entries.map(|e| Match {
                        start,
                        len,
                        entry: Entry { weight: e.weight * factor, via, ..*e },
                    }));
                }
                paths = next;
            }
        }
        found
    }
}

/// Adds the forms of a cell; `lower` is room for their lower case.
fn add(builder: &mut Builder, lower: &mut String, cell: &str, row: u32, name: bool, kind: &str) {
    // Offices and faiths are written with and without a capital; other single names only with one.
    let named = name && !matches!(kind, "title" | "office" | "religion");
    for (rank, form) in cell.split('|').enumerate() {
        let weight = 1.0 / (1.0 + rank as f32 * 0.5);
        let capital = named && !form.contains([' ', '-']);
        let entry = Entry { row, weight, name, capital, via: Via::Form };
        if form.bytes().any(|b| b.is_ascii_uppercase() || b >= 0x80) {
            fold_into(form, lower);
            builder.add(lower, entry);
        } else {
            builder.add(form, entry);
        }
    }
}

impl Side {
    fn token(&self, word: &str) -> Token {
        let folded = folded(word);
        let mut token = Token::default();
        self.take(&mut token, &folded, Via::Form);
        if token.entries.is_empty() {
            for row in &self.affixes.spellings {
                if folded.contains(&row.from) {
                    self.take(&mut token, &folded.replace(&row.from, &row.to), Via::Spelling);
                }
            }
        }
        let known = |w: &str| self.forms.word(w).is_some() || self.affixes.roots.contains(w);
        if token.entries.is_empty() || self.affixes.homographs {
            let steps = steps(&self.affixes, &folded, &known);
            for step in steps.iter().filter(|s| s.formation == Formation::Inflection) {
                self.take(&mut token, &step.lemma, Via::Inflection);
            }
            if token.entries.is_empty() {
                for step in &steps {
                    self.take(&mut token, &step.lemma, Via::Root);
                    self.take(&mut token, &step.root, Via::Root);
                }
            }
        }
        if token.entries.is_empty() {
            for part in folded.split('-').filter(|part| part.len() > 2 && part.len() < folded.len()) {
                self.take(&mut token, part, Via::Part);
            }
        }
        token.entries.sort_by(|a, b| a.row.cmp(&b.row).then(b.weight.total_cmp(&a.weight)));
        token.entries.dedup_by_key(|entry| entry.row);
        token
    }

    /// Takes the meanings of a form into a token.
    fn take(&self, token: &mut Token, form: &str, via: Via) {
        let factor = via.factor();
        if via != Via::Part
            && let Some(key) = self.forms.word(form)
            && !token.keys.iter().any(|&(known, _)| known == key)
        {
            token.keys.push((key, factor));
        }
        let entries = self.forms.of(form).iter();
        token.entries.extend(entries.map(|e| Entry { weight: e.weight * factor, via, ..*e }));
    }
}
