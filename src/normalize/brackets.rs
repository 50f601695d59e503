//! Spaces inside brackets and quotes: `( Menteri )`, `“ saya ”`, `" Ya, "`.

use super::Context;
use super::reach::{after, before, is_letter};
use crate::model::Edit;

/// How long, in bytes, what stands in brackets may be.
const LONGEST: usize = 400;

pub fn edits(text: &str, _: &Context<'_>) -> Vec<Edit> {
    let mut edits = Vec::new();
    round(text, &mut edits);
    // In German and its neighbours “ closes.
    if !text.contains('„') {
        curly(text, &mut edits);
    }
    straight(text, &mut edits);
    edits.sort_by_key(|e| e.range.start);
    edits.dedup();
    edits
}

/// What stands in brackets has to look like words, since faces are drawn with brackets too.
fn round(text: &str, edits: &mut Vec<Edit>) {
    for (open, close) in [(b'(', b')'), (b'[', b']')] {
        let mut opened = None;
        for at in memchr::memchr2_iter(open, close, text.as_bytes()) {
            if text.as_bytes()[at] == open {
                opened = Some(at + 1);
                continue;
            }
            let Some(start) = opened.take() else { continue };
            let inside = &text[start..at];
            if inside.len() > LONGEST || !inside.chars().all(is_of_words) || !inside.contains(char::is_alphanumeric) {
                continue;
            }
            let left = inside.len() - inside.trim_start_matches(' ').len();
            let right = inside.len() - inside.trim_end_matches(' ').len();
            if left > 0 {
                edits.push(Edit::new(start..start + left, ""));
            }
            if right > 0 {
                edits.push(Edit::new(at - right..at, ""));
            }
        }
    }
}

fn is_of_words(c: char) -> bool {
    is_letter(c) || c.is_numeric() || " .,;:!?'\"/%&+-–—’‘“”$£€@…".contains(c)
}

fn curly(text: &str, edits: &mut Vec<Edit>) {
    for (at, quote) in text.match_indices(['“', '‘']) {
        let inner = at + quote.len();
        let apart = before(text, at).is_none_or(|c| c.is_whitespace() || "([“‘\"".contains(c));
        let space = text[inner..].starts_with(' ');
        if apart && space && after(text, inner + 1).is_some_and(char::is_alphanumeric) {
            edits.push(Edit::new(inner..inner + 1, ""));
        }
    }
    for (at, quote) in text.match_indices(['”', '’']) {
        let Some(start) = text[..at].strip_suffix(' ').map(str::len) else { continue };
        let behind = before(text, start).is_some_and(|c| c.is_alphanumeric() || ".,!?…".contains(c));
        let apart = after(text, at + quote.len()).is_none_or(|c| c.is_whitespace() || ".,;:!?)".contains(c));
        if behind && apart {
            edits.push(Edit::new(start..at, ""));
        }
    }
}

/// Straight quotes open and close in turn; a line in which they do not pair is left alone.
fn straight(text: &str, edits: &mut Vec<Edit>) {
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let places: Vec<usize> = memchr::memchr_iter(b'"', line.as_bytes()).map(|at| offset + at).collect();
        offset += line.len();
        if places.len() % 2 == 1 {
            continue;
        }
        for pair in places.chunks_exact(2) {
            let (open, close) = (pair[0], pair[1]);
            let opens = before(text, open).is_none_or(|c| c.is_whitespace() || "([".contains(c));
            let closes = after(text, close + 1).is_none_or(|c| c.is_whitespace() || ".,;:!?)]".contains(c));
            let inside = &text[open + 1..close];
            if !opens || !closes || !inside.contains(char::is_alphanumeric) {
                continue;
            }
            if inside.starts_with(' ') && !inside.starts_with("  ") {
                edits.push(Edit::new(open + 1..open + 2, ""));
            }
            if inside.ends_with(' ') && !inside.ends_with("  ") && inside.len() > 1 {
                edits.push(Edit::new(close - 1..close, ""));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::bare;

    #[test]
    fn no_space_stands_inside() {
        assert_eq!(bare("Ketua ( Pemangku ) itu"), "Ketua (Pemangku) itu");
        assert_eq!(bare("“ Tidak ” katanya"), "“Tidak” katanya");
        assert_eq!(bare("\" Tidak , \" katanya"), "\"Tidak,\" katanya");
        assert_eq!(bare("kata \" ya \" dan \" tidak \" lagi"), "kata \"ya\" dan \"tidak\" lagi");
    }

    #[test]
    fn faces_and_measures_stay() {
        for text in [
            "( ͡° ͜ʖ ͡°)",
            "( ¬ ¬ )",
            "5\" dan 6\" panjang",
            "satu \" sahaja",
            "mula,\" katanya. \"Kita mula,\" katanya",
            "„ saya “ kata",
            "’ n dag",
        ] {
            assert_eq!(bare(text), text);
        }
    }
}
