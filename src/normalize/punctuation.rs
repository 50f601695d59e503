//! Spaces before punctuation (`kata dia .`, `Dr .Ahmad`, `50 %`) and inside numbers (`54. 000`).

use super::Context;
use super::reach::{after, before, is_closing, is_letter};
use crate::model::Edit;

pub fn edits(text: &str, _: &Context<'_>) -> Vec<Edit> {
    let mut edits = Vec::new();
    for at in memchr::memchr_iter(b' ', text.as_bytes()) {
        let Some(previous) = before(text, at) else { continue };
        let Some(mark) = after(text, at + 1) else { continue };
        if let Some(edit) = before_mark(text, at, previous, mark) {
            edits.push(edit);
        }
    }
    edits
}

fn before_mark(text: &str, at: usize, previous: char, mark: char) -> Option<Edit> {
    let behind = at + 1 + mark.len_utf8();
    let is_word = is_letter(previous) || previous.is_numeric();
    let deleted = Some(Edit::new(at..at + 1, ""));
    match mark {
        '%' if previous.is_ascii_digit() => {
            let next = after(text, behind);
            next.is_none_or(|n| !n.is_alphanumeric()).then(|| Edit::new(at..at + 1, ""))
        }
        ',' | ';' | ':' | '!' | '?' | '.' if is_word || is_closing(previous) || previous == '%' => {
            // Several marks are one (`??`); several points are an ellipsis, before which a space may stand.
            let run = text[at + 1..].bytes().take_while(|&b| b == mark as u8).count();
            let end = at + 1 + run;
            if mark == '.' && (run > 1 || is_ellipsis(text, end)) || !matches!(mark, '!' | '?') && run > 1 {
                return None;
            }
            match after(text, end) {
                None | Some('\n') => deleted,
                Some(' ') => {
                    let between_digits = previous.is_ascii_digit()
                        && text[end..].trim_start_matches(' ').starts_with(|c: char| c.is_ascii_digit());
                    if between_digits { None } else { deleted }
                }
                Some(next) if is_closing(next) && next != ')' => deleted,
                Some(')') if matches!(mark, '.' | '!' | '?') => deleted,
                Some(next) if mark == ',' && is_letter(next) => Some(Edit::new(at..end, ", ")),
                Some(next) if mark == '.' && next.is_uppercase() && is_letter(previous) => {
                    let is_name = after(text, end + next.len_utf8()).is_some_and(char::is_lowercase);
                    is_name.then(|| Edit::new(at..end, ". "))
                }
                Some('0') if mark == '.' && previous.is_ascii_digit() && is_thousand(text, end) => deleted,
                Some(_) => None,
            }
        }
        // `54. 000`: no sentence begins with three noughts.
        '0' if matches!(previous, '.' | ',') && is_thousand(text, at + 1) => {
            before(text, at - 1).is_some_and(|c| c.is_ascii_digit()).then(|| Edit::new(at..at + 1, ""))
        }
        _ => None,
    }
}

/// Whether a point that ends at `end` is followed by a space and a point.
fn is_ellipsis(text: &str, end: usize) -> bool {
    text[end..].starts_with(" .")
}

/// Whether exactly three noughts stand at `at`.
fn is_thousand(text: &str, at: usize) -> bool {
    text[at..].starts_with("000") && !after(text, at + 3).is_some_and(|c| c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::super::testing::bare;

    #[test]
    fn marks_stand_behind_their_words() {
        assert_eq!(bare("Mereka pulang ."), "Mereka pulang.");
        assert_eq!(bare("Ir .Sofian hadir"), "Ir. Sofian hadir");
        assert_eq!(bare("satu ,dua , tiga"), "satu, dua, tiga");
        assert_eq!(bare("Betulkah ?? Ya !"), "Betulkah?? Ya!");
        assert_eq!(bare("naik 12 % sahaja"), "naik 12% sahaja");
        assert_eq!(bare("sejumlah 25. 000 orang dan 10 .000 lagi"), "sejumlah 25.000 orang dan 10.000 lagi");
    }

    #[test]
    fn marks_that_stand_alone_stay() {
        for text in ["x . . . y", "nisbah 3 : 1", "senyum :)", "fail .txt", "5 .. 6", "guna .NET", "habis ..."] {
            assert_eq!(bare(text), text);
        }
    }
}
