//! The tables of a group of languages, read row by row without a copy of their cells.

use memchr::memchr2_iter;

use super::LexiconError;

/// Calls `take` with the cells of each row of a group's table, its example left out, and with where in `text` each
/// begins.
///
/// Tabs and line breaks are found in one pass over the bytes; nothing is copied.
///
/// # Errors
/// A row with another number of cells than one for each language, a kind and an example.
pub(super) fn each_row<'a>(
    name: &str,
    text: &'a str,
    languages: usize,
    mut take: impl FnMut(&[&'a str], &[usize]),
) -> Result<(), LexiconError> {
    let mut cells: Vec<&'a str> = Vec::with_capacity(languages + 2);
    let mut starts: Vec<usize> = Vec::with_capacity(languages + 2);
    let (mut line, mut row, mut cell) = (1, 0, 0);
    let ends = memchr2_iter(b'\t', b'\n', text.as_bytes()).chain([text.len()]);
    for end in ends {
        let tab = text.as_bytes().get(end) == Some(&b'\t');
        cells.push(&text[cell..end]);
        starts.push(cell);
        cell = end + 1;
        if tab {
            continue;
        }
        let whole = &text[row..end];
        if !whole.trim_end_matches('\r').is_empty() && !whole.starts_with('#') {
            if cells.len() != languages + 2 {
                let what =
                    format!("{} cells where {} belong; cells are divided by one tab", cells.len(), languages + 2);
                return Err(LexiconError::Malformed { file: name.to_owned(), line, what });
            }
            take(&cells[..=languages], &starts);
        }
        cells.clear();
        starts.clear();
        line += 1;
        row = cell;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Result<Vec<String>, LexiconError> {
        let mut rows = Vec::new();
        each_row("words.tsv", text, 2, |cells, starts| rows.push(cells.join(" ") + &text[starts[0]..starts[0] + 1]))?;
        Ok(rows)
    }

    #[test]
    fn rows_are_read_without_their_examples() -> Result<(), LexiconError> {
        let text = "# a comment\tof\nrumah\thouse\tn\trumah besar = a big house\r\n\nbuku\tbook\tn\tbuku = book";
        assert_eq!(rows(text)?, ["rumah house nr", "buku book nb"]);
        assert!(rows("")?.is_empty());
        Ok(())
    }

    #[test]
    fn a_row_of_other_cells_is_named() {
        let told = rows("rumah\thouse\tn\t-\nbuku\tbook\n").err().map(|e| e.to_string()).unwrap_or_default();
        assert!(told.starts_with("words.tsv:2: 2 cells"), "{told}");
    }
}
