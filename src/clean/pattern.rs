//! A pattern of whole blocks, compiled when it is first tried, and cheaply.
//!
//! A pattern such as `.{8,140}` over Unicode characters unrolls into thousands of states. Here a class that holds
//! everything beyond ASCII, or all of its letters, is read byte by byte, so that a count means bytes; for the languages
//! at hand that is nearly the same, and compiling takes a third of the time. Only whether a block matches is asked,
//! never where, so no character can be cut in two.

use std::sync::OnceLock;

use regex_automata::meta::{Config, Regex};
use regex_automata::nfa::thompson::WhichCaptures;
use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Capture, Class, ClassBytes, ClassBytesRange, ClassUnicode, Hir, HirKind, Repetition};

/// Memory for one compiled pattern, in bytes.
const SIZE: usize = 64 << 20;

/// A pattern that a whole block matches or does not.
#[derive(Debug)]
pub struct Pattern {
    source: String,
    regex: OnceLock<Option<Regex>>,
}

impl Pattern {
    /// Takes a pattern that is known to be a regular expression; case is set aside unless it says otherwise.
    pub fn new(source: String) -> Pattern {
        Pattern { source, regex: OnceLock::new() }
    }

    /// Whether a text matches; none does where the pattern cannot be compiled.
    pub fn is_match(&self, text: &str) -> bool {
        self.regex.get_or_init(|| compiled(&self.source)).as_ref().is_some_and(|regex| regex.is_match(text))
    }
}

fn compiled(source: &str) -> Option<Regex> {
    let hir = ParserBuilder::new().case_insensitive(true).utf8(false).build().parse(source).ok()?;
    let config = Config::new()
        .which_captures(WhichCaptures::None)
        .onepass(false)
        .backtrack(false)
        .dfa(false)
        .auto_prefilter(false)
        .utf8_empty(false)
        .nfa_size_limit(Some(SIZE));
    Regex::builder().configure(config).build_from_hir(&by_bytes(&hir)).ok()
}

/// A pattern with its widest classes read byte by byte.
fn by_bytes(hir: &Hir) -> Hir {
    match hir.kind() {
        HirKind::Class(Class::Unicode(class)) => widest(class).map_or_else(|| hir.clone(), Hir::class),
        HirKind::Repetition(of) => {
            let sub = Box::new(by_bytes(&of.sub));
            Hir::repetition(Repetition { min: of.min, max: of.max, greedy: of.greedy, sub })
        }
        HirKind::Capture(of) => {
            let sub = Box::new(by_bytes(&of.sub));
            Hir::capture(Capture { index: of.index, name: of.name.clone(), sub })
        }
        HirKind::Concat(parts) => Hir::concat(parts.iter().map(by_bytes).collect()),
        HirKind::Alternation(parts) => Hir::alternation(parts.iter().map(by_bytes).collect()),
        HirKind::Empty | HirKind::Literal(_) | HirKind::Class(Class::Bytes(_)) | HirKind::Look(_) => hir.clone(),
    }
}

/// The bytes of a class that holds all characters beyond ASCII, or the letters among them and no punctuation.
fn widest(class: &ClassUnicode) -> Option<Class> {
    let has = |from: char, to: char| class.ranges().iter().any(|r| r.start() <= from && to <= r.end());
    let beyond: &[(u8, u8)] = if has('\u{80}', '\u{d7ff}') && has('\u{e000}', char::MAX) {
        &[(0x80, 0xff)]
    } else if has('\u{c0}', '\u{1fff}') && !has('–', '–') {
        // Without the first bytes of Latin-1's signs and of general punctuation.
        &[(0x80, 0xc1), (0xc3, 0xe1), (0xe3, 0xed)]
    } else {
        return None;
    };
    let ascii = class.ranges().iter().filter_map(|r| {
        let start = u8::try_from(r.start()).ok().filter(u8::is_ascii)?;
        let end = u8::try_from(r.end()).ok().filter(u8::is_ascii).unwrap_or(0x7f);
        Some(ClassBytesRange::new(start, end))
    });
    let beyond = beyond.iter().map(|&(start, end)| ClassBytesRange::new(start, end));
    Some(Class::Bytes(ClassBytes::new(ascii.chain(beyond))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_match(pattern: &str, text: &str) -> bool {
        Pattern::new(pattern.to_owned()).is_match(text)
    }

    #[test]
    fn any_character_may_stand_in_a_gap() {
        assert!(is_match("^foto: .{2,20}$", "Foto: Café “Élan”"));
        assert!(is_match("^[^.!?]{2,20} foto$", "Café – Élan FOTO"));
        assert!(!is_match("^[^.!?…]{2,20} foto$", "Café … foto"));
    }

    #[test]
    fn letters_are_not_punctuation() {
        let letters = r"^(?:(?-i:[a-zA-Z\u{c0}-\u{1fff}\u{2c00}-\u{2dff}\u{3040}-\u{d7ff}])+ ?){2,3}$";
        assert!(is_match(letters, "Zoë Çelik Ngũgĩ"));
        assert!(is_match(letters, "新聞 新聞"));
        assert!(!is_match(letters, "Zoë – Çelik"));
        assert!(!is_match(letters, "Zoë “Çelik”"));
    }

    #[test]
    fn a_letter_is_of_either_case_unless_the_pattern_says_otherwise() {
        assert!(is_match("^baca juga$", "BACA Juga"));
        assert!(!is_match("^(?-i:AFP)$", "afp"));
    }
}
