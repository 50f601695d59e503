//! How much of a text the lexicon of a pair of languages knows.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Bilingual, End, Numbers, Token};
use crate::lang::words;

/// Counts of running words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Words, without numbers and names.
    pub words: u64,
    /// Words that have an equivalent, by themselves or within a phrase.
    pub known: u64,
    /// Words that stand with a capital inside a sentence.
    pub names: u64,
    /// Names that have an equivalent.
    pub known_names: u64,
    /// Numbers, in digits or in words.
    pub numbers: u64,
    /// Words without an equivalent, case folded, with how often they occur.
    lacking: BTreeMap<String, u64>,
}

/// What a word of the text is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A word in lower case.
    Plain,
    /// With a capital at the start of a sentence.
    Opening,
    /// With a capital inside a sentence.
    Name,
    /// A number.
    Number,
}

impl Coverage {
    /// Counts the words of a text that is in the source language of `bilingual`.
    ///
    /// A word that opens a sentence counts as a name where it stands with a capital inside another sentence and
    /// nowhere in lower case.
    pub fn of(text: &str, bilingual: &Bilingual, numbers: &Numbers) -> Coverage {
        let lines: Vec<Vec<(&str, Kind)>> = text.lines().map(|line| kinds(line, numbers)).collect();
        let plain: FxHashSet<String> = of_kind(&lines, Kind::Plain);
        let names: FxHashSet<String> = of_kind(&lines, Kind::Name);
        let mut coverage = Coverage::default();
        let mut tokens: FxHashMap<&str, Token> = FxHashMap::default();
        for line in &lines {
            for (word, _) in line {
                tokens.entry(word).or_insert_with(|| bilingual.token(End::Src, word));
            }
            let run: Vec<&Token> = line.iter().map(|(word, _)| &tokens[word]).collect();
            let mut within = vec![false; line.len()];
            for found in bilingual.phrases_of(End::Src, &run) {
                within[found.start..found.start + found.len].fill(true);
            }
            for (i, &(word, kind)) in line.iter().enumerate() {
                let known = within[i] || !run[i].entries.is_empty();
                let lower = word.to_lowercase();
                match kind {
                    Kind::Number => coverage.numbers += 1,
                    Kind::Name => coverage.name(known),
                    Kind::Opening if names.contains(&lower) && !plain.contains(&lower) => coverage.name(known),
                    Kind::Plain | Kind::Opening => {
                        coverage.words += 1;
                        coverage.known += u64::from(known);
                        if !known {
                            *coverage.lacking.entry(lower).or_default() += 1;
                        }
                    }
                }
            }
        }
        coverage
    }

    fn name(&mut self, known: bool) {
        self.names += 1;
        self.known_names += u64::from(known);
    }

    /// Words without an equivalent with their counts, the most frequent first.
    pub fn lacking(&self) -> Vec<(&str, u64)> {
        let mut lacking: Vec<(&str, u64)> = self.lacking.iter().map(|(word, &count)| (word.as_str(), count)).collect();
        lacking.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
        lacking
    }
}

fn of_kind(lines: &[Vec<(&str, Kind)>], kind: Kind) -> FxHashSet<String> {
    lines.iter().flatten().filter(|(_, k)| *k == kind).map(|(word, _)| word.to_lowercase()).collect()
}

fn kinds<'a>(line: &'a str, numbers: &Numbers) -> Vec<(&'a str, Kind)> {
    let values = numbers.values(line);
    words(line)
        .map(|(at, word)| {
            let opens = line[..at].trim_end().chars().next_back().is_none_or(|c| ".!?…:;\"“”‘«»([–—-".contains(c));
            let number = values.iter().any(|v| v.range.contains(&at));
            let kind = match word.chars().next() {
                _ if number || word.chars().any(|c| c.is_ascii_digit()) => Kind::Number,
                Some(c) if c.is_uppercase() && opens => Kind::Opening,
                Some(c) if c.is_uppercase() => Kind::Name,
                _ => Kind::Plain,
            };
            (word, kind)
        })
        .collect()
}
