//! The tables of a group of languages, read row by row without a copy of what is compiled in.

use std::borrow::Cow;

use super::{LexiconError, TableFile};

/// Calls `take` with the cells of each row of a group's table.
///
/// Cells of a built-in file are borrowed from the binary, so that reading twenty thousand rows costs no more than
/// finding their tabs.
///
/// # Errors
/// A row with another number of cells than one for each language, a kind and an example.
pub(super) fn each_row(
    file: TableFile,
    languages: usize,
    mut take: impl FnMut(&[Cow<'static, str>]),
) -> Result<(), LexiconError> {
    let mut cells: Vec<Cow<'static, str>> = Vec::with_capacity(languages + 2);
    let malformed = |name: &str, line: usize, count: usize| LexiconError::Malformed {
        file: name.to_owned(),
        line,
        what: format!("{count} cells where {} belong; cells are divided by one tab", languages + 2),
    };
    let is_row = |line: &&str| !line.is_empty() && !line.starts_with('#');
    match file.text {
        Cow::Borrowed(text) => {
            for (i, line) in text.lines().enumerate().filter(|(_, line)| is_row(line)) {
                cells.clear();
                cells.extend(line.split('\t').map(Cow::Borrowed));
                if cells.len() != languages + 2 {
                    return Err(malformed(&file.name, i + 1, cells.len()));
                }
                take(&cells);
            }
        }
        Cow::Owned(text) => {
            for (i, line) in text.lines().enumerate().filter(|(_, line)| is_row(line)) {
                cells.clear();
                cells.extend(line.split('\t').map(|cell| Cow::Owned(cell.to_owned())));
                if cells.len() != languages + 2 {
                    return Err(malformed(&file.name, i + 1, cells.len()));
                }
                take(&cells);
            }
        }
    }
    Ok(())
}
