//! Cue words: words that one of the close languages has and the other has not, from `LANG/cues.tsv`.

use rustc_hash::FxHashMap;

use super::features::word_hash;
use crate::lang::Lang;
use crate::lexicon::{LexiconError, Lexicons, Table};

/// Columns of `cues.tsv`: `word  than  example`.
const COLUMNS: usize = 3;

/// Which words speak for which of two languages, by the hash of the word.
#[derive(Debug, Default)]
pub(super) struct Cues(FxHashMap<u64, i8>);

impl Cues {
    /// Reads the cue words of two languages.
    ///
    /// # Errors
    /// Where a file is malformed, or a word is a cue of both languages.
    pub fn load(lexicons: &Lexicons, first: Lang, second: Lang) -> Result<Cues, LexiconError> {
        let mut cues = FxHashMap::default();
        for (lang, side) in [(first, 1), (second, -1)] {
            for file in lexicons.versions(&format!("{lang}/cues.tsv"))? {
                let table = Table::parse(&file, COLUMNS)?;
                for row in table.rows() {
                    let other = cues.insert(word_hash(row.cells[0]), side);
                    if other == Some(-side) {
                        return Err(
                            table.error(row, format!("'{}' is a cue of both {first} and {second}", row.cells[0]))
                        );
                    }
                }
            }
        }
        Ok(Cues(cues))
    }

    /// 1 where a word speaks for the first language, −1 for the second, 0 for neither.
    pub fn side(&self, word: u64) -> i8 {
        self.0.get(&word).copied().unwrap_or(0)
    }
}
