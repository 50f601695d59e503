//! Hyphens with a space behind them: `Rusia- Jepun`, `mem- bantu`.

use super::Context;
use super::reach::{before, letters_after, letters_before};
use crate::model::Edit;

pub fn edits(text: &str, context: &Context<'_>) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (at, _) in text.match_indices("- ") {
        let (left, right) = (letters_before(text, at), letters_after(text, at + 2));
        if left.is_empty() || right.is_empty() || context.knowledge.joins_halves(right) {
            continue;
        }
        let is_upper = |s: &str| s.starts_with(char::is_uppercase);
        // Small before capital, or the place at the head of a report, is a dash written short.
        let is_place = left.chars().count() > 2 && left.chars().all(char::is_uppercase);
        let is_dash = is_upper(right) && (!is_upper(left) || is_place);
        let outer = before(text, at - left.len());
        if !is_dash && outer.is_none_or(|c| c.is_whitespace() || "(\"“‘'[-".contains(c)) {
            edits.push(Edit::new(at + 1..at + 2, ""));
        }
    }
    edits
}
