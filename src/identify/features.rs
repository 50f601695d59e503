//! What the identifier sees of a text: character n-grams within words, whole words, neighbouring words, and how
//! numbers are written (54.000 or 54,000).
//!
//! Everything is a 64-bit hash made character by character, so that no n-gram is ever a string of its own. Plain
//! numbers, punctuation, addresses and hash tags are not seen at all.

/// Longest n-gram, in characters; the margin of a word counts as one.
const LONGEST: usize = 5;
/// Characters of a word that are looked at.
const WORD: usize = 40;
/// Bytes of a text that are looked at; of a longer one, [`WINDOWS`] parts spread over it.
const BYTES: usize = 4096;
const WINDOWS: usize = 4;

const SEED: u64 = 0x51_7c_c1_b7_27_22_0a_95;
const PRIME: u64 = 0x9e37_79b9_7f4a_7c15;
const MARGIN: u64 = b' ' as u64;

fn step(hash: u64, c: u64) -> u64 {
    (hash ^ c).wrapping_mul(PRIME).rotate_left(23)
}

/// The last mixing: every bit of the result depends on every character.
fn mixed(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 32)).wrapping_mul(PRIME);
    hash ^ (hash >> 29)
}

/// A word of a text, lower case, with margins.
pub(super) struct Word<'a> {
    /// First byte in the text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Whether it is likely a name: a capital inside a sentence that has small letters too.
    pub named: bool,
    /// Whether it is a number with separators; all that is seen of it is where they stand.
    pub number: bool,
    chars: &'a [u32],
    /// Hash of the word before it in the same sentence, 0 where there is none; of a number, that of its form.
    before: u64,
}

impl Word<'_> {
    /// Hash of the whole word, as [`word_hash`] gives it.
    pub fn hash(&self) -> u64 {
        self.chars.iter().fold(SEED, |h, &c| step(h, u64::from(c)))
    }

    /// How many letters are looked at.
    pub fn letters(&self) -> usize {
        self.chars.len()
    }

    /// Hands out the hash of every feature of the word.
    pub fn features(&self, mut each: impl FnMut(u64)) {
        if self.number {
            return each(mixed(self.before));
        }
        let len = self.chars.len();
        for start in 0..=len {
            let mut hash = if start == 0 { step(SEED, MARGIN) } else { SEED };
            let from = start.saturating_sub(1);
            // The margin before the word is character 0 and has been taken; it alone says nothing.
            let most = if start == 0 { LONGEST - 1 } else { LONGEST };
            let from = if start == 0 { 0 } else { from };
            for n in 0..most {
                match self.chars.get(from + n) {
                    Some(&c) => hash = step(hash, u64::from(c)),
                    None if from + n == len && n > 0 => {
                        each(mixed(step(hash, MARGIN)));
                        break;
                    }
                    None => break,
                }
                each(mixed(hash));
            }
        }
        let word = self.hash();
        if len + 2 > LONGEST {
            each(mixed(word ^ 1));
        }
        if self.before != 0 {
            each(mixed(step(word, self.before)));
        }
    }
}

/// Hash of a whole word in lower case.
pub(super) fn word_hash(word: &str) -> u64 {
    word.chars().flat_map(char::to_lowercase).take(WORD).fold(SEED, |h, c| step(h, u64::from(fold(c))))
}

/// Apostrophes are one character, whatever their shape.
fn fold(c: char) -> u32 {
    if is_apostrophe(c) { u32::from('\'') } else { u32::from(c) }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2bc}' | '`')
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic()
        || (!c.is_ascii() && (c.is_alphabetic() || unicode_normalization::char::is_combining_mark(c)))
}

/// The words of a text that are looked at, in order.
pub(super) fn words(text: &str, mut each: impl FnMut(&Word<'_>)) {
    let loud = is_loud(text);
    if text.len() <= BYTES {
        return part_words(text, 0, loud, &mut each);
    }
    let width = BYTES / WINDOWS;
    for i in 0..WINDOWS {
        let start = text.ceil_char_boundary((text.len() - width) * i / (WINDOWS - 1));
        let end = text.floor_char_boundary(start + width);
        part_words(&text[start..end.max(start)], start, loud, &mut each);
    }
}

/// Whether most words begin with a capital (titles, shouting), so that capitals tell no names.
fn is_loud(text: &str) -> bool {
    let head = &text[..text.floor_char_boundary(BYTES)];
    let (mut capitals, mut small) = (0usize, 0usize);
    let mut within = false;
    for byte in head.bytes() {
        let letter = byte.is_ascii_alphabetic() || byte >= 0x80 || is_ascii_joiner(byte);
        if letter && !within {
            capitals += usize::from(byte.is_ascii_uppercase());
            small += usize::from(byte.is_ascii_lowercase());
        }
        within = letter;
    }
    capitals > small
}

fn is_ascii_joiner(byte: u8) -> bool {
    matches!(byte, b'\'' | b'-')
}

/// Whether a run without white space is an address or a tag rather than words.
fn is_address(token: &str) -> bool {
    token.starts_with(['#', '@'])
        || token.starts_with("www.")
        || token.bytes().any(|b| b == b'@' || b == b'/') && (token.contains("://") || token.contains('@'))
}

/// Length of the number that a text begins with, and the hash of its separators, each with how many digits follow it;
/// none where it has no separator.
fn number(text: &str) -> (usize, Option<u64>) {
    let digits = |from: usize| text.as_bytes()[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let mut end = digits(0);
    let mut form = None;
    while let Some(separator @ (b'.' | b',' | b':' | b'/')) = text.as_bytes().get(end) {
        let group = digits(end + 1);
        if group == 0 {
            break;
        }
        let hash = step(form.unwrap_or(SEED ^ 2), u64::from(*separator));
        form = Some(step(hash, group.min(4) as u64));
        end += 1 + group;
    }
    (end, form)
}

fn part_words(text: &str, offset: usize, loud: bool, each: &mut impl FnMut(&Word<'_>)) {
    let mut chars = [0u32; WORD];
    let mut opening = true;
    let mut before = 0;
    let mut at = 0;
    for token in text.split_inclusive(char::is_whitespace) {
        let start = at;
        at += token.len();
        if is_address(token) {
            before = 0;
            continue;
        }
        let mut rest = token.char_indices().peekable();
        while let Some((from, first)) = rest.next() {
            if first.is_ascii_digit() {
                let (len, form) = number(&token[from..]);
                while rest.next_if(|&(i, _)| i < from + len).is_some() {}
                if let Some(before) = form {
                    let (start, end) = (offset + start + from, offset + start + from + len);
                    each(&Word { start, end, named: false, number: true, chars: &[], before });
                }
                before = 0;
                continue;
            }
            if !is_letter(first) {
                if !is_apostrophe(first) && first != '-' && !first.is_whitespace() {
                    before = 0;
                }
                opening |= matches!(first, '.' | '!' | '?' | ':' | '"' | '\u{201c}' | '\u{201d}' | '\u{2018}' | '•');
                continue;
            }
            let mut len = 0;
            let mut end = from;
            let mut put = |c: char, len: &mut usize| {
                if *len < WORD {
                    chars[*len] = fold(c);
                    *len += 1;
                }
            };
            let mut current = Some((from, first));
            while let Some((i, c)) = current {
                if c.is_ascii() {
                    put(c.to_ascii_lowercase(), &mut len);
                } else {
                    c.to_lowercase().for_each(|c| put(c, &mut len));
                }
                end = i + c.len_utf8();
                let inner = rest.peek().is_some_and(|&(i, c)| {
                    is_letter(c)
                        || (is_apostrophe(c) && token[i + c.len_utf8()..].chars().next().is_some_and(is_letter))
                });
                current = if inner { rest.next() } else { None };
            }
            let named = !loud && !opening && first.is_uppercase();
            let word = Word {
                start: offset + start + from,
                end: offset + start + end,
                named,
                number: false,
                chars: &chars[..len],
                before,
            };
            each(&word);
            before = word.hash();
            opening = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> Vec<(String, bool)> {
        let mut found = Vec::new();
        words(text, |w| found.push((text[w.start..w.end].to_owned(), w.named)));
        found
    }

    #[test]
    fn numbers_addresses_and_tags_are_not_seen() {
        let text = "Lihat https://contoh.my/berita, www.contoh.id, a@b.my #tular pada 1230 ya";
        let found: Vec<_> = seen(text).into_iter().map(|(w, _)| w).collect();
        assert_eq!(found, ["Lihat", "pada", "ya"]);
    }

    #[test]
    fn of_numbers_only_the_separators_are_seen() {
        let forms = |text: &str| {
            let mut found = Vec::new();
            words(text, |w| w.features(|hash| found.push((w.number, hash))));
            found.into_iter().filter(|f| f.0).collect::<Vec<_>>()
        };
        assert_eq!(forms("54.000"), forms("(12.345)"));
        assert_ne!(forms("54.000"), forms("54,000"));
        assert_ne!(forms("54.000"), forms("54.00"));
        assert_eq!(forms("1.000.000, 10.30 dan 3/4").len(), 3);
        assert!(forms("Pada 2018, F-16 dan 7. Lalu 5,").is_empty());
        let mut seen = Vec::new();
        words("RM1.20juta", |w| seen.push((w.start, w.end)));
        assert_eq!(seen, [(0, 2), (2, 6), (6, 10)]);
    }

    #[test]
    fn capitals_tell_names_only_inside_a_sentence_with_small_letters() {
        let named = |text| seen(text).into_iter().filter(|(_, named)| *named).map(|(w, _)| w).collect::<Vec<_>>();
        assert_eq!(named("Semalam polis menahan Ahmad di sana. Dia lari."), ["Ahmad"]);
        assert!(named("Polis Tahan Tiga Suspek di Ipoh").is_empty());
        assert!(named("KUALA LUMPUR").is_empty());
    }

    #[test]
    fn features_are_all_ngrams_with_margins_once() {
        let mut count = 0;
        words("ada", |w| w.features(|_| count += 1));
        // a d a ␣a ␣ad ␣ada ␣ada␣ ad ada ada␣ da da␣ a␣
        assert_eq!(count, 13);
    }

    #[test]
    fn a_words_hash_is_that_of_its_lower_case() {
        words("Jum’at", |w| assert_eq!(w.hash(), word_hash("jum'at")));
    }

    #[test]
    fn long_texts_are_seen_in_parts_at_character_boundaries() {
        let text = "é".repeat(100_000) + " akhir";
        let mut last = String::new();
        words(&text, |w| last = text[w.start..w.end].to_owned());
        assert_eq!(last, "akhir");
    }
}
