//! What is known of languages and of what their words are to each other: the files of `lexicons/`, read and looked up.
//!
//! A folder named after one language (`ms`) is its pack; a folder that joins languages with hyphens (`ms-id-en`)
//! holds tables with a column for each of them. The built-in files are compiled into the binary; a folder given
//! with `--lexicons` in the same layout extends them row by row, and its rows come first.

mod bilingual;
mod files;
mod pack;
mod table;

use std::path::PathBuf;

pub use bilingual::{Bilingual, End, Entry, Match};
pub use files::{Lexicons, TableFile};
pub use pack::{Abbreviation, AbbreviationKind, BoilerplateRow, Pack, Profile, Sentences};
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
