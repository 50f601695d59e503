//! Duplicates among pairs, and near-copies among their documents.

mod copies;

use xxhash_rust::xxh3::Xxh3;

pub use copies::{LEAST, RESEMBLANCE, SHINGLE, SKETCH, Sketch, near_copies};

use crate::lang::key;

/// What two pairs that say the same have in common: 64 bits of XXH3 over the letters of both sides, case folded, and
/// over their digits too where `digits` says so.
pub fn fingerprint(src: &str, trg: &str, digits: bool) -> u64 {
    let mut hash = Xxh3::new();
    for text in [src, trg] {
        let mut letters = key(text);
        if !digits {
            let bare: String = letters.chars().filter(|c| !c.is_numeric()).collect();
            // Texts of digits alone differ by them.
            letters = if bare.is_empty() { letters } else { bare };
        }
        hash.update(&(letters.len() as u64).to_le_bytes());
        hash.update(letters.as_bytes());
    }
    hash.digest()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_punctuation_and_digits_may_differ() {
        let near =
            |a: (&str, &str), b: (&str, &str), digits| fingerprint(a.0, a.1, digits) == fingerprint(b.0, b.1, digits);
        let (one, two) = (("Harga naik 3 sen.", "Prices rose 3 sen."), ("HARGA naik 5 sen", "Prices rose 5 sen!"));
        assert!(near(one, two, false));
        assert!(!near(one, two, true));
        assert!(!near(("1", "1"), ("2", "2"), false));
        assert!(!near(("ab", "c"), ("a", "bc"), true));
    }
}
