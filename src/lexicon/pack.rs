//! A language pack: everything that is known of one language.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{LexiconError, Lexicons, Row, Table, TableFile};
use crate::lang::Lang;

/// How a language is written, from `profile.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Profile {
    /// English name of the language.
    pub name: String,
    /// The mark between the integer and the fraction of a number, where it differs from `.`.
    pub decimal: Option<char>,
    /// Marks of the language in addresses (`/bm/`, `?lang=my`), lower case.
    pub url_marks: Vec<String>,
    /// Frequent function words, lower case.
    pub stopwords: Vec<String>,
}

/// What tells running text from lists of links, from `prose.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Prose {
    /// Frequent function words, lower case.
    pub function: Vec<String>,
    /// Weight of each feature of a block; stands in the pack of no language (`und`).
    pub weights: BTreeMap<String, f64>,
}

/// Words that tell where sentences begin and go on, from `sentences.toml`; lower case.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Sentences {
    /// Words that, with a capital, begin a sentence and no name (`the`, `beliau`).
    pub starters: Vec<String>,
    /// Prefix and suffix, `…` between them, of words that begin a sentence and no name (`ke…an`).
    pub starter_circumfixes: Vec<String>,
    /// Words that tell who spoke; behind a closed quotation they go on with its sentence (`katanya`, `said`).
    pub attribution: Vec<String>,
    /// Words behind which a single letter is a label and no initial (`kumpulan B`, `vitamin C`).
    pub label_words: Vec<String>,
    /// Words with a capital that go on with what an abbreviation began (`p.m. EST`).
    pub continues: Vec<String>,
    /// Words that, in small letters, go on with a sentence behind a name or title that ends in `!` or `?`.
    pub links: Vec<String>,
    /// Capitals that are a unit behind a number, not an initial (`720 M.`, of the Christian era).
    pub units: Vec<String>,
    /// Last parts of domain and file names, which no sentence begins with (`com`, `js`).
    pub domains: Vec<String>,
    /// Whether a number with a point is an ordinal (`3. Oktober`).
    pub ordinal_point: bool,
}

impl Sentences {
    fn extend(&mut self, other: Sentences) {
        self.starters.extend(other.starters);
        self.starter_circumfixes.extend(other.starter_circumfixes);
        self.attribution.extend(other.attribution);
        self.label_words.extend(other.label_words);
        self.continues.extend(other.continues);
        self.links.extend(other.links);
        self.units.extend(other.units);
        self.domains.extend(other.domains);
        self.ordinal_point |= other.ordinal_point;
    }
}

/// What follows an abbreviation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AbbreviationKind {
    /// A name or more of the phrase always follows: never the end of a sentence (`Datuk Seri Dr.`).
    Title,
    /// Stands inside a phrase or at its end: the end of a sentence where a capital follows (`Tbk.`, `dll.`).
    Tail,
    /// A name or part of one, which other names may follow: the end of a sentence only where a word follows that
    /// is known to begin one (`U.S. Muslim groups`, `Jr.`).
    Name,
    /// A number follows (`No. 5`, `hlm. 12`); otherwise an ordinary word.
    Numeric,
}

/// A row of `abbreviations.tsv`: `abbreviation  kind  example  keep`.
#[derive(Clone, Debug)]
pub struct Abbreviation {
    /// The abbreviation with its points.
    pub text: String,
    /// What follows it.
    pub kind: AbbreviationKind,
    /// One sentence in which it must not end one.
    pub example: String,
    /// Two sentences, `‖` between them, that must be divided; `-` where there is nothing to fear.
    pub keep: String,
}

/// What a boilerplate pattern is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The whole block.
    Line,
    /// The whole block, which opens a list of links.
    List,
    /// The whole block, behind which nothing of the article follows.
    End,
    /// The start of a paragraph.
    Head,
    /// The start of the article's first paragraph.
    First,
    /// The end of a paragraph.
    Tail,
}

/// A row of `boilerplate.tsv`: `rule  scope  pattern  example  keep`.
#[derive(Clone, Debug)]
pub struct BoilerplateRow {
    /// Name of the rule's type: `related-link`, `share`, `comment`, `nav`, `caption` …
    pub rule: String,
    /// What the pattern is held against, and what follows from it: `line` is the whole block; `list` too, and it
    /// opens a list of links; `end` too, and the article is over; `head` is the start of a paragraph and `first`
    /// that of the article's first one (a dateline or byline that is no part of the sentence); `tail` is the end of
    /// a paragraph, of which the pattern's first group is cut off.
    pub scope: Scope,
    /// Regular expression, case ignored, anchored by its scope.
    pub pattern: String,
    /// A line that it must catch.
    pub example: String,
    /// A line of prose that it must leave alone, or `-`.
    pub keep: String,
}

/// Everything that is known of one language. A language without files has an empty pack, which is sensible defaults.
#[derive(Clone, Debug)]
pub struct Pack {
    /// The language.
    pub lang: Lang,
    /// How it is written.
    pub profile: Profile,
    /// Abbreviations: the folder's laid over first, those of all languages (`und`) last.
    pub abbreviations: Vec<Abbreviation>,
    /// What tells running text from lists of links.
    pub prose: Prose,
    /// Words about the ends of sentences, with those of all languages (`und`).
    pub sentences: Sentences,
    /// Boilerplate rules, in the order they are tried.
    pub boilerplate: Vec<BoilerplateRow>,
}

impl Pack {
    /// Reads the pack of a language.
    ///
    /// # Errors
    /// Where one of its files is malformed.
    pub fn load(lexicons: &Lexicons, lang: Lang) -> Result<Pack, LexiconError> {
        Ok(Pack {
            lang,
            profile: settings(lexicons, lang, "profile.toml")?
                .unwrap_or_else(|| Profile { name: lang.to_string(), ..Profile::default() }),
            prose: settings(lexicons, lang, "prose.toml")?.unwrap_or_default(),
            abbreviations: abbreviations(lexicons, lang)?,
            sentences: sentences(lexicons, lang)?,
            boilerplate: rows(lexicons, lang, "boilerplate.tsv", 5, |table, row| {
                let scope = match row.cells[1] {
                    "line" => Scope::Line,
                    "list" => Scope::List,
                    "end" => Scope::End,
                    "head" => Scope::Head,
                    "first" => Scope::First,
                    "tail" => Scope::Tail,
                    other => {
                        let what = format!("scope '{other}' is none of line, list, end, head, first, tail");
                        return Err(table.error(row, what));
                    }
                };
                let [rule, pattern, example, keep] = [0, 2, 3, 4].map(|i| row.cells[i].to_owned());
                Ok(BoilerplateRow { rule, scope, pattern, example, keep })
            })?,
        })
    }
}

/// A language's TOML file; that of a folder laid over takes the place of the built-in one.
fn settings<T: serde::de::DeserializeOwned>(
    lexicons: &Lexicons,
    lang: Lang,
    name: &str,
) -> Result<Option<T>, LexiconError> {
    let Some(file) = lexicons.versions(&format!("{lang}/{name}"))?.into_iter().next() else {
        return Ok(None);
    };
    super::from_toml(&file).map(Some)
}

/// Whether a file of settings can be read.
pub(super) fn reads(file: &TableFile) -> Result<(), LexiconError> {
    match file.name.rsplit_once('/').map_or(file.name.as_str(), |(_, name)| name) {
        "profile.toml" => super::from_toml::<Profile>(file).map(drop),
        "prose.toml" => super::from_toml::<Prose>(file).map(drop),
        "sentences.toml" => super::from_toml::<Sentences>(file).map(drop),
        _ => Ok(()),
    }
}

/// A language's own abbreviations, and those that stand in texts of any language.
fn abbreviations(lexicons: &Lexicons, lang: Lang) -> Result<Vec<Abbreviation>, LexiconError> {
    let mut all = Vec::new();
    for lang in own_and_common(lang) {
        all.extend(rows(lexicons, lang, "abbreviations.tsv", 4, |table, row| {
            let kind = match row.cells[1] {
                "title" => AbbreviationKind::Title,
                "tail" => AbbreviationKind::Tail,
                "name" => AbbreviationKind::Name,
                "numeric" => AbbreviationKind::Numeric,
                other => return Err(table.error(row, format!("kind '{other}' is none of title, tail, name, numeric"))),
            };
            let [text, example, keep] = [row.cells[0], row.cells[2], row.cells[3]].map(str::to_owned);
            Ok(Abbreviation { text, kind, example, keep })
        })?);
    }
    Ok(all)
}

fn sentences(lexicons: &Lexicons, lang: Lang) -> Result<Sentences, LexiconError> {
    let mut all = Sentences::default();
    for lang in own_and_common(lang) {
        for file in lexicons.versions(&format!("{lang}/sentences.toml"))? {
            all.extend(super::from_toml(&file)?);
        }
    }
    Ok(all)
}

fn own_and_common(lang: Lang) -> impl Iterator<Item = Lang> {
    [lang, Lang::UND].into_iter().take(if lang == Lang::UND { 1 } else { 2 })
}

/// All rows of a language's table, those of a folder laid over first.
fn rows<T>(
    lexicons: &Lexicons,
    lang: Lang,
    name: &str,
    columns: usize,
    read: impl Fn(&Table<'_>, &Row<'_>) -> Result<T, LexiconError>,
) -> Result<Vec<T>, LexiconError> {
    let mut all = Vec::new();
    for file in lexicons.versions(&format!("{lang}/{name}"))? {
        let table = Table::parse(&file, columns)?;
        for row in table.rows() {
            all.push(read(&table, row)?);
        }
    }
    Ok(all)
}
