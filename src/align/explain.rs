//! Why a bead has its score.

use std::collections::BTreeMap;
use std::ops::Range;

use super::batch::{Batch, Doc, Table};
use super::bead::{Parts, Scorer};
use super::cells::Cells;
use super::matrix::{Matrix, Share};
use super::tokens::{Class, Side};
use super::weights::Weights;

/// One reason for a bead's score.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// What it is: `word`, `phrase`, `number`, `mark` for what was matched, `unmatched`, `shared`, `length`, `shape`, `free`.
    pub name: &'static str,
    /// What it adds to the log-likelihood ratio of translation against chance, in nats.
    pub value: f64,
    /// What was matched (`kerajaan = government`), or what else there is to say.
    pub detail: String,
}

/// The terms of a bead, matches by weight first; they add up to the bead's log-likelihood ratio.
pub(super) fn terms(
    doc: &Doc,
    batch: &Batch,
    table: Option<&Table>,
    src: Range<usize>,
    trg: Range<usize>,
    w: &Weights,
) -> Vec<Term> {
    let matrix = Matrix::new(doc, &batch.statistics, table, w);
    let mut scorer = Scorer::new(doc, &matrix, &batch.statistics, table, None, w);
    let mut cells = Cells::new(doc, &matrix);
    cells.only(src.clone(), trg.clone());
    let parts = scorer.parts(&cells, src.clone(), trg.clone());
    let (mut matched, lost) = matches(doc, &matrix, &src, &trg, w);
    let found: f64 = matched.iter().map(|t| t.value).sum();
    matched.sort_by(|a, b| b.value.total_cmp(&a.value).then_with(|| a.detail.cmp(&b.detail)));
    let Parts { forward, backward, length, shape, free } = parts;
    let letters = |side: &Side, range: &Range<usize>| side.letters[range.clone()].iter().sum::<u32>();
    let rest = [
        ("unmatched", lost, String::from("words without a partner")),
        (
            "shared",
            f64::from(forward) + f64::from(backward) - found - lost,
            String::from("words that a neighbouring sentence explains as well"),
        ),
        ("length", f64::from(length), format!("{} letters with {}", letters(&doc.src, &src), letters(&doc.trg, &trg))),
        ("shape", f64::from(shape), format!("{}-{}", src.len(), trg.len())),
        ("free", f64::from(free), String::from("free translations may share next to no word")),
    ];
    matched.extend(rest.into_iter().filter(|r| r.1.abs() > 1e-3).map(|(name, value, detail)| Term {
        name,
        value,
        detail,
    }));
    matched
}

/// What each pair of words gains, and what all words lose where they have no partner.
fn matches(doc: &Doc, matrix: &Matrix, src: &Range<usize>, trg: &Range<usize>, w: &Weights) -> (Vec<Term>, f64) {
    let all = |side: &Side, range: &Range<usize>| -> Vec<u32> {
        range.clone().flat_map(|i| side.tokens(i).to_vec()).collect()
    };
    let (src, trg) = (all(&doc.src, src), all(&doc.trg, trg));
    // For each token of one side, the sum of its ratios and the word that gives most of it.
    let mut forward: Vec<(f32, f32, u32)> = vec![(0.0, 0.0, 0); trg.len()];
    let mut backward: Vec<(f32, f32, u32)> = vec![(0.0, 0.0, 0); src.len()];
    for (a, &s) in src.iter().enumerate() {
        for link in matrix.row(s) {
            for (b, _) in trg.iter().enumerate().filter(|(_, t)| **t == link.to) {
                for (best, ratio, other) in
                    [(&mut forward[b], link.forward, s), (&mut backward[a], link.backward, link.to)]
                {
                    best.0 += ratio;
                    if ratio > best.1 {
                        (best.1, best.2) = (ratio, other);
                    }
                }
            }
        }
    }
    let mut gains: BTreeMap<(u32, u32), f64> = BTreeMap::new();
    let mut lost = 0.0;
    let mut add = |token: u32, found: (f32, f32, u32), shares: &[Share], len: usize, forward: bool| {
        let share = shares[token as usize];
        lost += f64::from(w.evidence * share.lost);
        if found.0 > 0.0 {
            let key = if forward { (found.2, token) } else { (token, found.2) };
            *gains.entry(key).or_default() += f64::from(w.evidence * share.gain(found.0 / len.max(1) as f32));
        }
    };
    for (&t, &found) in trg.iter().zip(&forward) {
        add(t, found, &matrix.trg, src.len(), true);
    }
    for (&s, &found) in src.iter().zip(&backward) {
        add(s, found, &matrix.src, trg.len(), false);
    }
    let term = |((s, t), value): ((u32, u32), f64)| {
        let (s, t) = (&doc.src.types[s as usize], &doc.trg.types[t as usize]);
        let name = match s.class {
            Class::Word => "word",
            Class::Phrase => "phrase",
            Class::Number | Class::Value => "number",
            Class::Mark => "mark",
        };
        Term { name, value, detail: format!("{} = {}", s.text.trim_start_matches('='), t.text.trim_start_matches('=')) }
    };
    (gains.into_iter().filter(|(_, value)| *value > 1e-3).map(term).collect(), lost)
}
