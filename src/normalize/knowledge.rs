//! What the steps know of a language: its words, how it uses hyphens, which words carry others.

use std::fmt;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::lang::Lang;
use crate::lexicon::{LexiconError, Lexicons, Morphology, Pack, Table};

/// Which words there are.
pub trait Vocabulary: fmt::Debug + Send + Sync {
    /// Whether the word stands in the lexicons as it is.
    fn knows(&self, word: &str) -> bool;
    /// Whether the word is known, or built from a known one by the rules of affixes.
    fn forms(&self, word: &str) -> bool;
    /// The roots that a word may be built from.
    fn roots(&self, word: &str) -> Vec<String>;
}

impl Vocabulary for Arc<Morphology> {
    fn knows(&self, word: &str) -> bool {
        self.is_known(word)
    }

    fn forms(&self, word: &str) -> bool {
        self.is_formed(word)
    }

    fn roots(&self, word: &str) -> Vec<String> {
        self.analyses(word).into_iter().map(|analysis| analysis.root).collect()
    }
}

/// A vocabulary of listed words, in which nothing is built.
impl Vocabulary for FxHashSet<&'static str> {
    fn knows(&self, word: &str) -> bool {
        self.contains(word.to_lowercase().as_str())
    }

    fn forms(&self, word: &str) -> bool {
        self.knows(word)
    }

    fn roots(&self, word: &str) -> Vec<String> {
        vec![word.to_lowercase()]
    }
}

/// How a part of a hyphenated word behaves, from `hyphens.tsv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Stands before whole words with a hyphen: `anti-`, `sub-`.
    Prefix,
    /// Never stands apart from its word: `mem-`, `ber-`.
    Affix,
    /// Never stands apart behind its word: `-kan`, `-an`.
    Suffix,
    /// Is written together with words of the language, with a hyphen behind foreign ones: `-nya`, `-lah`.
    Clitic,
    /// Is a word, but also the second half of words that are written as one: `bagaimana`, `daripada`.
    Solid,
}

/// Ends of host names, in no language: `domain  example  keep`.
const DOMAINS: &str = "und/domains.tsv";

/// What is known of a language.
#[derive(Debug, Default)]
pub struct Knowledge {
    vocabulary: Option<Box<dyn Vocabulary>>,
    foreign: Option<Box<dyn Vocabulary>>,
    names: FxHashSet<Box<str>>,
    parts: FxHashMap<Box<str>, Part>,
    carriers: FxHashSet<Box<str>>,
    doubled: FxHashSet<Box<str>>,
    glued: FxHashSet<Box<str>>,
    suspended: FxHashSet<Box<str>>,
    domains: FxHashSet<Box<str>>,
    informal: FxHashMap<Box<str>, Box<str>>,
    /// Most words of an entry of `informal`.
    longest: usize,
}

impl Knowledge {
    /// Reads `hyphens.tsv`, `carriers.tsv` and `informal.tsv` of a language, its words, and the `domains.tsv` of all.
    ///
    /// # Errors
    /// Where a file of the lexicons is malformed.
    pub fn load(lexicons: &Lexicons, pack: &Pack) -> Result<Knowledge, LexiconError> {
        let lang = pack.lang;
        let mut knowledge = Knowledge::default();
        if !lexicons.groups_of(lang)?.is_empty() {
            knowledge.vocabulary = Some(Box::new(lexicons.morphology(lang)?));
            if lang != Lang::EN {
                knowledge.foreign = Some(Box::new(lexicons.morphology(Lang::EN)?));
            }
        }
        knowledge.names = names(lexicons, lang)?;
        for file in lexicons.versions(DOMAINS)? {
            let table = Table::parse(&file, 3)?;
            knowledge.domains.extend(table.rows().iter().map(|row| Box::from(row.cells[0])));
        }
        for file in lexicons.versions(&format!("{lang}/hyphens.tsv"))? {
            let table = Table::parse(&file, 4)?;
            for row in table.rows() {
                let part = match row.cells[1] {
                    "prefix" => Part::Prefix,
                    "affix" => Part::Affix,
                    "suffix" => Part::Suffix,
                    "clitic" => Part::Clitic,
                    "solid" => Part::Solid,
                    other => {
                        return Err(
                            table.error(row, format!("'{other}' is none of prefix, affix, suffix, clitic, solid"))
                        );
                    }
                };
                knowledge.parts.entry(row.cells[0].into()).or_insert(part);
            }
        }
        for file in lexicons.versions(&format!("{lang}/carriers.tsv"))? {
            let table = Table::parse(&file, 4)?;
            for row in table.rows() {
                for kind in row.cells[1].split('|') {
                    let set = match kind {
                        "open" => &mut knowledge.carriers,
                        "once" => &mut knowledge.doubled,
                        "glue" => &mut knowledge.glued,
                        "pair" => &mut knowledge.suspended,
                        other => return Err(table.error(row, format!("'{other}' is none of open, once, glue, pair"))),
                    };
                    set.insert(row.cells[0].into());
                }
            }
        }
        for file in lexicons.versions(&format!("{lang}/informal.tsv"))? {
            let table = Table::parse(&file, 4)?;
            for row in table.rows() {
                knowledge.longest = knowledge.longest.max(row.cells[0].split(' ').count());
                knowledge.informal.entry(row.cells[0].into()).or_insert_with(|| row.cells[1].into());
            }
        }
        Ok(knowledge)
    }

    /// With another vocabulary.
    #[must_use]
    pub fn with_vocabulary(mut self, vocabulary: impl Vocabulary + 'static) -> Knowledge {
        self.vocabulary = Some(Box::new(vocabulary));
        self
    }

    /// Whether a word ends host names, in whatever case (`Berita.Com`).
    pub fn is_domain(&self, word: &str) -> bool {
        self.domains.contains(word.to_lowercase().as_str())
    }

    /// Whether the language's words are known at all.
    pub fn has_words(&self) -> bool {
        self.vocabulary.is_some()
    }

    /// Whether the word stands in the lexicons as it is; a single letter is none.
    pub fn knows(&self, word: &str) -> bool {
        word.len() > 1 && self.vocabulary.as_ref().is_some_and(|v| v.knows(word))
    }

    /// Whether the word is known, or built from a known one.
    pub fn forms(&self, word: &str) -> bool {
        word.len() > 1 && self.vocabulary.as_ref().is_some_and(|v| v.forms(word))
    }

    /// Whether the word is one of English, for a language that is not.
    pub fn is_foreign(&self, word: &str) -> bool {
        self.foreign.as_ref().is_some_and(|v| v.forms(word))
    }

    /// Whether the language is the one whose words count as foreign elsewhere.
    pub fn is_english(&self) -> bool {
        self.foreign.is_none() && self.vocabulary.is_some()
    }

    /// The roots that a word may be built from.
    pub fn roots(&self, word: &str) -> Vec<String> {
        self.vocabulary.as_ref().map_or_else(Vec::new, |v| v.roots(word))
    }

    /// Whether a word, in lower case, is one of the names of the lexicons.
    pub fn is_name(&self, word: &str) -> bool {
        self.names.contains(word)
    }

    /// How a part of a hyphenated word behaves; `part` in lower case.
    pub fn part(&self, part: &str) -> Option<Part> {
        self.parts.get(part).copied()
    }

    /// Whether a word cannot end a text: a preposition or conjunction (`dengan`, `dan`).
    pub fn is_carrier(&self, word: &str) -> bool {
        self.carriers.contains(word.to_lowercase().as_str())
    }

    /// Whether a word is never meant twice in a row (`yang`).
    pub fn stands_once(&self, word: &str) -> bool {
        self.doubled.contains(word.to_lowercase().as_str())
    }

    /// Whether a word, in lower case, is found glued to capitals (`dariKiri`).
    pub fn is_glued(&self, word: &str) -> bool {
        self.glued.contains(word)
    }

    /// Whether a word joins two halves of which the first ends in a hyphen (`pra- dan pascaperang`).
    pub fn joins_halves(&self, word: &str) -> bool {
        self.suspended.contains(word.to_lowercase().as_str())
    }

    /// How an informal spelling, in lower case, is written out.
    pub fn written_out(&self, informal: &str) -> Option<&str> {
        self.informal.get(informal).map(|s| &**s)
    }

    /// Most words of an informal spelling.
    pub fn longest_informal(&self) -> usize {
        self.longest
    }
}

/// The words of the names that stand in the tables of a language, in lower case.
fn names(lexicons: &Lexicons, lang: Lang) -> Result<FxHashSet<Box<str>>, LexiconError> {
    let mut names = FxHashSet::default();
    for (group, column) in lexicons.groups_of(lang)? {
        for table in ["names.tsv", "cldr.tsv"] {
            for file in lexicons.versions(&format!("{}/{table}", group.folder))? {
                let table = Table::parse(&file, group.columns + 2)?;
                for row in table.rows() {
                    let cell = if row.cells[column] == "=" { row.cells[0] } else { row.cells[column] };
                    names.extend(cell.split(['|', ' ', '-']).filter(|w| w.len() > 3).map(|w| w.to_lowercase().into()));
                }
            }
        }
    }
    Ok(names)
}
