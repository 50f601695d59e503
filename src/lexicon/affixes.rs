//! The affix table of a language, `affixes.toml`: how its words are built, as data.
//!
//! A *prefix* or *suffix* row is one spelling of an affix, with the letter that it replaced (meN- takes the `t` of
//! *tulis*: `menulis`) and the letters that it stands before. A *frame* says which prefixes and suffixes go
//! together. Suffixes that are clitics or particles stand outside all frames.

use rustc_hash::FxHashSet;
use serde::Deserialize;

use super::{LexiconError, Lexicons, Table};
use crate::lang::Lang;

/// One spelling of a prefix.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Prefix {
    /// Name of the affix, shared by its spellings: `meN`.
    pub(super) affix: String,
    /// This spelling: `men`.
    pub(super) form: String,
    /// What it took from the beginning of the root.
    #[serde(default)]
    pub(super) restore: String,
    /// What the rest begins with; empty where anything may follow.
    #[serde(default)]
    pub(super) before: Vec<String>,
    /// `word root`.
    pub(super) example: String,
}

/// Where a suffix stands: particles outside clitics outside the suffixes of frames.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(super) enum Place {
    Suffix,
    Clitic,
    Particle,
}

/// One spelling of a suffix.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Suffix {
    /// Name of the affix, shared by its spellings: `s`.
    pub(super) affix: String,
    /// This spelling: `ies`.
    pub(super) form: String,
    /// Where it stands.
    pub(super) place: Place,
    /// What it took from the end of the root.
    #[serde(default)]
    pub(super) restore: String,
    /// What the rest ends with; empty where anything may precede.
    #[serde(default)]
    pub(super) after: Vec<String>,
    /// What the rest does not end with: what looks like this suffix there is the end of a loan (`teknolog-i`).
    #[serde(default)]
    pub(super) never_after: Vec<String>,
    /// Whether the rest ends in a doubled letter of which the root has one (`running`).
    #[serde(default)]
    pub(super) double: bool,
    /// `word root`.
    pub(super) example: String,
}

/// What kind of relation a frame is.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "lowercase")]
pub enum Formation {
    /// Another form of the same word: number, tense, voice, clitics.
    Inflection,
    /// Another word of the same root.
    #[default]
    Derivation,
}

/// Which affixes go together.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Frame {
    /// Prefixes of which one stands outermost; an empty name is none.
    pub(super) outer: Vec<String>,
    /// Prefixes of which one stands within; none where the list is empty.
    #[serde(default)]
    pub(super) inner: Vec<String>,
    /// Suffixes of which one follows; an empty name is none.
    pub(super) suffixes: Vec<String>,
    /// Kind of relation.
    #[serde(default)]
    pub(super) formation: Formation,
    /// Whether the frame is for words that the tables do not have: `number` is not of `numb`.
    #[serde(default)]
    pub(super) unless_known: bool,
    /// Words of the same root that are looked for before the root itself: `meN _ kan`; `=` is the suffix at hand.
    #[serde(default)]
    pub(super) like: Vec<String>,
    /// `word root`.
    pub(super) example: String,
}

/// Another spelling of the same word.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Spelling {
    /// Letters of the text.
    pub(super) from: String,
    /// Letters of the lexicon.
    pub(super) to: String,
    /// `word word`.
    pub(super) example: String,
}

/// The file as it stands.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct File {
    /// Language whose table this one adds to.
    extends: Option<Lang>,
    least: Option<usize>,
    homographs: Option<bool>,
    short: Vec<String>,
    prefix: Vec<Prefix>,
    suffix: Vec<Suffix>,
    frame: Vec<Frame>,
    spelling: Vec<Spelling>,
}

/// The affixes of a language and its irregular words.
#[derive(Clone, Debug, Default)]
pub(super) struct Affixes {
    /// Fewest letters of a root.
    pub(super) least: usize,
    /// Roots shorter than that which take affixes nevertheless.
    short: Vec<String>,
    /// Whether a word that is known may be a form of another one as well (`left`, `found`).
    pub(super) homographs: bool,
    pub(super) prefixes: Vec<Prefix>,
    pub(super) suffixes: Vec<Suffix>,
    pub(super) frames: Vec<Frame>,
    pub(super) spellings: Vec<Spelling>,
    /// Roots that do not stand as words of their own: `selenggara` of `menyelenggarakan`.
    pub(super) roots: FxHashSet<Box<str>>,
    /// Words that no rule leads to their root, or that a rule would lead to a wrong one; sorted.
    irregular: Vec<(Box<str>, Box<str>)>,
}

impl Affixes {
    /// Reads `affixes.toml`, `irregular.tsv` and `roots.tsv` of a language; a language without them has no affixes.
    ///
    /// # Errors
    /// Where one of the files is malformed.
    pub(super) fn load(lexicons: &Lexicons, lang: Lang) -> Result<Affixes, LexiconError> {
        let mut affixes = Affixes { least: 3, ..Affixes::default() };
        affixes.read(lexicons, lang, 0)?;
        affixes.irregular.sort();
        affixes.irregular.dedup();
        Ok(affixes)
    }

    fn read(&mut self, lexicons: &Lexicons, lang: Lang, depth: usize) -> Result<(), LexiconError> {
        let mut extends = None;
        for file in lexicons.versions(&format!("{lang}/affixes.toml"))? {
            let table: File = super::from_toml(&file)?;
            self.least = table.least.unwrap_or(self.least);
            self.homographs = table.homographs.unwrap_or(self.homographs);
            self.short.extend(table.short);
            self.prefixes.extend(table.prefix);
            self.suffixes.extend(table.suffix);
            self.frames.extend(table.frame);
            self.spellings.extend(table.spelling);
            extends = extends.or(table.extends);
        }
        for file in lexicons.versions(&format!("{lang}/irregular.tsv"))? {
            for row in Table::parse(&file, 3)?.rows() {
                self.irregular.push((row.cells[0].into(), row.cells[1].into()));
            }
        }
        for file in lexicons.versions(&format!("{lang}/roots.tsv"))? {
            self.roots.extend(Table::parse(&file, 2)?.rows().iter().map(|row| row.cells[0].into()));
        }
        // Three languages in a chain are more than anyone needs; a ring of them must end.
        match extends {
            Some(other) if depth < 3 => self.read(lexicons, other, depth + 1),
            _ => Ok(()),
        }
    }

    /// Whether a root is long enough to take affixes, or one of the short ones that do.
    pub(super) fn bears(&self, root: &str) -> bool {
        root.chars().count() >= self.least || self.short.iter().any(|short| short == root)
    }

    /// The examples of the rows, `word root`.
    pub(super) fn examples(&self) -> impl Iterator<Item = &str> {
        let prefixes = self.prefixes.iter().map(|row| row.example.as_str());
        let suffixes = self.suffixes.iter().map(|row| row.example.as_str());
        prefixes.chain(suffixes).chain(self.frames.iter().map(|row| row.example.as_str()))
    }

    /// The roots that `irregular.tsv` gives a word.
    pub(super) fn irregular(&self, word: &str) -> impl Iterator<Item = &str> {
        let from = self.irregular.partition_point(|(form, _)| &**form < word);
        self.irregular[from..].iter().take_while(move |(form, _)| &**form == word).map(|(_, root)| &**root)
    }

    /// What is left of a word when a prefix is taken off, in each way in which that can be done.
    pub(super) fn without_prefix(&self, affix: &str, word: &str) -> Vec<String> {
        if affix.is_empty() {
            return vec![word.to_owned()];
        }
        self.prefixes.iter().filter(|row| row.affix == affix).filter_map(|row| row.strip(word)).collect()
    }

    /// The same of every prefix, by the name of the affix, after the word itself.
    pub(super) fn without_prefixes(&self, word: &str) -> Vec<(&str, String)> {
        let whole = ("", word.to_owned());
        let rows = self.prefixes.iter().filter_map(|row| Some((row.affix.as_str(), row.strip(word)?)));
        std::iter::once(whole).chain(rows).collect()
    }

    /// A prefix put before a root, in each way in which that can be done.
    pub(super) fn with_prefix(&self, affix: &str, root: &str) -> Vec<String> {
        if affix.is_empty() {
            return vec![root.to_owned()];
        }
        let rows = self.prefixes.iter().filter(|row| row.affix == affix);
        rows.filter_map(|row| {
            let rest = root.strip_prefix(row.restore.as_str())?;
            let fits = row.before.is_empty() || row.before.iter().any(|b| rest.starts_with(b.as_str()));
            fits.then(|| format!("{}{rest}", row.form))
        })
        .collect()
    }
}

impl Prefix {
    /// What is left of a word when this prefix is taken off.
    fn strip(&self, word: &str) -> Option<String> {
        let rest = word.strip_prefix(self.form.as_str())?;
        let fits = self.before.is_empty() || self.before.iter().any(|b| rest.starts_with(b.as_str()));
        fits.then(|| format!("{}{rest}", self.restore))
    }
}

impl Suffix {
    /// What is left of a word when this suffix is taken off.
    pub(super) fn strip(&self, word: &str) -> Option<String> {
        let mut rest = word.strip_suffix(self.form.as_str())?;
        if !self.after.is_empty() && !self.after.iter().any(|a| rest.ends_with(a.as_str())) {
            return None;
        }
        if self.never_after.iter().any(|a| rest.ends_with(a.as_str())) {
            return None;
        }
        if self.double {
            let last = rest.chars().next_back()?;
            rest = rest.strip_suffix(last).filter(|shorter| shorter.ends_with(last))?;
        }
        Some(format!("{rest}{}", self.restore))
    }
}
