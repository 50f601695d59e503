//! Language codes, and the division of text into words that all stages share.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use unicode_normalization::UnicodeNormalization;

/// A language by its ISO 639-1 code (`ms`, `id`, `en`), or by its 639-3 code where it has no shorter one.
///
/// Values are made by [`Lang::parse`], which folds the usual other forms (`msa`, `zsm`, `may` → `ms`).
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Lang([u8; 3]);

/// A language code that has the form of none.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error("'{0}' is no language code: give two or three letters, such as ms, id or en")]
pub struct UnknownLang(pub String);

/// Other codes of a language, folded into the one that the project uses (ISO 639-2/B, 639-2/T, 639-3).
const ALIASES: &[(&str, &str)] = &[
    ("msa", "ms"),
    ("zsm", "ms"),
    ("may", "ms"),
    ("zlm", "ms"),
    ("ind", "id"),
    ("in", "id"),
    ("eng", "en"),
    ("jav", "jv"),
    ("jw", "jv"),
    ("sun", "su"),
    ("tgl", "tl"),
    ("fil", "tl"),
    ("deu", "de"),
    ("ger", "de"),
    ("fra", "fr"),
    ("fre", "fr"),
    ("spa", "es"),
    ("por", "pt"),
    ("ita", "it"),
    ("nld", "nl"),
    ("dut", "nl"),
    ("rus", "ru"),
    ("jpn", "ja"),
    ("kor", "ko"),
    ("zho", "zh"),
    ("chi", "zh"),
    ("cmn", "zh"),
    ("ara", "ar"),
    ("tha", "th"),
    ("vie", "vi"),
    ("tam", "ta"),
    ("tur", "tr"),
    ("hin", "hi"),
    ("swa", "sw"),
    ("swh", "sw"),
];

impl Lang {
    /// Malay.
    pub const MS: Lang = Lang(*b"ms\0");
    /// Indonesian.
    pub const ID: Lang = Lang(*b"id\0");
    /// English.
    pub const EN: Lang = Lang(*b"en\0");
    /// Not determined: a text in which there is nothing to decide.
    pub const UND: Lang = Lang(*b"und");

    /// Reads a code in any of its usual forms; region and script subtags (`ms-MY`, `id_ID`) are left out.
    ///
    /// # Errors
    /// [`UnknownLang`] where the primary subtag is not two or three letters.
    pub fn parse(code: &str) -> Result<Lang, UnknownLang> {
        let primary = code.trim().split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        let folded = ALIASES.iter().find(|(alias, _)| *alias == primary).map_or(primary.as_str(), |(_, code)| code);
        let bytes = folded.as_bytes();
        if !(2..=3).contains(&bytes.len()) || !bytes.iter().all(u8::is_ascii_lowercase) {
            return Err(UnknownLang(code.to_owned()));
        }
        let mut packed = [0; 3];
        packed[..bytes.len()].copy_from_slice(bytes);
        Ok(Lang(packed))
    }

    /// The code as text.
    pub fn as_str(&self) -> &str {
        let len = if self.0[2] == 0 { 2 } else { 3 };
        std::str::from_utf8(&self.0[..len]).unwrap_or("und")
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Lang {
    type Err = UnknownLang;
    fn from_str(s: &str) -> Result<Lang, UnknownLang> {
        Lang::parse(s)
    }
}

impl Serialize for Lang {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Lang {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Lang, D::Error> {
        let code = String::deserialize(deserializer)?;
        Lang::parse(&code).map_err(serde::de::Error::custom)
    }
}

/// Whether a character may stand between the letters of one word: a hyphen or an apostrophe.
pub fn is_joiner(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\'' | '\u{2019}')
}

/// The words and numbers of a text with their byte offsets, in order.
///
/// A word is a run of letters, marks and digits; hyphens and apostrophes stay inside it where letters or
/// digits stand on both sides (`negara-negara`, `Jepun's`), and so do the point and comma of a number (`54.000`).
pub fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    Words { text, at: 0 }
}

struct Words<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Iterator for Words<'a> {
    type Item = (usize, &'a str);

    fn next(&mut self) -> Option<(usize, &'a str)> {
        let rest = &self.text[self.at..];
        let start = self.at + rest.char_indices().find(|(_, c)| c.is_alphanumeric())?.0;
        let mut end = start;
        let mut last = '\0';
        let mut chars = self.text[start..].char_indices().peekable();
        while let Some((i, c)) = chars.next() {
            let within = if is_word_char(c) {
                true
            } else {
                let next = chars.peek().map_or('\0', |&(_, n)| n);
                (is_joiner(c) && is_word_char(last) && next.is_alphanumeric())
                    || (matches!(c, '.' | ',') && last.is_ascii_digit() && next.is_ascii_digit())
            };
            if !within {
                break;
            }
            last = c;
            end = start + i + c.len_utf8();
        }
        self.at = end;
        Some((start, &self.text[start..end]))
    }
}

fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c)
}

/// What of a text counts when pairs are compared: letters and digits, compatibility forms and case folded.
pub fn key(text: &str) -> String {
    text.nfkc().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_fold_to_the_short_form() {
        for (code, short) in [
            ("msa", "ms"),
            ("zsm", "ms"),
            ("may", "ms"),
            ("ind", "id"),
            ("eng", "en"),
            ("ms-MY", "ms"),
            ("EN", "en"),
            ("jav", "jv"),
            ("min", "min"),
        ] {
            assert_eq!(Lang::parse(code).map(|l| l.to_string()), Ok(short.to_owned()));
        }
        assert_eq!(Lang::parse("ms"), Ok(Lang::MS));
        assert!(Lang::parse("klingon").is_err());
        assert!(Lang::parse("").is_err());
    }

    #[test]
    fn words_keep_hyphens_apostrophes_and_numbers() {
        let got: Vec<_> = words("Negara-negara Jepun's – 54.000, ke-21; 'A' 2+2.").map(|(_, w)| w).collect();
        assert_eq!(got, ["Negara-negara", "Jepun's", "54.000", "ke-21", "A", "2", "2"]);
    }

    #[test]
    fn words_have_offsets() {
        for (at, word) in words("…“dua” e\u{301}té -x-") {
            assert!("…“dua” e\u{301}té -x-"[at..].starts_with(word));
        }
    }
}
