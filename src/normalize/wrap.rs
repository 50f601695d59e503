//! Line breaks inside paragraphs (hard wrapping) undone; lists, headings and short last lines keep theirs.
//!
//! A break is a wrap for certain where the next line goes on in small letters, or where this one ends in a hyphen or
//! in a word that cannot end anything (`dengan`). Once a paragraph has such a break, its width is known, and lines
//! that were full are wrapped too: those to which the first word of the next one could not be added.

use super::Context;
use super::hyphens::{self, Verdict};
use super::knowledge::Knowledge;
use super::reach::{letters_after, letters_before};
use crate::model::Edit;

/// Least and most width, in characters, to which text is wrapped; longer lines are whole paragraphs.
const WIDTHS: std::ops::RangeInclusive<usize> = 16..=132;

/// How a line break is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Break {
    /// It stays.
    Kept,
    /// It becomes a space if the line was full.
    IfFull,
    /// It becomes a space.
    Space,
    /// It goes with the hyphen before it.
    Word,
    /// It goes; the hyphen before it stays.
    Hyphen,
}

pub fn edits(text: &str, context: &Context<'_>) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut offset = 0;
    let mut lines: Vec<(usize, &str)> = Vec::new();
    for line in text.split_inclusive('\n') {
        let body = line.strip_suffix('\n').unwrap_or(line);
        if body.trim().is_empty() {
            paragraph(text, &lines, context.knowledge, &mut edits);
            lines.clear();
        } else {
            lines.push((offset, body));
        }
        offset += line.len();
    }
    paragraph(text, &lines, context.knowledge, &mut edits);
    edits
}

/// The changes of lines between two empty ones.
fn paragraph(text: &str, lines: &[(usize, &str)], knowledge: &Knowledge, edits: &mut Vec<Edit>) {
    let width = |line: &str| line.trim_end().chars().count();
    let widest = lines.iter().map(|(_, line)| width(line)).max().unwrap_or(0);
    let breaks: Vec<Break> = lines.windows(2).map(|two| judged(two[0].1, two[1].1, knowledge)).collect();
    let wrapped =
        WIDTHS.contains(&widest) && breaks.iter().any(|b| matches!(b, Break::Space | Break::Word | Break::Hyphen));
    for (two, &kind) in lines.windows(2).zip(&breaks) {
        let (line, next) = (two[0].1, two[1].1);
        let first = next.split_whitespace().next().map_or(0, |w| w.chars().count());
        let full = wrapped && (width(line) + 1 + first > widest || runs_on(line, width(line), widest));
        let end = two[0].0 + line.trim_end().len();
        let begin = two[1].0 + next.len() - next.trim_start().len();
        match kind {
            Break::Space => edits.push(Edit::new(end..begin, " ")),
            Break::IfFull if full => edits.push(Edit::new(end..begin, " ")),
            Break::Hyphen => edits.push(Edit::new(end..begin, "")),
            Break::Word => {
                let hyphen = text[..end].chars().next_back().map_or(0, char::len_utf8);
                edits.push(Edit::new(end - hyphen..begin, ""));
            }
            Break::IfFull | Break::Kept => {}
        }
    }
}

/// Least width, in characters, of text whose lines are unequal and yet wrapped, and how much of it a line has to fill.
const UNEQUAL: (usize, usize) = (50, 55);

/// Whether a line of wide text stops in the middle of a sentence: filled by more than half, without a mark at its
/// end, and no title, in which most words have capitals.
fn runs_on(line: &str, width: usize, widest: usize) -> bool {
    let line = line.trim_end();
    let quoted = line.strip_suffix(['”', '"', '’']).unwrap_or(line);
    let ended = quoted.ends_with(['.', '!', '?', ':', ';', '…']) || quoted.len() < line.len() && !quoted.ends_with(',');
    let words = line.split_whitespace().filter(|w| w.starts_with(char::is_alphabetic));
    let (small, all) = words.fold((0, 0), |(s, n), w| (s + usize::from(w.starts_with(char::is_lowercase)), n + 1));
    widest >= UNEQUAL.0 && width * 100 >= widest * UNEQUAL.1 && !ended && small * 2 > all
}

fn judged(line: &str, next: &str, knowledge: &Knowledge) -> Break {
    let (line, next) = (line.trim_end(), next.trim_start());
    if is_item(next) {
        return Break::Kept;
    }
    if let Some(kind) = hyphenated(line, next, knowledge) {
        return kind;
    }
    let last = letters_before(line, line.len());
    let ended = line.ends_with(['.', '!', '?', ':', '”', '"', '…']);
    let words = line.split_whitespace().count();
    let carrier = knowledge.is_carrier(last) && words > 1;
    if carrier && (last.starts_with(char::is_lowercase) || is_capitals(line) && is_capitals(next)) {
        return Break::Space;
    }
    let small = next.starts_with(char::is_lowercase);
    if small && !ended && (words > 2 || line.chars().count() >= *WIDTHS.start()) {
        return Break::Space;
    }
    if line.ends_with(':') || is_capitals(line) != is_capitals(next) { Break::Kept } else { Break::IfFull }
}

/// A line that ends in a hyphen, visible or not, behind a letter.
fn hyphenated(line: &str, next: &str, knowledge: &Knowledge) -> Option<Break> {
    let hyphen = line.chars().next_back().filter(|c| matches!(c, '-' | '\u{2010}' | '\u{ad}' | '¬'))?;
    let stem = &line[..line.len() - hyphen.len_utf8()];
    let (left, right) = (letters_before(stem, stem.len()), letters_after(next, 0));
    if left.is_empty() || right.is_empty() {
        return None;
    }
    if hyphen != '-' && hyphen != '\u{2010}' {
        return Some(Break::Word);
    }
    let compound = stem[..stem.len() - left.len()].ends_with('-');
    Some(match hyphens::verdict(left, right, knowledge) {
        _ if compound => Break::Hyphen,
        Verdict::Keep => Break::Hyphen,
        Verdict::Join | Verdict::Unsure => Break::Word,
    })
}

/// Whether all letters of a line are capitals.
fn is_capitals(line: &str) -> bool {
    line.chars().any(char::is_uppercase) && !line.chars().any(char::is_lowercase)
}

/// Whether a line begins an item of a list: a bullet, or a number or letter with a point or bracket.
fn is_item(line: &str) -> bool {
    let mut chars = line.chars();
    let Some(first) = chars.next() else { return true };
    if "-–—*•●○■□▪▫◦‣·»>+".contains(first) {
        return chars.next().is_none_or(|c| c.is_whitespace());
    }
    let label = line.trim_start_matches('(');
    let head = label.find(|c: char| !c.is_alphanumeric()).unwrap_or(label.len());
    let (label, rest) = label.split_at(head);
    let numbered = label.len() <= 3 && label.bytes().all(|b| b.is_ascii_digit());
    let lettered = label.len() == 1 || label.len() <= 4 && label.bytes().all(|b| b"ivxIVX".contains(&b));
    let marked = rest.starts_with(['.', ')']) && rest[1..].starts_with([' ', '\t']);
    !label.is_empty() && (numbered || lettered) && marked
}

#[cfg(test)]
mod tests {
    use super::super::testing::malay;

    #[test]
    fn lines_of_a_paragraph_are_one() {
        let text =
            "Majlis itu dihadiri oleh wakil dari\nBrunei, Kemboja dan negara jiran yang\nlain. Acara tamat malam.";
        assert_eq!(malay(text), text.replace('\n', " "));
        assert_eq!(malay("bersetuju me-\nngambil langkah"), "bersetuju mengambil langkah");
        assert_eq!(malay("sempadan Rusia-\nJepun"), "sempadan Rusia-Jepun");
        assert_eq!(malay("semua kanak-\nkanak itu"), "semua kanak-kanak itu");
        assert_eq!(malay("pem\u{ad}\nbinaan rumah"), "pembinaan rumah");
    }

    #[test]
    fn other_lines_stay() {
        for text in [
            "Pelabuhan Baharu Dibuka\nOleh Siti\nHari ini cuaca baik.",
            "1. satu perkara\n2. perkara lain\n(a) lagi satu",
            "• nasi goreng\n• mi goreng",
            "BAB DUA\n\nKAJIAN LEPAS",
            "Kata beliau tiada masalah.\nMenteri itu hadir.",
            "Bahan:\ngaram\ngula",
        ] {
            assert_eq!(malay(text), text);
        }
    }
}
