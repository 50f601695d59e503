//! Pairs one to one, with a margin to the runner-up.

use std::collections::BTreeMap;

use super::Match;

/// A candidate with the judge's word on it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Judged {
    /// Index of the source document.
    pub src: usize,
    /// Index of the target document.
    pub trg: usize,
    /// How well the two go together; higher is better, 0 is nothing.
    pub score: f64,
}

/// Takes the best candidates first, each document once. A pair needs `least`, and must be ahead of what either of
/// its documents has with anybody still free by the factor `margin`; nobody is forced to have a partner.
pub fn assign(mut judged: Vec<Judged>, least: f64, margin: f64) -> Vec<Match> {
    judged.retain(|j| j.score >= least);
    judged.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.src.cmp(&b.src)).then(a.trg.cmp(&b.trg)));
    let (mut src_of, mut trg_of): (BTreeMap<usize, Vec<usize>>, BTreeMap<usize, Vec<usize>>) = Default::default();
    for (i, j) in judged.iter().enumerate() {
        src_of.entry(j.src).or_default().push(i);
        trg_of.entry(j.trg).or_default().push(i);
    }
    let mut taken = vec![false; judged.len()];
    let (mut src_done, mut trg_done) = (std::collections::BTreeSet::new(), std::collections::BTreeSet::new());
    for i in 0..judged.len() {
        let j = judged[i];
        if src_done.contains(&j.src) || trg_done.contains(&j.trg) {
            continue;
        }
        let rivals = src_of[&j.src].iter().chain(&trg_of[&j.trg]).filter(|&&r| r != i);
        let free = rivals.filter(|&&r| !src_done.contains(&judged[r].src) && !trg_done.contains(&judged[r].trg));
        let runner_up = free.map(|&r| judged[r].score).fold(0.0, f64::max);
        if j.score >= runner_up * margin {
            taken[i] = true;
            src_done.insert(j.src);
            trg_done.insert(j.trg);
        }
    }
    let mut matches: Vec<Match> = judged
        .iter()
        .zip(taken)
        .filter(|(_, taken)| *taken)
        .map(|(j, _)| Match { src: j.src, trg: j.trg, score: j.score })
        .collect();
    matches.sort_by_key(|m| (m.src, m.trg));
    matches
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(rows: &[(usize, usize, f64)]) -> Vec<Judged> {
        rows.iter().map(|&(src, trg, score)| Judged { src, trg, score }).collect()
    }

    fn pairs(rows: &[(usize, usize, f64)]) -> Vec<(usize, usize)> {
        assign(judged(rows), 0.2, 1.1).iter().map(|m| (m.src, m.trg)).collect()
    }

    #[test]
    fn best_first_and_each_once() {
        assert_eq!(pairs(&[(0, 0, 0.9), (0, 1, 0.5), (1, 0, 0.6), (1, 1, 0.4)]), [(0, 0), (1, 1)]);
    }

    #[test]
    fn nobody_is_forced() {
        assert_eq!(pairs(&[(0, 0, 0.1)]), []);
    }

    #[test]
    fn two_equals_are_left_alone() {
        assert_eq!(pairs(&[(0, 0, 0.9), (0, 1, 0.89)]), []);
    }
}
