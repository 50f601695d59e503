//! A language pack: everything that is known of one language.

use serde::Deserialize;

use super::{LexiconError, Lexicons, Row, Table};
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

/// What follows an abbreviation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AbbreviationKind {
    /// A name or more of the phrase always follows: never the end of a sentence (`Datuk Seri Dr.`).
    Title,
    /// Stands inside a phrase or at its end: the end of a sentence where a capital follows (`Tbk.`, `dll.`).
    Tail,
    /// A number follows (`No. 5`, `hlm. 12`).
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

/// A row of `boilerplate.tsv`: `rule  scope  pattern  example  keep`.
#[derive(Clone, Debug)]
pub struct BoilerplateRow {
    /// Name of the rule's type: `related-link`, `share`, `comment`, `nav`, `caption` …
    pub rule: String,
    /// What the pattern is held against: `line` (the whole block), `head`, `tail` (cut off a sentence).
    pub scope: String,
    /// Regular expression, case ignored.
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
    /// Abbreviations, the folder's laid over first.
    pub abbreviations: Vec<Abbreviation>,
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
            profile: profile(lexicons, lang)?,
            abbreviations: rows(lexicons, lang, "abbreviations.tsv", 4, |table, row| {
                let kind = match row.cells[1] {
                    "title" => AbbreviationKind::Title,
                    "tail" => AbbreviationKind::Tail,
                    "numeric" => AbbreviationKind::Numeric,
                    other => return Err(table.error(row, format!("kind '{other}' is none of title, tail, numeric"))),
                };
                let [text, example, keep] = [row.cells[0], row.cells[2], row.cells[3]].map(str::to_owned);
                Ok(Abbreviation { text, kind, example, keep })
            })?,
            boilerplate: rows(lexicons, lang, "boilerplate.tsv", 5, |_, row| {
                let [rule, scope, pattern, example, keep] = [0, 1, 2, 3, 4].map(|i| row.cells[i].to_owned());
                Ok(BoilerplateRow { rule, scope, pattern, example, keep })
            })?,
        })
    }
}

fn profile(lexicons: &Lexicons, lang: Lang) -> Result<Profile, LexiconError> {
    let Some(file) = lexicons.versions(&format!("{lang}/profile.toml"))?.into_iter().next() else {
        return Ok(Profile { name: lang.to_string(), ..Profile::default() });
    };
    super::from_toml(&file)
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
