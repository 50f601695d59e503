//! Hyphens with a space beside them: `Rusia- Jepun`, `kanak -kanak`, `mem- bantu`, `ke- 21`.

use super::Context;
use super::hyphens::{Verdict, is_reduplication, verdict};
use super::knowledge::{Knowledge, Part};
use super::reach::{after, before, letters_after, letters_before};
use crate::model::Edit;

pub fn edits(text: &str, context: &Context<'_>) -> Vec<Edit> {
    let mut edits = Vec::new();
    for at in memchr::memchr_iter(b'-', text.as_bytes()) {
        let range = if text[at + 1..].starts_with(' ') {
            at + 1..at + 2
        } else if text[..at].ends_with(' ') {
            at - 1..at
        } else {
            continue;
        };
        let (end, begin) = (range.start.min(at), range.end.max(at + 1));
        let (left, right) = (letters_before(text, end), letters_after(text, begin));
        let outer = before(text, end - left.len());
        let apart = outer.is_none_or(|c| c.is_whitespace() || "(\"“‘'[-".contains(c));
        if left.is_empty() || !apart {
            continue;
        }
        let hung = range.start == at + 1;
        let joined = if right.is_empty() {
            let digit = after(text, begin).is_some_and(|c| c.is_ascii_digit());
            digit && context.knowledge.part(&left.to_lowercase()) == Some(Part::Affix)
        } else if hung {
            !context.knowledge.joins_halves(right) && belongs(left, right, context.knowledge)
        } else {
            is_reduplication(&left.to_lowercase(), right)
        };
        if joined {
            edits.push(Edit::new(range, ""));
        }
    }
    edits
}

/// Whether a hyphen that hangs on the first of two words joins them, rather than being a dash written short.
fn belongs(left: &str, right: &str, knowledge: &Knowledge) -> bool {
    let is_upper = |s: &str| s.starts_with(char::is_uppercase);
    let (l, r) = (left.to_lowercase(), right.to_lowercase());
    if is_upper(left) && is_upper(right) {
        // Two names (`Rusia- Jepun`); a place in capitals stands at the head of a report, with a dash behind it.
        let is_place = left.chars().all(char::is_uppercase);
        return !(is_place || knowledge.is_english() && knowledge.knows(&r));
    }
    is_reduplication(&l, &r)
        || matches!(knowledge.part(&l), Some(Part::Prefix | Part::Affix))
        || knowledge.part(&r) == Some(Part::Clitic)
        || verdict(left, right, knowledge) == Verdict::Join
}

#[cfg(test)]
mod tests {
    use super::super::testing::malay;

    #[test]
    fn the_space_goes() {
        assert_eq!(malay("sempadan Iran- Iraq"), "sempadan Iran-Iraq");
        assert_eq!(malay("semua rumah- rumah dan kedai -kedai"), "semua rumah-rumah dan kedai-kedai");
        assert_eq!(malay("abad ke- 19"), "abad ke-19");
        assert_eq!(malay("tolong- menolong"), "tolong-menolong");
        assert_eq!(malay("mem- bina"), "membina");
    }

    #[test]
    fn dashes_and_halves_stay() {
        for text in ["pra- dan pascaperang", "KUANTAN- Polis tiba", "ahli itu- kata polis", "dia -kata polis", "a - b"]
        {
            assert_eq!(malay(text), text);
        }
    }
}
