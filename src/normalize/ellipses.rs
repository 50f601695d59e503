//! Ellipses written with spaces where a text, line or quotation ends: `. . .` becomes `...`.
//!
//! Inside a sentence they mark what was left out, and their form is a matter of style.

use super::Context;
use super::reach::{before, is_closing};
use crate::model::Edit;

pub fn edits(text: &str, _: &Context<'_>) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut from = 0;
    while let Some(found) = text[from..].find(". .") {
        let start = from + found;
        let mut end = start + 1;
        let mut points = 1;
        while text[end..].starts_with(" .") {
            end += 2;
            points += 1;
        }
        from = end;
        let rest = text[end..].trim_start_matches(is_closing);
        let ends = rest.is_empty() || rest.starts_with('\n');
        let alone = before(text, start) != Some('.') && !text[end..].starts_with('.');
        if points >= 3 && ends && alone {
            edits.push(Edit::new(start..end, ".".repeat(points)));
        }
    }
    edits
}

#[cfg(test)]
mod tests {
    use super::super::knowledge::Knowledge;
    use super::super::{Normalizer, Options};

    #[test]
    fn ellipses_close_up_at_ends_alone() {
        let normalizer = Normalizer::with_knowledge(Knowledge::default(), Options::default());
        assert_eq!(normalizer.normalize_str("kerjasama . . ."), "kerjasama ...");
        assert_eq!(normalizer.normalize_str("“entah . . . .”"), "“entah ....”");
        assert_eq!(normalizer.normalize_str("satu . . . dua"), "satu . . . dua");
    }
}
