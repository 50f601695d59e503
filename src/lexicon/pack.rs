//! A language pack: everything that is known of one language.

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
    /// Frequent function words, lower case.
    pub stopwords: Vec<String>,
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
    /// Abbreviations: the folder's laid over first, those of all languages (`und`) last.
    pub abbreviations: Vec<Abbreviation>,
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
            profile: profile(lexicons, lang)?,
            abbreviations: abbreviations(lexicons, lang)?,
            sentences: sentences(lexicons, lang)?,
            boilerplate: rows(lexicons, lang, "boilerplate.tsv", 5, |_, row| {
                let [rule, scope, pattern, example, keep] = [0, 1, 2, 3, 4].map(|i| row.cells[i].to_owned());
                Ok(BoilerplateRow { rule, scope, pattern, example, keep })
            })?,
        })
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
            all.extend(from_toml(&file)?);
        }
    }
    Ok(all)
}

fn own_and_common(lang: Lang) -> impl Iterator<Item = Lang> {
    [lang, Lang::UND].into_iter().take(if lang == Lang::UND { 1 } else { 2 })
}

fn profile(lexicons: &Lexicons, lang: Lang) -> Result<Profile, LexiconError> {
    let Some(file) = lexicons.versions(&format!("{lang}/profile.toml"))?.into_iter().next() else {
        return Ok(Profile { name: lang.to_string(), ..Profile::default() });
    };
    from_toml(&file)
}

fn from_toml<T: for<'de> Deserialize<'de>>(file: &TableFile) -> Result<T, LexiconError> {
    toml::from_str(&file.text).map_err(|error| {
        let line = error.span().map_or(1, |span| file.text[..span.start].matches('\n').count() + 1);
        LexiconError::Malformed { file: file.name.clone(), line, what: error.message().to_owned() }
    })
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
