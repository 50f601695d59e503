//! What a text holds that a step could have work with, found in one pass, so that clean text costs no more.

/// A set of features.
pub type Features = u32;

/// A character beyond ASCII and the usual quotes, dashes and ellipsis, or a control character.
///
/// Such a text has every feature: the pass looks at bytes and does not know what else it may hold.
pub const ODD: Features = 1;
/// `&`.
pub const AMPERSAND: Features = 1 << 1;
/// A line break.
pub const NEWLINE: Features = 1 << 2;
/// Two spaces in a row, a tab, or a space at an end.
pub const SPACES: Features = 1 << 3;
/// A space before a punctuation mark.
pub const SPACED_MARK: Features = 1 << 4;
/// A space inside a bracket or quote.
pub const SPACED_BRACKET: Features = 1 << 5;
/// A punctuation mark with a letter right behind it.
pub const GLUED_MARK: Features = 1 << 6;
/// A hyphen behind or before a letter.
pub const HYPHEN: Features = 1 << 7;
/// A point, a space, a point.
pub const SPACED_DOTS: Features = 1 << 8;
/// A quote, dash or ellipsis beyond ASCII.
pub const CURLY: Features = 1 << 9;
/// A word twice in a row.
pub const DOUBLED: Features = 1 << 10;
/// A small letter with a capital right behind it.
pub const CAMEL: Features = 1 << 11;
/// Any text at all.
pub const ANY: Features = 1 << 12;
/// Every feature.
const ALL: Features = (1 << 13) - 1;

/// What a byte, or a mark of several bytes, is.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
enum Class {
    Other,
    Space,
    Newline,
    Small,
    Capital,
    Digit,
    Point,
    Comma,
    Mark,
    Percent,
    Open,
    Close,
    Quote,
    Hyphen,
    Ampersand,
    Odd,
}

const CLASSES: usize = 16;

const fn class(byte: u8) -> Class {
    match byte {
        b' ' => Class::Space,
        b'\n' => Class::Newline,
        b'a'..=b'z' => Class::Small,
        b'A'..=b'Z' => Class::Capital,
        b'0'..=b'9' => Class::Digit,
        b'.' => Class::Point,
        b',' => Class::Comma,
        b';' | b':' | b'!' | b'?' => Class::Mark,
        b'%' => Class::Percent,
        b'(' | b'[' => Class::Open,
        b')' | b']' => Class::Close,
        b'"' => Class::Quote,
        b'-' => Class::Hyphen,
        b'&' => Class::Ampersand,
        0..=0x1f | 0x7f..=0xff => Class::Odd,
        _ => Class::Other,
    }
}

const BYTES: [Class; 256] = {
    let mut table = [Class::Other; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = class(byte as u8);
        byte += 1;
    }
    table
};

/// What two neighbours mean.
const fn pair(a: Class, b: Class) -> Features {
    use Class::{Ampersand, Capital, Close, Comma, Hyphen, Mark, Newline, Odd, Open, Percent, Point, Small, Space};
    let mut found = match b {
        Odd => ODD,
        Ampersand => AMPERSAND,
        Newline => NEWLINE,
        _ => 0,
    };
    found |= match (a, b) {
        (Space, Space | Newline) | (Newline, Space) => SPACES,
        (Space, Point) => SPACED_MARK | SPACED_DOTS,
        (Space, Comma | Mark | Percent) => SPACED_MARK,
        (Space, Close) | (Open, Space) => SPACED_BRACKET,
        (Point | Mark, Capital) => GLUED_MARK,
        (Comma, Capital | Small) => GLUED_MARK,
        (Small | Capital, Hyphen) | (Hyphen, Small | Capital) => HYPHEN,
        (Small, Capital) => CAMEL,
        _ => 0,
    };
    found
}

const PAIRS: [[Features; CLASSES]; CLASSES] = {
    use Class::{
        Ampersand, Capital, Close, Comma, Digit, Hyphen, Mark, Newline, Odd, Open, Other, Percent, Point, Quote, Small,
        Space,
    };
    let classes = [
        Other, Space, Newline, Small, Capital, Digit, Point, Comma, Mark, Percent, Open, Close, Quote, Hyphen,
        Ampersand, Odd,
    ];
    let mut table = [[0; CLASSES]; CLASSES];
    let mut a = 0;
    while a < CLASSES {
        let mut b = 0;
        while b < CLASSES {
            table[classes[a] as usize][classes[b] as usize] = pair(classes[a], classes[b]);
            b += 1;
        }
        a += 1;
    }
    table
};

/// The class of the usual marks of General Punctuation by their last byte (`E2 80 xx`).
fn usual_mark(bytes: &[u8], at: usize) -> Option<Class> {
    match bytes.get(at..at + 3)? {
        [0xe2, 0x80, 0x98 | 0x9c] => Some(Class::Open),
        [0xe2, 0x80, 0x99 | 0x9d] => Some(Class::Close),
        [0xe2, 0x80, 0x93 | 0x94 | 0xa6] => Some(Class::Other),
        _ => None,
    }
}

/// Whether a straight quote may have a space inside it, by what stands before and behind it.
fn is_spaced(before: Class, behind: Class) -> bool {
    use Class::{Close, Comma, Mark, Newline, Open, Point, Space};
    matches!(before, Space | Newline | Open) && behind == Space
        || before == Space && matches!(behind, Newline | Point | Comma | Mark | Close)
}

/// The features of a text.
pub fn features(text: &str) -> Features {
    let bytes = text.as_bytes();
    let mut found = ANY;
    if bytes.first() == Some(&b' ') || bytes.last() == Some(&b' ') {
        found |= SPACES;
    }
    let mut previous = Class::Newline;
    let mut earlier = Class::Newline;
    let mut word = 0;
    let mut at = 0;
    while at < bytes.len() {
        let mut class = BYTES[bytes[at] as usize];
        let mut width = 1;
        if class == Class::Odd {
            match usual_mark(bytes, at) {
                Some(usual) => {
                    found |= CURLY;
                    class = usual;
                    width = 3;
                }
                None => return ALL,
            }
        }
        found |= PAIRS[previous as usize][class as usize];
        if previous == Class::Quote && is_spaced(earlier, class) {
            found |= SPACED_BRACKET;
        }
        if class == Class::Space {
            let (length, next) = (at - word, at + 1);
            if bytes.get(next).is_some_and(|b| b.eq_ignore_ascii_case(&bytes[word]))
                && bytes.get(next..next + length).is_some_and(|w| w.eq_ignore_ascii_case(&bytes[word..at]))
            {
                found |= DOUBLED;
            }
            word = next;
        }
        earlier = previous;
        previous = class;
        at += width;
    }
    if previous == Class::Quote && is_spaced(earlier, Class::Newline) {
        found |= SPACED_BRACKET;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_has_no_feature_that_calls_for_repair() {
        let text =
            "Perdana Menteri berkata, “kita perlu 1.500 orang” pada 3.30 petang (waktu tempatan), \"selamanya\".";
        assert_eq!(features(text) & !(CURLY | ANY), 0);
    }

    #[test]
    fn each_fault_shows() {
        for (text, feature) in [
            ("a &amp; b", AMPERSAND),
            ("a  b", SPACES),
            ("a ", SPACES),
            ("kata dia .", SPACED_MARK),
            ("( a)", SPACED_BRACKET),
            ("“ a”", SPACED_BRACKET),
            ("\" a\"", SPACED_BRACKET),
            ("\"a \"", SPACED_BRACKET),
            ("ibunya.Sebutan", GLUED_MARK),
            ("satu,dua", GLUED_MARK),
            ("bagai-mana", HYPHEN),
            ("Rusia- Jepun", HYPHEN),
            (". .", SPACED_DOTS),
            ("yang yang", DOUBLED),
            ("Yang yang", DOUBLED),
            ("dariKiri", CAMEL),
            ("caf\u{e9}", ODD),
        ] {
            assert_ne!(features(text) & feature, 0, "{text}");
        }
    }
}
