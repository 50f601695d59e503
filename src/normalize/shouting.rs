//! Words in capitals inside a sentence that is not: `dalam hal ehwal DUNIA`.

use std::ops::Range;

use super::knowledge::Knowledge;
use crate::lang::words;

/// Least letters of a shouted word; shorter ones are mostly abbreviations.
const LEAST: usize = 4;

/// The byte ranges of shouted words.
///
/// A word counts where it is one of the language (an abbreviation is not), where its neighbours are not in capitals
/// as well (a name), and where most words have small letters (the text is no heading).
pub fn ranges(text: &str, knowledge: &Knowledge) -> Vec<Range<usize>> {
    let all: Vec<(usize, &str)> = words(text).collect();
    let is_capitals = |word: &str| {
        let mut letters = word.chars().filter(|c| c.is_alphabetic()).peekable();
        letters.peek().is_some() && letters.all(char::is_uppercase)
    };
    let neighbour = |i: Option<usize>| {
        i.and_then(|i| all.get(i)).is_some_and(|(_, w)| w.chars().count() >= LEAST && is_capitals(w))
    };
    let capitals = all.iter().filter(|(_, word)| is_capitals(word)).count();
    if capitals * 2 > all.len() {
        return Vec::new();
    }
    let shouted = |&(i, &(_, word)): &(usize, &(usize, &str))| {
        word.chars().count() >= LEAST
            && is_capitals(word)
            && !neighbour(i.checked_sub(1))
            && !neighbour(Some(i + 1))
            && knowledge.knows(&word.to_lowercase())
    };
    all.iter().enumerate().filter(shouted).map(|(_, &(at, word))| at..at + word.len()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustc_hash::FxHashSet;

    #[test]
    fn words_are_shouted_and_abbreviations_are_not() {
        let words: FxHashSet<&'static str> = ["dunia", "menang"].into_iter().collect();
        let knowledge = Knowledge::default().with_vocabulary(words);
        let text = "dalam hal ehwal DUNIA itu";
        let shouted: Vec<&str> = ranges(text, &knowledge).into_iter().map(|range| &text[range]).collect();
        assert_eq!(shouted, ["DUNIA"]);
        assert!(ranges("negara anggota ASEAN dan PBB", &knowledge).is_empty());
        assert!(ranges("PASUKAN KITA MENANG DI DUNIA", &knowledge).is_empty());
    }
}
