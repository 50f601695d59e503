//! Names and order of the columns that others expect.

use crate::model::{COLUMNS, Pair, Row};

/// Whose columns a file has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Profile {
    /// The columns of this program.
    #[default]
    Own,
    /// Bitextor's, as in the header of its `sent` files, and the remaining ones behind them: bifixer, bicleaner and
    /// tmxutil find columns by these names.
    Bitextor,
}

/// Bitextor's columns in its order, with the name of each here.
const BITEXTOR: [(&str, &str); 5] = [
    ("src_url", "src_url"),
    ("trg_url", "trg_url"),
    ("src_text", "src_text"),
    ("trg_text", "trg_text"),
    ("aligner_score", "score"),
];

impl Profile {
    /// The columns with the name of each here.
    fn names(self) -> Vec<(&'static str, &'static str)> {
        match self {
            Profile::Own => COLUMNS.iter().map(|&name| (name, name)).collect(),
            Profile::Bitextor => {
                let others = COLUMNS.iter().filter(|name| !BITEXTOR.iter().any(|(_, own)| own == *name));
                BITEXTOR.into_iter().chain(others.map(|&name| (name, name))).collect()
            }
        }
    }

    /// The columns, in order.
    pub fn columns(self) -> Vec<String> {
        self.names().into_iter().map(|(name, _)| name.to_owned()).collect()
    }

    /// A pair as a row of these columns.
    pub fn row(self, pair: &Pair) -> Row {
        let mut row = Row::from(pair);
        let cells = self.names().into_iter().map(|(name, own)| (name.to_owned(), row.remove(own).unwrap_or_default()));
        cells.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_stands_in_every_profile() {
        let columns = Profile::Bitextor.columns();
        assert_eq!(columns[..5], ["src_url", "trg_url", "src_text", "trg_text", "aligner_score"]);
        assert_eq!(columns.len(), COLUMNS.len());
        assert_eq!(Profile::Own.columns(), COLUMNS);
    }
}
