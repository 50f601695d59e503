//! From a document to its ladder.

use std::ops::Range;

use super::batch::{Batch, Doc, Table};
use super::bead::Scorer;
use super::cells::Cells;
use super::chain;
use super::dp::{self, Band, Score};
use super::matrix::Matrix;
use super::order::Order;
use super::weights::Weights;
use crate::model::{Bead, Ladder};

/// Cells up to which all of them are looked at.
const SMALL: usize = 400;

/// Half the width of the band around an earlier path, in sentences.
const NEAR: usize = 6;

/// The best alignment of a document.
pub(super) fn align(doc: &Doc, batch: &Batch, table: Option<&Table>, near: Option<&[Bead]>, w: &Weights) -> Ladder {
    let matrix = Matrix::new(doc, &batch.statistics, table, w);
    let (n, m) = (doc.src.len(), doc.trg.len());
    let band = match near {
        Some(ladder) => {
            let path: Vec<_> = ladder.iter().filter(|b| !b.crossing).map(|b| (b.src.end, b.trg.end)).collect();
            Band::around(&path, n, m, NEAR)
        }
        None if n * m <= SMALL => Band::full(n, m),
        None => chain::band(doc, &matrix),
    };
    let mut search = Search {
        cells: Cells::new(doc, &matrix),
        scorer: Scorer::new(doc, &matrix, &batch.statistics, table, near.map(Order::of), w),
    };
    let (path, _) = dp::best_path(n, m, &band, &mut search);
    path.into_iter().map(|(src, trg)| scored(doc, &matrix, &mut search.scorer, src, trg)).collect()
}

/// Sentence `i` with sentence `i`; what one side has more stays alone.
pub(super) fn one_to_one(doc: &Doc, batch: &Batch, table: Option<&Table>, w: &Weights) -> Ladder {
    let matrix = Matrix::new(doc, &batch.statistics, table, w);
    let mut scorer = Scorer::new(doc, &matrix, &batch.statistics, table, None, w);
    let (n, m) = (doc.src.len(), doc.trg.len());
    let both = n.min(m);
    let range = |i: usize, len: usize| i.min(len)..(i + 1).min(len);
    (0..n.max(m))
        .map(|i| {
            if i < both {
                scored(doc, &matrix, &mut scorer, i..i + 1, i..i + 1)
            } else {
                scored(doc, &matrix, &mut scorer, range(i, n), range(i, m))
            }
        })
        .collect()
}

fn scored(doc: &Doc, matrix: &Matrix, scorer: &mut Scorer<'_>, src: Range<usize>, trg: Range<usize>) -> Bead {
    let score = if src.is_empty() || trg.is_empty() {
        0.0
    } else {
        let mut cells = Cells::new(doc, matrix);
        for i in src.clone() {
            cells.fill(i, trg.clone());
        }
        let tokens = (doc.src.tokens_of(src.clone()) + doc.trg.tokens_of(trg.clone())) as f64;
        let llr = f64::from(scorer.parts(&cells, src.clone(), trg.clone()).total());
        1.0 / (1.0 + (-(llr / (tokens + 4.0).sqrt() * 1.5)).exp())
    };
    Bead { src, trg, score, crossing: false }
}

struct Search<'a> {
    cells: Cells<'a>,
    scorer: Scorer<'a>,
}

impl Score for Search<'_> {
    fn row(&mut self, i: usize, trg: Range<usize>) {
        self.cells.fill(i, trg);
    }

    fn bead(&mut self, src: Range<usize>, trg: Range<usize>, least: f64) -> Option<f64> {
        let merged = src.len() + trg.len() > 2;
        if merged && f64::from(self.scorer.most(&self.cells, src.clone(), trg.clone())) <= least {
            return None;
        }
        if merged && !self.scorer.promising(&self.cells, src.clone(), trg.clone()) {
            return None;
        }
        Some(f64::from(self.scorer.parts(&self.cells, src, trg).total()))
    }

    fn src_alone(&mut self, i: usize) -> f64 {
        self.scorer.src_alone(i)
    }

    fn trg_alone(&mut self, j: usize) -> f64 {
        self.scorer.trg_alone(j)
    }
}
