//! A text as the tokens that numbers, dates and times are made of.

use std::ops::Range;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Digits, with points and commas between them.
    Digits,
    /// Letters.
    Word,
    /// Any other character.
    Mark,
}

/// A token with its place.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) range: Range<usize>,
    pub(super) kind: Kind,
    /// Lower case.
    pub(super) text: String,
    /// Whether it begins with a capital.
    pub(super) capital: bool,
    /// Whether it follows the token before it without a space.
    pub(super) glued: bool,
}

impl Token {
    /// Whether it is this mark.
    pub(super) fn is(&self, mark: &str) -> bool {
        self.kind == Kind::Mark && self.text == mark
    }
}

/// The tokens of a text in order.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() {
            continue;
        }
        let mut end = start + c.len_utf8();
        let kind = if c.is_ascii_digit() {
            while let Some(&(at, next)) = chars.peek() {
                let rest = &text[at + next.len_utf8()..];
                let mark = matches!(next, '.' | ',') && rest.starts_with(|c: char| c.is_ascii_digit());
                let space = matches!(next, '\u{a0}' | '\u{202f}' | '\u{2009}') && is_group(rest);
                if !(next.is_ascii_digit() || mark || space) {
                    break;
                }
                end = at + next.len_utf8();
                chars.next();
            }
            Kind::Digits
        } else if c.is_alphabetic() {
            while let Some(&(at, next)) = chars.peek() {
                let apostrophe =
                    matches!(next, '\'' | '’') && text[at + next.len_utf8()..].starts_with(|c: char| c.is_alphabetic());
                if !(next.is_alphabetic() || apostrophe) {
                    break;
                }
                end = at + next.len_utf8();
                chars.next();
            }
            Kind::Word
        } else {
            Kind::Mark
        };
        let glued = found.last().is_some_and(|token| token.range.end == start);
        let lower: String = text[start..end].chars().flat_map(char::to_lowercase).map(plain).collect();
        found.push(Token { range: start..end, kind, text: lower, capital: c.is_uppercase(), glued });
    }
    found
}

/// Three digits and no more: a group of thousands behind a narrow space.
fn is_group(text: &str) -> bool {
    text.bytes().take_while(u8::is_ascii_digit).count() == 3
}

/// Dashes and apostrophes in one spelling each.
fn plain(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '’' => '\'',
        c => c,
    }
}
