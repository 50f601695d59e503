//! Anchors: pairs of sentences that rare words, names and numbers join, and the heaviest chain of them.
//!
//! The chain tells the dynamic program where to look, so that its cost grows with the length of a document and not
//! with its square, and whole blocks that one side lacks are stepped over.

use rustc_hash::FxHashMap;

use super::batch::Doc;
use super::dp::Band;
use super::matrix::Matrix;

/// Words that occur more often than this in a document join too many sentences to be anchors.
const RARE: usize = 10;

/// Candidates kept for each source sentence.
const CANDIDATES: usize = 3;

/// Cells between two anchors above which only a corridor is looked at.
const WIDE: usize = 90_000;

/// Half the width of that corridor, in sentences.
const CORRIDOR: usize = 60;

/// Weight of two anchors side by side between which the place is settled, in nats.
const SURE: f32 = 10.0;

/// Half the width of the band around the chain, in sentences.
const AROUND: usize = 5;

/// The band around a document's anchors.
pub(super) fn band(doc: &Doc, matrix: &Matrix) -> Band {
    let (n, m) = (doc.src.len(), doc.trg.len());
    let candidates = candidates(doc, matrix, |_| true, |_| true);
    let chain: Vec<(usize, usize, f32)> = heaviest(&candidates, m).into_iter().map(|c| candidates[c]).collect();
    let mut path = vec![((0, 0), false)];
    for (at, &(i, j, weight)) in chain.iter().enumerate() {
        let follows = |next: &(usize, usize, f32)| (next.0, next.1) == (i + 1, j + 1) && next.2 >= SURE;
        reach(&mut path, (i, j));
        path.push(((i + 1, j + 1), weight >= SURE && chain.get(at + 1).is_some_and(follows)));
    }
    reach(&mut path, (n, m));
    Band::between(path.into_iter(), n, m, AROUND)
}

/// Leads a path on to a place.
fn reach(path: &mut Vec<((usize, usize), bool)>, (i, j): (usize, usize)) {
    let (i0, j0) = path.last().map_or((0, 0), |last| last.0);
    if (i0, j0) == (i, j) {
        return;
    }
    if (i - i0) * (j - j0) > WIDE {
        corridor(path, (i0, j0), (i, j));
    }
    path.push(((i, j), false));
}

/// Places along the straight line between two anchors, with room on both sides.
fn corridor(path: &mut Vec<((usize, usize), bool)>, from: (usize, usize), to: (usize, usize)) {
    let (rows, columns) = (to.0 - from.0, to.1 - from.1);
    for row in 1..rows {
        let middle = from.1 + row * columns / rows;
        path.push(((from.0 + row, middle.saturating_sub(CORRIDOR).max(from.1)), false));
        path.push(((from.0 + row, (middle + CORRIDOR).min(to.1)), false));
    }
}

/// Pairs of sentences with the weight of the rare words that join them, by source sentence, among those asked for.
pub(super) fn candidates(
    doc: &Doc,
    matrix: &Matrix,
    src: impl Fn(usize) -> bool,
    trg: impl Fn(usize) -> bool,
) -> Vec<(usize, usize, f32)> {
    let mut places: Vec<Vec<u32>> = vec![Vec::new(); doc.trg.types.len()];
    for j in (0..doc.trg.len()).filter(|&j| trg(j)) {
        for &t in doc.trg.tokens(j) {
            let places = &mut places[t as usize];
            if places.len() <= RARE && places.last() != Some(&(j as u32)) {
                places.push(j as u32);
            }
        }
    }
    let mut found = Vec::new();
    let mut weights: FxHashMap<u32, f32> = FxHashMap::default();
    let mut row: Vec<(u32, f32)> = Vec::new();
    for i in (0..doc.src.len()).filter(|&i| src(i)) {
        weights.clear();
        for &s in doc.src.tokens(i) {
            if doc.src.types[s as usize].count as usize > RARE {
                continue;
            }
            for link in matrix.row(s) {
                let places = &places[link.to as usize];
                if !places.is_empty() && places.len() <= RARE {
                    let weight = link.forward.min(link.backward).max(1.0).ln() / places.len() as f32;
                    for &j in places {
                        *weights.entry(j).or_default() += weight;
                    }
                }
            }
        }
        row.clear();
        row.extend(weights.iter().map(|(&j, &w)| (j, w)));
        row.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        found.extend(row.iter().take(CANDIDATES).map(|&(j, w)| (i, j as usize, w)));
    }
    found
}

/// The chain of greatest weight in which both sides ascend, as indexes; candidates come in order of the source sentence.
fn heaviest(candidates: &[(usize, usize, f32)], m: usize) -> Vec<usize> {
    // A Fenwick tree of the best chain that ends before a target sentence.
    let mut tree: Vec<Option<u32>> = vec![None; m + 1];
    let mut totals: Vec<f32> = vec![0.0; candidates.len()];
    let mut before: Vec<Option<u32>> = vec![None; candidates.len()];
    let total = |totals: &[f32], at: Option<u32>| at.map_or(0.0, |c| totals[c as usize]);
    let mut at = 0;
    while at < candidates.len() {
        let end = at + candidates[at..].iter().take_while(|c| c.0 == candidates[at].0).count();
        for c in at..end {
            let mut best = None;
            let mut j = candidates[c].1;
            while j > 0 {
                if total(&totals, tree[j]) > total(&totals, best) {
                    best = tree[j];
                }
                j -= j & j.wrapping_neg();
            }
            totals[c] = total(&totals, best) + candidates[c].2;
            before[c] = best;
        }
        for c in at..end {
            let mut j = candidates[c].1 + 1;
            while j <= m {
                if totals[c] > total(&totals, tree[j]) {
                    tree[j] = Some(c as u32);
                }
                j += j & j.wrapping_neg();
            }
        }
        at = end;
    }
    let mut last = None;
    for c in 0..candidates.len() {
        if totals[c] > total(&totals, last) {
            last = Some(c as u32);
        }
    }
    let mut chain = Vec::new();
    while let Some(c) = last {
        chain.push(c as usize);
        last = before[c as usize];
    }
    chain.reverse();
    chain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_chain_beats_the_longest() {
        let candidates = [(0, 5, 1.0), (1, 0, 5.0), (2, 6, 1.0), (3, 1, 5.0), (4, 7, 1.0), (5, 7, 1.0)];
        assert_eq!(heaviest(&candidates, 8), [1, 3, 4]);
    }

    #[test]
    fn a_sentence_is_in_a_chain_once() {
        assert_eq!(heaviest(&[(0, 0, 1.0), (0, 1, 1.5), (1, 1, 1.0)], 2), [0, 2]);
        assert!(heaviest(&[], 0).is_empty());
    }
}
