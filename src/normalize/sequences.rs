//! Mojibake that is told by a few characters alone, where a whole line cannot be decoded: what ftfy's rules miss.
//!
//! A letter beyond ASCII is two bytes in UTF-8. Each rule names an encoding in which they were read, the first of
//! the two bytes, and where the pair has no other meaning.

use std::borrow::Cow;

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1251, WINDOWS_1252, WINDOWS_1257};

use super::reach::{after, before};

/// A pair of characters with its surroundings.
struct Sighting {
    previous: Option<char>,
    /// What the second byte became.
    second: char,
    next: Option<char>,
    /// What the two bytes mean in UTF-8.
    meant: char,
}

/// A pair of bytes read in a wrong encoding.
struct Rule {
    /// Whether it has to be done before the line is looked at as a whole, since its characters hinder that.
    first: bool,
    read_as: &'static Encoding,
    /// First bytes of the pairs.
    leads: &'static [u8],
    /// Whether the pair has no other meaning there.
    holds: fn(&Sighting) -> bool,
    /// What the first byte alone became a whole word of, its second byte being a lost no-break space.
    lone: Option<(&'static str, &'static str)>,
}

fn is_latin(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_ascii_alphabetic())
}

const RULES: &[Rule] = &[
    // Baltic: ÄÆ for į. No language writes the two letters together.
    Rule {
        first: true,
        read_as: WINDOWS_1257,
        leads: &[0xc4, 0xc5],
        holds: |s| "ÆØŖæøŗ".contains(s.second) && (is_latin(s.previous) || is_latin(s.next)),
        lone: Some(("Å ", "Š")),
    },
    // Western, a capital behind a small letter and a mark or another capital behind that: Ä« for ī, ÄŸ for ğ.
    Rule {
        first: false,
        read_as: WINDOWS_1252,
        leads: &[0xc3, 0xc4, 0xc5],
        holds: |s| {
            let mark = !s.second.is_alphanumeric() && !"’‘–—…·\u{a0}".contains(s.second);
            let small = s.next.is_some_and(|c| c.is_ascii_lowercase());
            let after_small = s.previous.is_some_and(|c| c.is_ascii_lowercase());
            (mark || "ŸŠŒŽšœž".contains(s.second)) && after_small
                || mark && is_latin(s.previous) && small
                || s.meant == 'İ' && small
        },
        lone: None,
    },
    // Cyrillic, inside a Latin word: Г© for é.
    Rule {
        first: false,
        read_as: WINDOWS_1251,
        leads: &[0xc2, 0xc3],
        holds: |s| {
            !s.second.is_alphabetic()
                && !matches!(s.second, '\u{a0}')
                && (is_latin(s.previous) || s.next.is_some_and(|c| c.is_ascii_lowercase()))
        },
        lone: Some((" Г ", " à ")),
    },
    // Mac OS Roman, behind letters: √π for ù. A root never stands behind a word.
    Rule {
        first: false,
        read_as: MACINTOSH,
        leads: &[0xc3],
        holds: |s| is_latin(s.previous) && !s.second.is_ascii(),
        lone: None,
    },
];

/// What each byte from 0x80 on becomes in an encoding; nothing where it is not one character.
fn reading(encoding: &'static Encoding, byte: u8) -> Option<char> {
    let bytes = [byte];
    let (text, failed) = encoding.decode_without_bom_handling(&bytes);
    let mut chars = text.chars();
    chars.next().filter(|_| !failed && chars.next().is_none())
}

/// The text with those pairs repaired that would hinder looking at whole lines.
pub fn before_lines(text: &str) -> Cow<'_, str> {
    match orphans(text) {
        Cow::Borrowed(text) => with_rules(mac_controls(text), true),
        Cow::Owned(text) => Cow::Owned(with_rules(mac_controls(&text), true).into_owned()),
    }
}

/// The text with those pairs repaired that are left when whole lines have been looked at.
pub fn after_lines(text: &str) -> Cow<'_, str> {
    with_rules(marks(text), false)
}

fn with_rules(text: Cow<'_, str>, first: bool) -> Cow<'_, str> {
    let mut current = text;
    for rule in RULES.iter().filter(|rule| rule.first == first) {
        let leads: Vec<(char, u8)> =
            rule.leads.iter().filter_map(|&b| reading(rule.read_as, b).map(|c| (c, b))).collect();
        if !current.contains(|c| leads.iter().any(|l| l.0 == c)) {
            continue;
        }
        if let Some(next) = applied(rule, &leads, &current) {
            current = Cow::Owned(next);
        }
    }
    current
}

fn applied(rule: &Rule, leads: &[(char, u8)], text: &str) -> Option<String> {
    let mut result = String::with_capacity(text.len());
    let mut taken = 0;
    for (at, c) in text.char_indices() {
        let Some(&(_, lead)) = leads.iter().find(|l| l.0 == c) else { continue };
        let behind = at + c.len_utf8();
        let Some(second) = after(text, behind) else { continue };
        let Some(byte) = (0x80..=0xbf).find(|&b| reading(rule.read_as, b) == Some(second)) else { continue };
        let Some(meant) = std::str::from_utf8(&[lead, byte]).ok().and_then(|s| s.chars().next()) else { continue };
        let end = behind + second.len_utf8();
        let sighting = Sighting { previous: before(text, at), second, next: after(text, end), meant };
        if at >= taken && sighting.meant.is_alphabetic() && (rule.holds)(&sighting) {
            result.push_str(&text[taken..at]);
            result.push(meant);
            taken = end;
        }
    }
    if taken == 0 {
        return None;
    }
    result.push_str(&text[taken..]);
    if let Some((from, to)) = rule.lone {
        result = result.replace(from, to);
    }
    Some(result)
}

/// Quotes and dashes of which the first of three bytes is lost: control characters 80 and 98 for `‘`.
///
/// Where the mark itself stands before them, they are what is left of its double.
fn orphans(text: &str) -> Cow<'_, str> {
    let mut result = String::new();
    let mut taken = 0;
    for (at, _) in text.match_indices('\u{80}') {
        let third = at + '\u{80}'.len_utf8();
        let previous = before(text, at);
        let Some(byte) = after(text, third).and_then(|c| u8::try_from(c as u32).ok()) else { continue };
        let mark = std::str::from_utf8(&[0xe2, 0x80, byte]).ok().and_then(|s| s.chars().next());
        let Some(mark) = mark.filter(|m| matches!(m, '‘' | '’' | '“' | '”' | '–' | '—' | '…')) else {
            continue;
        };
        if previous.is_some_and(|c| matches!(c, '\u{80}'..='\u{ff}' | '‚')) {
            continue;
        }
        result.push_str(&text[taken..at]);
        if previous != Some(mark) {
            result.push(mark);
        }
        taken = third + 2;
    }
    if taken == 0 {
        return Cow::Borrowed(text);
    }
    result.push_str(&text[taken..]);
    Cow::Owned(result)
}

/// What Mac OS Roman text becomes that was read as Latin-1: control characters inside words.
///
/// Windows text read so has them too, but its letters lie elsewhere: there they are quotes and dashes, of which the
/// apostrophe alone stands inside words.
fn mac_controls(text: &str) -> Cow<'_, str> {
    let is_control = |c: char| matches!(c, '\u{80}'..='\u{9f}');
    if !text.contains(is_control) {
        return Cow::Borrowed(text);
    }
    let letter = |c: char| u8::try_from(c as u32).ok().and_then(|b| reading(MACINTOSH, b)).filter(|m| m.is_lowercase());
    let mut telling = 0;
    for (at, c) in text.char_indices().filter(|&(_, c)| is_control(c)) {
        let end = at + c.len_utf8();
        let inside = is_latin(before(text, at)) && after(text, end).is_some_and(|n| n.is_ascii_lowercase());
        if !inside || letter(c).is_none() {
            return Cow::Borrowed(text);
        }
        telling += usize::from(c != '\u{92}');
    }
    if telling == 0 {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| if is_control(c) { letter(c).unwrap_or(c) } else { c }).collect())
}

/// A dash or quote in two layers of which the outer one has lost a byte: `â€â€œ`, where `â€œ` is the last byte of `â€“`.
fn marks(text: &str) -> Cow<'_, str> {
    const HALF: &str = "â€";
    let byte_of = |c: char| (0x90..=0xbf).find(|&b| reading(WINDOWS_1252, b) == Some(c));
    let mark_of = |c: char| std::str::from_utf8(&[0xe2, 0x80, byte_of(c)?]).ok()?.chars().next();
    let mut result = String::new();
    let mut taken = 0;
    for (at, _) in text.match_indices("â€â€") {
        let third = at + 2 * HALF.len();
        let Some(inner) = after(text, third) else { continue };
        if at >= taken
            && let Some(mark) = mark_of(inner).and_then(mark_of)
        {
            result.push_str(&text[taken..at]);
            result.push(mark);
            taken = third + inner.len_utf8();
        }
    }
    if taken == 0 {
        return Cow::Borrowed(text);
    }
    result.push_str(&text[taken..]);
    Cow::Owned(result)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_repaired_where_they_have_no_other_meaning() {
        assert_eq!(before_lines("ÄÆsakymas"), "įsakymas");
        assert_eq!(after_lines("JÅ«rmala"), "Jūrmala");
        assert_eq!(after_lines("Ä°zmir, DoÄŸan, BeÅŸir"), "İzmir, Doğan, Beşir");
        assert_eq!(after_lines("un dГ©jeuner Г midi"), "un déjeuner à midi");
        assert_eq!(after_lines("citt√† e gioventù"), "città e gioventù");
    }

    #[test]
    fn pairs_with_a_meaning_stay() {
        for text in ["√π ≈ 1,77", "2√†", "«Ä» и «Г»", "GRÖSSE: Ä“", "Г. Иванов", "VOCÊ…", "ESTÁ”"]
        {
            assert_eq!(after_lines(&before_lines(text)), text);
        }
    }

    #[test]
    fn control_characters_inside_words_are_letters_of_the_mac() {
        assert_eq!(before_lines("Bogot\u{87}n y Mar\u{92}a"), "Bogotán y María");
        assert_eq!(before_lines("don\u{92}t"), "don\u{92}t");
    }

    #[test]
    fn marks_in_pieces_are_put_together() {
        assert_eq!(after_lines("akhir â€â€œ mula"), "akhir – mula");
        assert_eq!(after_lines("akhir â€ mula"), "akhir â€ mula");
        assert_eq!(before_lines("\u{80}\u{9c}Ya\u{80}\u{9d} “\u{80}\u{9c}Tidak"), "“Ya” “Tidak");
    }
}
