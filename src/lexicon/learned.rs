//! A lexicon learned from aligned texts: counts that can be saved, merged and used again.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use super::LexiconError;
use crate::lang::{Lang, UnknownLang};

/// Parts of an occurrence in which translations are counted.
pub const UNIT: u32 = 4096;

/// First line of the written form, with the languages behind it.
const HEAD: &str = "# sejajar lexicon 1";

/// Which words were seen to translate which, and how often.
///
/// Counts are integers, so that merging is associative and commutative to the last bit: shards may be counted
/// apart and put together in any order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Learned {
    /// Source language.
    pub src: Lang,
    /// Target language.
    pub trg: Lang,
    /// For a source and a target word, lower case, how often one translated the other, in 1/[`UNIT`].
    pub pairs: BTreeMap<(Box<str>, Box<str>), u64>,
    /// Occurrences of source words in aligned sentences.
    pub src_words: BTreeMap<Box<str>, u64>,
    /// Occurrences of target words in aligned sentences.
    pub trg_words: BTreeMap<Box<str>, u64>,
}

impl Learned {
    /// The most pairs that a batch's lexicon holds.
    pub const MOST_PAIRS: usize = 2_000_000;

    /// An empty lexicon of two languages.
    pub fn new(src: Lang, trg: Lang) -> Learned {
        Learned { src, trg, pairs: BTreeMap::new(), src_words: BTreeMap::new(), trg_words: BTreeMap::new() }
    }

    /// Whether nothing was learned.
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty() && self.src_words.is_empty() && self.trg_words.is_empty()
    }

    /// Adds another lexicon's counts to this one's.
    pub fn merge(&mut self, other: &Learned) {
        fn add<K: Ord + Clone>(own: &mut BTreeMap<K, u64>, other: &BTreeMap<K, u64>) {
            for (key, &count) in other {
                let sum = own.entry(key.clone()).or_default();
                *sum = sum.saturating_add(count);
            }
        }
        add(&mut self.pairs, &other.pairs);
        add(&mut self.src_words, &other.src_words);
        add(&mut self.trg_words, &other.trg_words);
    }

    /// Keeps the `most` pairs that were seen most often (of equal ones the first in order), and the words of which
    /// there are pairs. What is within the bound stays as it is: the counts of a word without pairs belong to the
    /// sum with another lexicon.
    pub fn prune(&mut self, most: usize) {
        if self.pairs.len() <= most {
            return;
        }
        let mut counts: Vec<u64> = self.pairs.values().copied().collect();
        let (least, mut room) = bound(&mut counts, most);
        self.pairs.retain(|_, n| kept(*n, least, &mut room));
        let src: std::collections::BTreeSet<&str> = self.pairs.keys().map(|(s, _)| &**s).collect();
        let trg: std::collections::BTreeSet<&str> = self.pairs.keys().map(|(_, t)| &**t).collect();
        self.src_words.retain(|word, _| src.contains(&**word));
        self.trg_words.retain(|word, _| trg.contains(&**word));
    }

    /// Keeps the `most` highest counts of a sorted list of pairs, of equal ones the first.
    pub fn prune_list<K>(pairs: &mut Vec<(K, K, u64)>, most: usize) {
        if pairs.len() > most {
            let mut counts: Vec<u64> = pairs.iter().map(|pair| pair.2).collect();
            let (least, mut room) = bound(&mut counts, most);
            pairs.retain(|pair| kept(pair.2, least, &mut room));
        }
    }

    /// The probability that a source word, where it is translated, becomes a target word, 0–1.
    pub fn probability(&self, src: &str, trg: &str) -> f64 {
        let Some(&count) = self.pairs.get(&(src.into(), trg.into())) else { return 0.0 };
        let seen = self.src_words.get(src).copied().unwrap_or(0).max(1);
        (count as f64 / f64::from(UNIT) / seen as f64).min(1.0)
    }

    /// The written form: a line a count, sorted, tabs between cells.
    pub fn to_text(&self) -> String {
        let mut text = format!("{HEAD}\t{}\t{}\n", self.src, self.trg);
        for (mark, words) in [("s", &self.src_words), ("t", &self.trg_words)] {
            for (word, count) in words {
                let _ = writeln!(text, "{mark}\t{word}\t{count}");
            }
        }
        for ((src, trg), count) in &self.pairs {
            let _ = writeln!(text, "p\t{src}\t{trg}\t{count}");
        }
        text
    }

    /// Reads the written form; counts of a pair that stands twice are added.
    ///
    /// # Errors
    /// A row that is none, by `name` and line.
    pub fn parse(text: &str, name: &str) -> Result<Learned, LexiconError> {
        let wrong =
            |line: usize, what: &str| LexiconError::Malformed { file: name.to_owned(), line, what: what.to_owned() };
        let mut lines = text.lines();
        let head: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
        let lang = |code: &str| {
            Lang::parse(code).map_err(|UnknownLang(code)| wrong(1, &format!("'{code}' is no language code")))
        };
        let mut learned = match head[..] {
            [HEAD, src, trg] => Learned::new(lang(src)?, lang(trg)?),
            _ => {
                return Err(wrong(
                    1,
                    "not a learned lexicon: its first line must be the one that --save-lexicon writes",
                ));
            }
        };
        for (i, line) in lines.enumerate() {
            let cells: Vec<&str> = line.split('\t').collect();
            let count = cells
                .last()
                .and_then(|n| n.parse::<u64>().ok())
                .ok_or_else(|| wrong(i + 2, "the last cell must be a whole number"))?;
            let sum = match cells[..] {
                ["s", word, _] => learned.src_words.entry(word.into()).or_default(),
                ["t", word, _] => learned.trg_words.entry(word.into()).or_default(),
                ["p", src, trg, _] => learned.pairs.entry((src.into(), trg.into())).or_default(),
                _ => {
                    return Err(wrong(
                        i + 2,
                        "a row is 's word count', 't word count' or 'p word word count', divided by tabs",
                    ));
                }
            };
            *sum = sum.saturating_add(count);
        }
        Ok(learned)
    }

    /// The pairs of at least `least` probability, source first, in order: what [`super::write_dic`] writes.
    pub fn likely(&self, least: f64) -> impl Iterator<Item = (&str, &str)> {
        self.pairs
            .keys()
            .map(|(src, trg)| (&**src, &**trg))
            .filter(move |(src, trg)| self.probability(src, trg) >= least)
    }
}

/// The count at which a list of more than `most` counts is cut off, and for how many of that count there is room.
fn bound(counts: &mut [u64], most: usize) -> (u64, usize) {
    let (above, least, _) = counts.select_nth_unstable_by(most, |a, b| b.cmp(a));
    let least = *least;
    (least, most - above.iter().filter(|&&n| n > least).count())
}

fn kept(n: u64, least: u64, room: &mut usize) -> bool {
    if n == least && *room > 0 {
        *room -= 1;
        return true;
    }
    n > least
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn lexicon(pairs: &[(u8, u8, u32)]) -> Learned {
        let mut learned = Learned::new(Lang::MS, Lang::EN);
        for &(s, t, n) in pairs {
            let (s, t) = (format!("s{s}").into_boxed_str(), format!("t{t}").into_boxed_str());
            *learned.src_words.entry(s.clone()).or_default() += 1;
            *learned.trg_words.entry(t.clone()).or_default() += 1;
            *learned.pairs.entry((s, t)).or_default() += u64::from(n);
        }
        learned
    }

    proptest! {
        #[test]
        fn shards_merge_in_any_order_to_the_same_bits(
            a in prop::collection::vec((0u8..9, 0u8..9, any::<u32>()), 0..30),
            b in prop::collection::vec((0u8..9, 0u8..9, any::<u32>()), 0..30),
            c in prop::collection::vec((0u8..9, 0u8..9, any::<u32>()), 0..30),
        ) {
            let (a, b, c) = (lexicon(&a), lexicon(&b), lexicon(&c));
            let mut left = a.clone();
            left.merge(&b);
            left.merge(&c);
            let mut right = c;
            right.merge(&b);
            right.merge(&a);
            prop_assert_eq!(left.to_text(), right.to_text());
        }

        #[test]
        fn any_words_and_counts_are_read_back_to_the_last_bit(
            rows in prop::collection::vec(("[^\t\r\n]{1,6}", "[^\t\r\n]{1,6}", any::<u64>()), 0..20),
        ) {
            let mut learned = Learned::new(Lang::ID, Lang::EN);
            for (src, trg, n) in rows {
                learned.src_words.insert(src.as_str().into(), n);
                learned.trg_words.insert(trg.as_str().into(), n / 2);
                learned.pairs.insert((src.into(), trg.into()), n);
            }
            prop_assert_eq!(Learned::parse(&learned.to_text(), "x").expect("own form"), learned);
        }

        #[test]
        fn what_is_written_is_read_back(a in prop::collection::vec((0u8..9, 0u8..9, any::<u32>()), 0..30)) {
            let learned = lexicon(&a);
            prop_assert_eq!(Learned::parse(&learned.to_text(), "x").expect("own form"), learned);
        }

        #[test]
        fn a_pruned_lexicon_keeps_to_its_bound(a in prop::collection::vec((0u8..9, 0u8..9, 0u32..5), 0..60), most in 0usize..20) {
            let whole = lexicon(&a);
            let mut learned = whole.clone();
            learned.prune(most);
            prop_assert_eq!(learned.pairs.len(), most.min(whole.pairs.len()));
            let least = learned.pairs.values().min().copied().unwrap_or(0);
            prop_assert!(whole.pairs.iter().filter(|(key, _)| !learned.pairs.contains_key(*key)).all(|(_, &n)| n <= least || most == 0));
        }
    }

    #[test]
    fn a_lexicon_within_its_bound_loses_no_word() {
        let mut learned = lexicon(&[(1, 2, 3)]);
        learned.src_words.insert("sendiri".into(), 4);
        let whole = learned.clone();
        learned.prune(1);
        assert_eq!(learned, whole);
    }

    #[test]
    fn malformed_files_are_named_by_line() {
        let head = "# sejajar lexicon 1\tms\ten\n";
        for (text, line) in [
            ("", 1),
            ("words", 1),
            ("# sejajar lexicon 1\tmalay\ten\n", 1),
            (&format!("{head}s\tsaya\tmany"), 2),
            (&format!("{head}s\tsaya\t1\nq\ta\tb\t2"), 3),
        ] {
            match Learned::parse(text, "my.lexicon") {
                Err(LexiconError::Malformed { file, line: at, .. }) => {
                    assert_eq!((file.as_str(), at), ("my.lexicon", line))
                }
                other => panic!("{text:?}: {other:?}"),
            }
        }
    }

    #[test]
    fn hunalign_gets_the_likely_pairs() {
        let mut learned = Learned::new(Lang::MS, Lang::EN);
        learned.src_words.insert("kucing".into(), 2);
        learned.pairs.insert(("kucing".into(), "cat".into()), 2 * u64::from(UNIT));
        learned.pairs.insert(("kucing".into(), "the".into()), 10);
        assert_eq!(crate::lexicon::write_dic(learned.likely(0.2)), "cat @ kucing\n");
    }
}
