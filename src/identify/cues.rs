//! Words that speak for one of two close languages: those that the other has not (`LANG/cues.tsv`), and those that it
//! has and uses far less (`LANG/habits.tsv`); and the words that both use alike (from their group's `words.tsv`).

use rustc_hash::{FxHashMap, FxHashSet};

use super::features::word_hash;
use crate::lang::Lang;
use crate::lexicon::{LexiconError, Lexicons, Table, TableFile};

/// What a cue word counts, in the unit of [`Cues::side`].
pub(super) const CUE: i8 = 4;
/// What a word counts that the other language uses seldom, and one that it uses less.
const MOSTLY: i8 = 2;
const RATHER: i8 = 1;
/// Columns of `cues.tsv` (`word  than  example`) and of `habits.tsv` (`word  lean  example`).
const COLUMNS: usize = 3;

/// Which words speak for which of two languages, by the hash of the word.
#[derive(Debug, Default)]
pub(super) struct Cues(FxHashMap<u64, i8>);

impl Cues {
    /// Reads the cue words and habits of two languages.
    ///
    /// # Errors
    /// Where a file is malformed, or a word stands in two of them.
    pub fn load(lexicons: &Lexicons, first: Lang, second: Lang) -> Result<Cues, LexiconError> {
        let mut cues = FxHashMap::default();
        let mut known: FxHashMap<u64, String> = FxHashMap::default();
        for (lang, sign) in [(first, 1), (second, -1)] {
            for (name, lean) in [("cues.tsv", cue as fn(&str) -> Option<i8>), ("habits.tsv", habit)] {
                let path = format!("{lang}/{name}");
                for file in lexicons.versions(&path)? {
                    read(&file, &path, lean, sign, &mut known, &mut cues)?;
                }
            }
        }
        Ok(Cues(cues))
    }

    /// How much a word speaks for the first language (above 0) or the second (below): [`CUE`] where the other has it
    /// not, less where it uses it less, 0 where it speaks for neither.
    pub fn side(&self, word: u64) -> i8 {
        self.0.get(&word).copied().unwrap_or(0)
    }
}

fn cue(_: &str) -> Option<i8> {
    Some(CUE)
}

fn habit(lean: &str) -> Option<i8> {
    match lean {
        "mostly" => Some(MOSTLY),
        "rather" => Some(RATHER),
        _ => None,
    }
}

fn read(
    file: &TableFile,
    path: &str,
    lean: fn(&str) -> Option<i8>,
    sign: i8,
    known: &mut FxHashMap<u64, String>,
    cues: &mut FxHashMap<u64, i8>,
) -> Result<(), LexiconError> {
    let table = Table::parse(file, COLUMNS)?;
    for row in table.rows() {
        let (word, hash) = (row.cells[0], word_hash(row.cells[0]));
        let Some(lean) = lean(row.cells[1]) else {
            return Err(table.error(row, format!("'{}' is neither 'mostly' nor 'rather'", row.cells[1])));
        };
        // The same file of a folder laid over the built-in one may say it again.
        if let Some(other) = known.get(&hash).filter(|other| *other != path) {
            return Err(table.error(row, format!("'{word}' stands in {other} too; keep it in one of them")));
        }
        known.insert(hash, path.to_owned());
        cues.entry(hash).or_insert(sign * lean);
    }
    Ok(())
}

/// The words that two languages use alike, by their short hashes, sorted: the first form of a row of their group's
/// `words.tsv` for both, and no cue or habit. They tell a topic rather than a language.
///
/// # Errors
/// Where a table is malformed.
pub(super) fn shared(lexicons: &Lexicons, cues: &Cues, first: Lang, second: Lang) -> Result<Vec<u32>, LexiconError> {
    let mut shared = Vec::new();
    for group in lexicons.groups(first, second)? {
        for file in lexicons.versions(&format!("{}/words.tsv", group.folder))? {
            // A kind and an example stand behind the languages.
            let table = Table::parse(&file, group.columns + 2)?;
            for row in table.rows() {
                let form = |column: usize| {
                    let cell = if row.cells[column].starts_with('=') { row.cells[0] } else { row.cells[column] };
                    cell.split('|').next().unwrap_or_default().trim()
                };
                let word = form(group.src);
                if word == form(group.trg) && word != "-" && !word.contains(' ') {
                    shared.push(word_hash(word));
                }
            }
        }
    }
    shared.retain(|&hash| cues.side(hash) == 0);
    let mut shared: Vec<u32> = shared.into_iter().map(short).collect();
    shared.sort_unstable();
    shared.dedup();
    Ok(shared)
}

/// The words that two close languages use alike.
#[derive(Debug, Default)]
pub(super) struct Shared(FxHashSet<u32>);

impl Shared {
    /// From short hashes, as [`shared`] gives them.
    pub fn new(hashes: impl IntoIterator<Item = u32>) -> Shared {
        Shared(hashes.into_iter().collect())
    }

    /// Whether both use a word alike, by the hash of the word.
    pub fn has(&self, word: u64) -> bool {
        self.0.contains(&short(word))
    }
}

/// A word's hash as the model's file keeps it.
fn short(word: u64) -> u32 {
    (word >> 32) as u32
}
