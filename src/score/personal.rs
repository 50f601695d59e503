//! Personal data: e-mail addresses, telephone numbers of Malaysia and Indonesia, identity numbers (MyKad, NIK).

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

/// Kinds of personal data with the words that stand in their place when they are replaced.
pub const PERSONAL_KINDS: [(&str, &str); 4] =
    [("email", "[EMAIL]"), ("mykad", "[ID]"), ("nik", "[ID]"), ("phone", "[PHONE]")];

/// MyKad numbers are a date of birth, a place and a serial number; NIKs have 16 digits, a date of birth in the middle.
static PATTERNS: LazyLock<Vec<(usize, Regex)>> = LazyLock::new(|| {
    let patterns = [
        r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}",
        r"\b\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])-\d{2}-\d{4}\b",
        r"\b\d{6}(?:[04][1-9]|[1256]\d|[37][01])(?:0[1-9]|1[0-2])\d{6}\b",
        r"(?:\+6[025][\s-]?|\b0)\d{1,3}[\s-]?\d{3,4}[\s-]?\d{3,5}\b",
    ];
    patterns.iter().enumerate().filter_map(|(kind, pattern)| Some((kind, Regex::new(pattern).ok()?))).collect()
});

/// Where a text has personal data, and of which kind (an index of [`PERSONAL_KINDS`]); in order, without overlaps.
pub fn find(text: &str) -> Vec<(Range<usize>, usize)> {
    if !text.bytes().any(|b| b == b'@' || b.is_ascii_digit()) {
        return Vec::new();
    }
    let mut found: Vec<(Range<usize>, usize)> = Vec::new();
    for (kind, pattern) in PATTERNS.iter() {
        for place in pattern.find_iter(text) {
            let range = place.range();
            let digits = text[range.clone()].bytes().filter(u8::is_ascii_digit).count();
            if *kind == 3 && !(8..=14).contains(&digits) {
                continue;
            }
            if found.iter().all(|(other, _)| other.end <= range.start || other.start >= range.end) {
                found.push((range, *kind));
            }
        }
    }
    found.sort_by_key(|(range, _)| range.start);
    found
}

/// Both sides with their personal data replaced by the same words.
pub fn replace(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (range, kind) in find(text) {
        out.push_str(&text[at..range.start]);
        out.push_str(PERSONAL_KINDS[kind].1);
        at = range.end;
    }
    out.push_str(&text[at..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kinds_are_found_and_replaced() {
        for (text, replaced) in [
            ("Tulis ke ali.baba@contoh.com.my segera", "Tulis ke [EMAIL] segera"),
            ("No. MyKad 850312-14-5567 hilang", "No. MyKad [ID] hilang"),
            ("NIK 3174052503850004 tercatat", "NIK [ID] tercatat"),
            ("Telefon +60 12-345 6789 atau 021-5551234.", "Telefon [PHONE] atau [PHONE]."),
            ("WA: +62 812 3456 7890", "WA: [PHONE]"),
        ] {
            assert_eq!(replace(text), replaced);
        }
    }

    #[test]
    fn prices_dates_and_large_numbers_are_left_alone() {
        for text in [
            "Rp33.000.000.000 pada 2018-03-03",
            "54.000 orang pada 1945",
            "RM1,250,000",
            "0,5 peratus",
            "skor 21-19, 21-17",
        ] {
            assert_eq!(replace(text), text);
        }
    }
}
