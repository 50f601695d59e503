//! Languages by their script, from `langid.scripts.tsv`.

use crate::lang::Lang;
use crate::lexicon::{LexiconError, Lexicons, Table};

/// File of the scripts in the lexicons' folder: `first  last  lang  example`.
const FILE: &str = "langid.scripts.tsv";
const COLUMNS: usize = 4;
/// Scripts that are counted apart in one text.
const KINDS: usize = 8;

/// Whether a letter is a Latin one.
pub(super) fn is_latin(c: char) -> bool {
    matches!(c, '\0'..='\u{24f}' | '\u{250}'..='\u{36f}' | '\u{1e00}'..='\u{1eff}')
}

/// Ranges of letters, and the language that is likeliest where they are used.
#[derive(Debug, Default)]
pub(super) struct Scripts(Vec<(u32, u32, Lang)>);

impl Scripts {
    /// Reads the table.
    ///
    /// # Errors
    /// Where a row is malformed.
    pub fn load(lexicons: &Lexicons) -> Result<Scripts, LexiconError> {
        let mut ranges = Vec::new();
        for file in lexicons.versions(FILE)? {
            let table = Table::parse(&file, COLUMNS)?;
            for row in table.rows() {
                let point = |cell: &str| {
                    u32::from_str_radix(cell, 16).map_err(|_| table.error(row, format!("'{cell}' is no code point")))
                };
                let lang = Lang::parse(row.cells[2]).map_err(|error| table.error(row, error.to_string()))?;
                ranges.push((point(row.cells[0])?, point(row.cells[1])?, lang));
            }
        }
        Ok(Scripts(ranges))
    }

    fn lang(&self, c: char) -> Lang {
        let point = u32::from(c);
        let found = self.0.iter().find(|(first, last, _)| (*first..=*last).contains(&point));
        found.map_or(Lang::UND, |&(.., lang)| lang)
    }
}

/// Letters of a text that are not Latin, by language.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tally([(Lang, usize); KINDS]);

impl Default for Tally {
    fn default() -> Tally {
        Tally([(Lang::UND, 0); KINDS])
    }
}

impl Tally {
    /// Counts the letters of a word, by its first one.
    pub fn add(&mut self, scripts: &Scripts, initial: char, letters: usize) {
        let lang = scripts.lang(initial);
        if let Some(place) = self.0.iter_mut().find(|(of, n)| *of == lang || *n == 0) {
            *place = (lang, place.1 + letters);
        }
    }

    /// All letters.
    pub fn total(&self) -> usize {
        self.0.iter().map(|(_, n)| n).sum()
    }

    /// The language with most letters, and how many.
    pub fn most(&self) -> (Lang, usize) {
        let mut most = (Lang::UND, 0);
        for &(lang, letters) in &self.0 {
            if letters > most.1 {
                most = (lang, letters);
            }
        }
        most
    }
}
