//! What is known of languages and of what their words are to each other: the files of `lexicons/`, read and looked up.
//!
//! A folder named after one language (`ms`) is its pack; a folder that joins languages with hyphens (`ms-id-en`)
//! holds tables with a column for each of them. The built-in files are compiled into the binary; a folder given
//! with `--lexicons` in the same layout extends them row by row, and its rows come first.

mod affixes;
mod bilingual;
mod check;
mod coverage;
mod dic;
mod files;
mod forms;
mod learned;
mod morphology;
mod numbers;
mod pack;
mod table;
mod words;

use std::path::PathBuf;

pub use bilingual::{Bilingual, End, Entry, Match, Token, Via};
pub use check::{Problem, check};
pub use coverage::Coverage;
pub use dic::{read_dic, write_dic};
pub use files::{Lexicons, TableFile};
pub use learned::{Learned, UNIT};
pub use morphology::{Analysis, Formation, Morphology};
pub use numbers::{Numbers, Value};
pub use pack::{Abbreviation, AbbreviationKind, BoilerplateRow, Pack, Profile, Prose, Scope, Sentences};
pub use table::{Row, Table};

/// What is wrong with a file of the lexicons.
#[derive(Debug, thiserror::Error)]
pub enum LexiconError {
    /// A row or value that cannot be taken as it is.
    #[error("{file}:{line}: {what}")]
    Malformed {
        /// File, relative to the lexicons' folder.
        file: String,
        /// Line, from 1.
        line: usize,
        /// What is wrong, and what to do.
        what: String,
    },
    /// A file or folder that cannot be read.
    #[error("{path}: {source}", path = path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
}

/// A TOML file as a value; what is wrong with it is told by its line.
fn from_toml<T: serde::de::DeserializeOwned>(file: &TableFile) -> Result<T, LexiconError> {
    toml::from_str(&file.text).map_err(|error| {
        let line = error.span().map_or(1, |span| file.text[..span.start].matches('\n').count() + 1);
        LexiconError::Malformed { file: file.name.clone(), line, what: error.message().to_owned() }
    })
}
