//! What stands before and behind a terminator.

use super::chars::{is_bullet, is_closing_bracket, is_dash, is_opener, is_opening_quote};

/// How far back and ahead a word is read, in characters; longer ones are no abbreviation.
const REACH: usize = 40;

/// The letters, digits and inner marks right before `at`: `Y.Bhg`, `dan`, `12.3`.
pub(super) fn token_before(text: &str, at: usize) -> &str {
    let inner = |c: char| c.is_alphanumeric() || matches!(c, '.' | '\'' | '’' | '-' | '&' | '/') || is_mark(c);
    let start =
        text[..at].char_indices().rev().take(REACH).take_while(|&(_, c)| inner(c)).last().map_or(at, |(i, _)| i);
    text[start..at].trim_start_matches(|c: char| !c.is_alphanumeric())
}

/// The word before `at`, white space between them left out; empty where another mark stands between.
pub(super) fn word_before(text: &str, at: usize) -> &str {
    let head = text[..at].trim_end();
    let letter = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-') || is_mark(c);
    let start =
        head.char_indices().rev().take(REACH).take_while(|&(_, c)| letter(c)).last().map_or(head.len(), |(i, _)| i);
    &head[start..]
}

/// The word at `at`, which may be empty.
pub(super) fn word_at(text: &str, at: usize) -> &str {
    let rest = &text[at..];
    let mut end = 0;
    for (i, c) in rest.char_indices().take(REACH) {
        let joins = matches!(c, '\'' | '’' | '-') && rest[i + c.len_utf8()..].starts_with(char::is_alphanumeric);
        if !(c.is_alphanumeric() || is_mark(c) || joins && i > 0) {
            break;
        }
        end = i + c.len_utf8();
    }
    &rest[..end]
}

/// The letters, digits and inner points at `at`, without a last point: `M.Si`, `Dr`.
pub(super) fn token_at(text: &str, at: usize) -> &str {
    let rest = &text[at..];
    let end = rest.char_indices().take(REACH).find(|&(_, c)| !c.is_alphanumeric() && c != '.');
    rest[..end.map_or_else(|| word_at(text, at).len(), |(i, _)| i)].trim_end_matches('.')
}

fn is_mark(c: char) -> bool {
    !c.is_ascii() && unicode_normalization::char::is_combining_mark(c)
}

/// How what follows begins.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Begin {
    /// With a capital.
    Upper,
    /// With a small letter.
    Lower,
    /// With a digit.
    Digit,
    /// With a letter of a script without case.
    Other,
    /// With something else, or not at all.
    Nothing,
}

/// What follows a terminator.
pub(super) struct Next<'a> {
    /// Its first word, behind what opens it.
    pub word: &'a str,
    /// Where the word stands.
    pub at: usize,
    pub begin: Begin,
    /// The first quotation mark or bracket before the word.
    pub opener: Option<char>,
    /// Whether a dash stands before the word.
    pub dash: bool,
    /// Whether a bracket closes right behind the word.
    pub closed: bool,
    /// Whether a comma or the like stands there instead of a word.
    pub punctuation: bool,
}

impl Next<'_> {
    /// Reads what follows `from`.
    pub fn read(text: &str, from: usize) -> Next<'_> {
        let mut at = from + text[from..].len() - text[from..].trim_start().len();
        let (mut opener, mut dash) = (None, false);
        for c in text[at..].chars().take(REACH) {
            if is_opener(c) {
                opener = opener.or(Some(c));
            } else if is_dash(c) {
                dash = true;
            } else if !is_bullet(c) && !c.is_whitespace() {
                break;
            }
            at += c.len_utf8();
        }
        let word = word_at(text, at);
        let punctuation = opener.is_none() && !dash && text[at..].starts_with([',', ';', ':']);
        let closed = text[at + word.len()..].starts_with(is_closing_bracket);
        Next { word, at, closed, begin: begin(word), opener, dash, punctuation }
    }

    /// Whether a quotation of more than one word opens: not a nickname (`W. "Bill" Gates`).
    pub fn quotes_a_clause(&self, text: &str) -> bool {
        let closes = text[self.at + self.word.len()..].starts_with(['"', '”', '’', '\'', '“', '»']);
        !closes && self.opener.is_some_and(|c| c == '"' || is_opening_quote(c))
    }
}

fn begin(word: &str) -> Begin {
    let mut chars = word.chars();
    match chars.next() {
        None => Begin::Nothing,
        Some(c) if c.is_numeric() => Begin::Digit,
        Some(c) if c.is_uppercase() => Begin::Upper,
        // iPhone, al-Azhar
        Some(c) if c.is_lowercase() => {
            if chars.any(char::is_uppercase) {
                Begin::Upper
            } else {
                Begin::Lower
            }
        }
        Some(_) => Begin::Other,
    }
}

/// Whether a word is a Roman number in small letters, as items have it (`iv`).
pub(super) fn is_small_roman(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'))
}

/// Whether a word is a Roman number in capitals.
pub(super) fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L' | b'C' | b'D' | b'M'))
}

/// Whether a token is letters and points by turns (`S.H`, `M.Si`, `s.a.w`): an abbreviation, whether known or not.
pub(super) fn is_acronym(token: &str) -> bool {
    let mut parts = token.split('.');
    let short = |part: &str| !part.is_empty() && part.chars().count() <= 4 && part.chars().all(char::is_alphabetic);
    token.contains('.') && token.split('.').any(|part| part.chars().count() == 1) && parts.all(short)
}

/// Whether a token is a short word without a vowel (`Kpt`, `hlm`), not one with several capitals (`MDGs`).
pub(super) fn is_vowelless(token: &str) -> bool {
    token.len() >= 2
        && token.len() <= 5
        && token.bytes().all(|b| b.is_ascii_alphabetic() && !b"aeiouyAEIOUY".contains(&b))
        && token.bytes().skip(1).all(|b| b.is_ascii_lowercase())
}
