//! Spaces more than one, tabs, and spaces at the ends of lines.

use super::Context;
use super::reach::{after, before, is_letter};
use crate::model::Edit;

pub fn edits(text: &str, _: &Context<'_>) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut at = 0;
    let is_blank = |b: &u8| matches!(b, b' ' | b'\t');
    let bytes = text.as_bytes();
    while let Some(found) = bytes[at..].iter().position(is_blank) {
        let start = at + found;
        let end = start + bytes[start..].iter().take_while(|&b| is_blank(b)).count();
        at = end;
        let (previous, next) = (before(text, start), after(text, end));
        let with = match (previous, next) {
            (None, _) | (_, None | Some('\n')) => "",
            // The indentation of a line says what kind of line it is.
            (Some('\n'), _) => continue,
            (Some(p), Some(n)) => {
                let run = &text[start..end];
                if run == " " || (run.len() > 1 && !run.contains('\t') && !is_prose(p, n)) {
                    continue;
                }
                " "
            }
        };
        edits.push(Edit::new(start..end, with));
    }
    edits
}

/// Whether spaces between two characters are those of running text, rather than of a drawing.
fn is_prose(previous: char, next: char) -> bool {
    let is_word = |c: char| is_letter(c) || c.is_numeric();
    let is_mark = |c: char| ".,;:!?\"'“”‘’«»–—…-%&/$£€".contains(c);
    is_word(previous) || is_word(next) || (is_mark(previous) && is_mark(next))
}

#[cfg(test)]
mod tests {
    use super::super::knowledge::Knowledge;
    use super::super::{Normalizer, Options};

    #[test]
    fn one_space_is_enough() {
        let normalizer = Normalizer::with_knowledge(Knowledge::default(), Options::default());
        assert_eq!(normalizer.normalize_str(" satu   dua\ttiga "), "satu dua tiga");
        assert_eq!(normalizer.normalize_str("- satu  \n  - dua"), "- satu\n  - dua");
        assert_eq!(normalizer.normalize_str("(   `~´   )"), "(   `~´   )");
    }
}
