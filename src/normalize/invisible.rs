//! Characters that are not seen, or seen at another width: soft hyphens, zero-width spaces, byte order marks,
//! controls, no-break spaces, full-width Latin letters, ligatures of typesetting.

use super::Context;
use super::reach::{after, before, letters_after, letters_before};
use crate::model::Edit;

/// What the whole text says about how to take some of them.
struct Script {
    /// It has letters of Chinese, Japanese or Korean, with which full-width forms belong.
    east_asian: bool,
    /// It has letters written from right to left, which need the marks of direction.
    right_to_left: bool,
    /// It has several lines.
    lines: bool,
}

pub fn edits(text: &str, _: &Context<'_>) -> Vec<Edit> {
    let script = Script {
        east_asian: text.chars().any(is_east_asian),
        right_to_left: text.chars().any(is_right_to_left),
        lines: text.contains('\n'),
    };
    let mut edits = Vec::new();
    for (at, c) in text.char_indices() {
        if matches!(c, ' '..='~' | '\n' | '\t') {
            continue;
        }
        let end = at + c.len_utf8();
        if let Some(with) = replacement(text, at, c, &script) {
            edits.push(Edit::new(at..end, with));
        }
    }
    edits
}

fn replacement(text: &str, at: usize, c: char, script: &Script) -> Option<String> {
    let end = at + c.len_utf8();
    let (previous, next) = (before(text, at), after(text, end));
    let nothing = Some(String::new());
    match c {
        '\r' if next == Some('\n') => nothing,
        '\r' | '\u{b}' | '\u{c}' | '\u{2028}' | '\u{2029}' => Some(if script.lines { "\n" } else { " " }.to_owned()),
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => nothing,
        // At the end of a line it is a hyphen, which undoing the line break wants to see.
        '\u{ad}' if next == Some('\n') => None,
        // Between the halves of a reduplication it took the place of the hyphen.
        '\u{ad}' if is_doubled(letters_before(text, at), letters_after(text, end)) => Some("-".to_owned()),
        '\u{ad}' => nothing,
        '\u{feff}' | '\u{2060}'..='\u{2064}' | '\u{206a}'..='\u{206f}' | '\u{fff9}'..='\u{fffc}' => nothing,
        '\u{200b}' => {
            let divides = |c: Option<char>| c.is_some_and(has_no_spaces);
            if divides(previous) || divides(next) { None } else { nothing }
        }
        '\u{200c}' | '\u{200d}' => {
            let joins = |c: Option<char>| c.is_some_and(|c| !is_latin_or_mark(c));
            if joins(previous) && joins(next) { None } else { nothing }
        }
        '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            if script.right_to_left { None } else { nothing }
        }
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' => Some(" ".to_owned()),
        '\u{3000}' if !script.east_asian => Some(" ".to_owned()),
        '\u{ff01}'..='\u{ff5e}' if !script.east_asian => {
            let narrow = narrow(c)?;
            let beside = |c: Option<char>| c.is_some_and(|c| narrow_of(c).is_ascii_alphanumeric());
            (narrow.is_ascii_alphanumeric() || beside(previous) || beside(next)).then(|| narrow.to_string())
        }
        '\u{fb00}'..='\u{fb06}' => {
            ["ff", "fi", "fl", "ffi", "ffl", "st", "st"].get(c as usize - 0xfb00).map(|s| (*s).to_owned())
        }
        _ => None,
    }
}

fn is_doubled(left: &str, right: &str) -> bool {
    left.chars().count() > 2 && right.starts_with(&left.to_lowercase())
}

/// The ASCII character of a full-width form.
fn narrow(c: char) -> Option<char> {
    char::from_u32((c as u32).checked_sub(0xfee0)?)
}

fn narrow_of(c: char) -> char {
    if matches!(c, '\u{ff01}'..='\u{ff5e}') { narrow(c).unwrap_or(c) } else { c }
}

/// Letters of Latin, and what belongs to no script: digits, spaces, punctuation of ASCII.
fn is_latin_or_mark(c: char) -> bool {
    c.is_ascii()
        || matches!(c, '\u{80}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '\u{2000}'..='\u{206f}' | '\u{fb00}'..='\u{fb06}'
            | '\u{feff}' | '\u{ff01}'..='\u{ff5e}')
}

fn is_east_asian(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{2fff}' | '\u{3040}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}'
        | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ffdc}' | '\u{20000}'..='\u{3ffff}')
}

fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}' | '\u{10800}'..='\u{10fff}'
        | '\u{1e800}'..='\u{1efff}')
        && c != '\u{61c}'
}

/// Scripts without spaces between words, which a zero-width space divides: Thai, Lao, Myanmar, Khmer and others.
fn has_no_spaces(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{1950}'..='\u{1aaf}')
}

#[cfg(test)]
mod tests {
    use super::super::testing::bare;

    #[test]
    fn what_is_not_seen_goes() {
        assert_eq!(bare("pem\u{ad}bangunan"), "pembangunan");
        assert_eq!(bare("Kawan\u{ad}kawan"), "Kawan-kawan");
        assert_eq!(bare("\u{feff}BANGI"), "BANGI");
        assert_eq!(bare("ke\u{200b}dai\u{200e}"), "kedai");
        assert_eq!(bare("a\u{0}b\u{7}"), "ab");
        assert_eq!(bare("10\u{a0}km\u{2009}lagi"), "10 km lagi");
        assert_eq!(bare("con\u{fb01}rm"), "confirm");
    }

    #[test]
    fn widths_are_those_of_the_script() {
        assert_eq!(bare("ＡＢＣ　１２３"), "ABC 123");
        assert_eq!(bare("東京ＡＢＣ！"), "東京ＡＢＣ！");
    }

    #[test]
    fn what_a_script_needs_stays() {
        for text in ["👩\u{200d}👩\u{200d}👧", "می\u{200c}خواهم", "שלום\u{200f} abc", "ภาษา\u{200b}ไทย", "❤\u{fe0f}"]
        {
            assert_eq!(bare(text), text);
        }
    }
}
