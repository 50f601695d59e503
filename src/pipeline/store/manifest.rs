//! What an output folder says of itself.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Form of the folder: another one is not read.
pub const FORM: u32 = 1;

/// An input of the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its path as given.
    pub path: String,
    /// Its bytes.
    pub size: u64,
    /// Hash of its bytes.
    pub hash: u128,
}

impl Source {
    /// Rows of a table: path, size and hash with tabs between them.
    pub fn table(sources: &[Source]) -> String {
        let row = |s: &Source| {
            let path = s.path.replace('\\', "\\\\").replace('\t', "\\t").replace('\n', "\\n").replace('\r', "\\r");
            format!("{path}\t{}\t{:032x}\n", s.size, s.hash)
        };
        sources.iter().map(row).collect()
    }

    /// Reads the rows back; `None` where one is malformed.
    pub fn parse(table: &str) -> Option<Vec<Source>> {
        let source = |row: &str| {
            let mut cells = row.split('\t');
            let (path, size, hash) = (cells.next()?, cells.next()?.parse().ok()?, cells.next()?);
            let mut plain = String::new();
            let mut chars = path.chars();
            while let Some(c) = chars.next() {
                plain.push(match c {
                    '\\' => match chars.next()? {
                        't' => '\t',
                        'n' => '\n',
                        'r' => '\r',
                        other => other,
                    },
                    c => c,
                });
            }
            Some(Source { path: plain, size, hash: u128::from_str_radix(hash, 16).ok()? })
        };
        table.lines().map(source).collect()
    }
}

/// A shard as the manifest knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The file, below `shards/`.
    pub file: String,
    /// Hash of what went into it, in hexadecimal.
    pub key: String,
    /// Hash of its bytes (128 bits of XXH3), in hexadecimal.
    pub hash: String,
    /// Its bytes.
    pub bytes: u64,
}

/// Where the inputs stand with their sizes and hashes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// The file, in the folder.
    pub file: String,
    /// How many there are.
    pub count: usize,
}

/// The single truth about an output folder: what is not named here does not count.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Form of the folder.
    pub form: u32,
    /// Version of the program that wrote it.
    pub version: String,
    /// Hash of the settings, in hexadecimal.
    pub configuration: String,
    /// The settings.
    pub settings: Map<String, Value>,
    /// Hash of the lexicons, in hexadecimal.
    pub lexicons: String,
    /// How often the words were learned anew from all pages: 1 at first, one more with each `--relearn`.
    pub generation: u32,
    /// The inputs, in the order in which they came.
    pub inputs: Table,
    /// How many inputs there were behind each addition.
    pub rounds: Vec<usize>,
    /// Hashes of the addresses and paths that were forgotten, in hexadecimal.
    pub forgotten: Vec<String>,
    /// Whether the outputs are written.
    pub complete: bool,
    /// The outputs in the folder, with the hashes of their bytes.
    pub outputs: BTreeMap<String, String>,
    /// The work that is done, by name.
    pub shards: BTreeMap<String, Entry>,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_path_is_read_back(paths in prop::collection::vec("[a\\\\\t\n\r#/é]{1,8}", 0..6), size in any::<u64>()) {
            let sources: Vec<Source> =
                paths.into_iter().map(|path| Source { path, size, hash: u128::from(size) << 40 }).collect();
            prop_assert_eq!(Source::parse(&Source::table(&sources)), Some(sources));
        }
    }
}
