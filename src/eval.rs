//! How good an alignment is, held against a gold standard: strict and lax precision, recall and F1.
//!
//! Ladders are scored as in the evaluation of text+berg (Volk et al. 2010; Sennrich & Volk 2010) and its later
//! users: *strict* counts a bead as right where gold has the same bead; *lax* where it shares a sentence pair
//! with gold. Precision is over all predicted beads, recall over the gold beads that have both sides.
//!
//! ```
//! use sejajar::eval::{self, Index};
//! let gold = eval::parse_ladder("[0]:[0]\n[1, 2]:[1]\n").unwrap();
//! let predicted = eval::parse_ladder("[0]:[0]:0.99\n[1]:[1]:0.70\n[2]:[]:0\n").unwrap();
//! let scores = eval::ladders([(predicted.as_slice(), gold.as_slice())]);
//! assert_eq!(scores.strict.recall, 0.5);
//! assert!(scores.lax.f1 > scores.strict.f1);
//! # let _: &Vec<(Index, Index)> = &gold;
//! ```

use std::collections::{HashMap, HashSet};

use crate::lang::key;

/// Sentence numbers of one side of a bead, 0-based.
pub type Index = Vec<usize>;

/// A bead of a ladder file: source and target sentence numbers.
pub type IndexBead = (Index, Index);

/// Precision, recall and their harmonic mean, each 0–1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Prf {
    /// Share of what was predicted that is right.
    pub precision: f64,
    /// Share of gold that was found.
    pub recall: f64,
    /// Harmonic mean.
    pub f1: f64,
}

impl Prf {
    fn new(right: usize, predicted: usize, found: usize, gold: usize) -> Prf {
        let share = |part: usize, all: usize| if all == 0 { 0.0 } else { part as f64 / all as f64 };
        let (precision, recall) = (share(right, predicted), share(found, gold));
        let f1 = if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 };
        Prf { precision, recall, f1 }
    }
}

/// Both ways of counting.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Scores {
    /// The same bead as in gold.
    pub strict: Prf,
    /// A bead that shares a pair of sentences with gold.
    pub lax: Prf,
}

/// A line of a ladder file that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: '{text}' is no bead; write [0, 1]:[0] or [0, 1]:[0]:0.98")]
pub struct BadBead {
    /// Line, from 1.
    pub line: usize,
    /// What stands there.
    pub text: String,
}

/// Reads the field's index format: `[0, 1]:[0]:0.98`, one bead a line, the score optional.
///
/// # Errors
/// [`BadBead`] for the first line that is none.
pub fn parse_ladder(text: &str) -> Result<Vec<IndexBead>, BadBead> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(i, line)| {
            let mut sides = line.trim().split(':').map(parse_index);
            match (sides.next().flatten(), sides.next().flatten()) {
                (Some(src), Some(trg)) => Ok((src, trg)),
                _ => Err(BadBead { line: i + 1, text: line.to_owned() }),
            }
        })
        .collect()
}

fn parse_index(side: &str) -> Option<Index> {
    let inner = side.trim().strip_prefix('[')?.strip_suffix(']')?.trim();
    if inner.is_empty() {
        return Some(Vec::new());
    }
    inner.split(',').map(|n| n.trim().parse().ok()).collect()
}

/// Scores predicted ladders against gold ones, counts of all documents added up: items are (predicted, gold).
pub fn ladders<'a>(documents: impl IntoIterator<Item = (&'a [IndexBead], &'a [IndexBead])>) -> Scores {
    let (mut strict, mut lax) = ([0; 4], [0; 4]);
    for (predicted, gold) in documents {
        let both = |beads: &[IndexBead]| {
            beads.iter().filter(|b| !b.0.is_empty() && !b.1.is_empty()).cloned().collect::<Vec<_>>()
        };
        let (right_strict, right_lax, all) = hits(predicted, gold);
        let (found_strict, found_lax, wanted) = hits(&both(gold), &both(predicted));
        for (counts, values) in
            [(&mut strict, [right_strict, all, found_strict, wanted]), (&mut lax, [right_lax, all, found_lax, wanted])]
        {
            counts.iter_mut().zip(values).for_each(|(count, value)| *count += value);
        }
    }
    Scores {
        strict: Prf::new(strict[0], strict[1], strict[2], strict[3]),
        lax: Prf::new(lax[0], lax[1], lax[2], lax[3]),
    }
}

/// Of the beads `of`: how many stand in `by`, how many share a sentence pair with it, how many there are.
fn hits(of: &[IndexBead], by: &[IndexBead]) -> (usize, usize, usize) {
    let known = |beads: &[IndexBead]| {
        beads.iter().filter(|b| !b.0.is_empty() || !b.1.is_empty()).cloned().collect::<HashSet<_>>()
    };
    let (of, by) = (known(of), known(by));
    let mut partners: HashMap<usize, HashSet<usize>> = HashMap::new();
    for (src, trg) in &by {
        for &s in src {
            partners.entry(s).or_default().extend(trg);
        }
    }
    let touches =
        |bead: &IndexBead| bead.0.iter().filter_map(|s| partners.get(s)).any(|p| bead.1.iter().any(|t| p.contains(t)));
    let strict = of.iter().filter(|b| by.contains(*b)).count();
    let lax = of.iter().filter(|b| by.contains(*b) || touches(b)).count();
    (strict, lax, of.len())
}

/// A sentence pair as text.
pub type TextPair = (String, String);

/// The spellings of a gold text: what stands in `⟦ ⟧` may be there or not.
fn gold_keys(text: &str) -> Vec<String> {
    if !text.contains('⟦') {
        return vec![key(text)];
    }
    let mut without = String::new();
    let mut depth = 0usize;
    for c in text.chars() {
        match c {
            '⟦' => depth += 1,
            '⟧' => depth = depth.saturating_sub(1),
            _ if depth == 0 => without.push(c),
            _ => {}
        }
    }
    vec![key(text), key(&without)]
}

/// Scores predicted pairs against gold ones; each gold pair can be found once. Lax counts a pair as right where
/// one side is the same and the other contains, or is contained in, gold's.
pub fn pairs(predicted: &[TextPair], gold: &[TextPair]) -> Scores {
    let predicted: Vec<(String, String)> = predicted.iter().map(|(s, t)| (key(s), key(t))).collect();
    let gold: Vec<(Vec<String>, Vec<String>)> = gold
        .iter()
        .filter(|(s, t)| !s.trim().is_empty() && !t.trim().is_empty())
        .map(|(s, t)| (gold_keys(s), gold_keys(t)))
        .collect();
    let mut by_text: HashMap<(&str, &str), Vec<usize>> = HashMap::new();
    for (i, (sources, targets)) in gold.iter().enumerate() {
        let spellings: HashSet<(&str, &str)> =
            sources.iter().flat_map(|s| targets.iter().map(move |t| (s.as_str(), t.as_str()))).collect();
        for spelling in spellings {
            by_text.entry(spelling).or_default().push(i);
        }
    }
    let mut free = vec![true; gold.len()];
    let mut left = Vec::new();
    let mut strict = 0;
    for pair in &predicted {
        match by_text.get(&(pair.0.as_str(), pair.1.as_str())).and_then(|c| c.iter().copied().find(|&i| free[i])) {
            Some(i) => {
                free[i] = false;
                strict += 1;
            }
            None => left.push(pair),
        }
    }
    let mut lax = strict;
    let within = |a: &str, b: &str| !a.is_empty() && !b.is_empty() && (a.contains(b) || b.contains(a));
    for pair in left {
        let near = |i: &usize| {
            free[*i] && gold[*i].0.iter().any(|s| within(s, &pair.0)) && gold[*i].1.iter().any(|t| within(t, &pair.1))
        };
        if let Some(i) = (0..gold.len()).find(near) {
            free[i] = false;
            lax += 1;
        }
    }
    Scores {
        strict: Prf::new(strict, predicted.len(), strict, gold.len()),
        lax: Prf::new(lax, predicted.len(), lax, gold.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_perfect_alignment_scores_one() {
        let gold = parse_ladder("[0]:[0]\n[1]:[]\n[2, 3]:[1]\n").expect("ladder");
        let scores = ladders([(gold.as_slice(), gold.as_slice())]);
        assert_eq!((scores.strict.f1, scores.lax.f1), (1.0, 1.0));
    }

    #[test]
    fn an_unaligned_sentence_counts_for_precision_only() {
        let gold = parse_ladder("[0]:[0]\n[1]:[1]\n").expect("ladder");
        let predicted = parse_ladder("[0]:[0]\n[1]:[]\n[]:[1]\n").expect("ladder");
        let scores = ladders([(predicted.as_slice(), gold.as_slice())]);
        assert_eq!(scores.strict.recall, 0.5);
        assert!((scores.strict.precision - 1.0 / 3.0).abs() < 1e-12);
    }

    #[test]
    fn bad_ladders_are_named_by_line() {
        assert_eq!(parse_ladder("[0]:[0]\nnonsense\n").map_err(|e| e.line), Err(2));
    }

    #[test]
    fn optional_parts_of_gold_may_be_there_or_not() {
        let pair = |s: &str, t: &str| (s.to_owned(), t.to_owned());
        let gold = [pair("⟦Siti - ⟧Dua ekor kucing.", "Two cats."), pair("Heading", "")];
        for predicted in ["Dua ekor kucing", "SITI: dua ekor kucing."] {
            assert_eq!(pairs(&[pair(predicted, "two cats")], &gold).strict.f1, 1.0);
        }
        let half = pairs(&[pair("Dua ekor", "Two cats.")], &gold);
        assert_eq!((half.strict.f1, half.lax.f1), (0.0, 1.0));
    }
}
