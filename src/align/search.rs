//! From a document to its ladder.

use std::ops::Range;

use super::batch::{Batch, Doc, Table};
use super::bead::Scorer;
use super::calibrate;
use super::cells::Cells;
use super::chain;
use super::dp::{self, Band, Score};
use super::matrix::Matrix;
use super::moved;
use super::order::Order;
use super::weights::Weights;
use crate::model::{Bead, Ladder};

/// Cells up to which all of them are looked at.
const SMALL: usize = 100;

/// Half the width of the band around an earlier path, in sentences.
const NEAR: usize = 4;

/// Probability from which the place between two pairs of sentences is settled.
const SURE: f64 = 0.97;

/// The places behind the beads of an earlier path, and whether each is settled.
fn places(ladder: &[Bead]) -> impl Iterator<Item = ((usize, usize), bool)> {
    let sure = |b: &Bead| b.src.len() == 1 && b.trg.len() == 1 && b.score >= SURE && !b.crossing;
    let follows = |a: &Bead, b: &Bead| (a.src.end, a.trg.end) == (b.src.start, b.trg.start);
    let settled = move |at: usize| {
        let (bead, next) = (&ladder[at], ladder.get(at + 1));
        sure(bead) && next.is_some_and(|next| sure(next) && follows(bead, next))
    };
    let settled = (0..ladder.len()).map(settled);
    let beads = ladder.iter().zip(settled).filter(|(b, _)| !b.crossing);
    beads.map(|(b, settled)| ((b.src.end, b.trg.end), settled))
}

/// The best alignment of a document.
pub(super) fn align(doc: &Doc, batch: &Batch, table: Option<&Table>, near: Option<&[Bead]>, w: &Weights) -> Ladder {
    let matrix = Matrix::new(doc, &batch.statistics, table, w);
    let (n, m) = (doc.src.len(), doc.trg.len());
    let band = match near {
        Some(ladder) => Band::between(places(ladder), n, m, NEAR),
        None if n * m <= SMALL => Band::full(n, m),
        None => chain::band(doc, &matrix),
    };
    let mut search = Search {
        cells: Cells::new(doc, &matrix),
        scorer: Scorer::new(doc, &matrix, &batch.statistics, table, near.map(Order::of), w),
    };
    let path = dp::best_path(n, m, &band, &mut search).0;
    let Search { cells, scorer } = search;
    let mut judge = Judge { doc, cells, scorer, taught: table.is_some() };
    let ladder = path.into_iter().map(|(src, trg)| judge.bead(src, trg)).collect();
    moved::second_look(ladder, doc, &matrix, &mut judge)
}

/// Sentence `i` with sentence `i`; what one side has more stays alone.
pub(super) fn one_to_one(doc: &Doc, batch: &Batch, table: Option<&Table>, w: &Weights) -> Ladder {
    let matrix = Matrix::new(doc, &batch.statistics, table, w);
    let mut judge = Judge::new(doc, &matrix, batch, table, w);
    let (n, m) = (doc.src.len(), doc.trg.len());
    let range = |i: usize, len: usize| i.min(len)..(i + 1).min(len);
    (0..n.max(m)).map(|i| judge.bead(range(i, n), range(i, m))).collect()
}

/// Gives beads their score.
pub(super) struct Judge<'a> {
    doc: &'a Doc,
    cells: Cells<'a>,
    scorer: Scorer<'a>,
    /// Whether there is a table of what was learned.
    taught: bool,
}

impl<'a> Judge<'a> {
    pub(super) fn new(
        doc: &'a Doc,
        matrix: &'a Matrix,
        batch: &'a Batch,
        table: Option<&Table>,
        w: &'a Weights,
    ) -> Judge<'a> {
        let scorer = Scorer::new(doc, matrix, &batch.statistics, table, None, w);
        Judge { doc, cells: Cells::new(doc, matrix), scorer, taught: table.is_some() }
    }

    /// The bead of two runs of sentences.
    pub(super) fn bead(&mut self, src: Range<usize>, trg: Range<usize>) -> Bead {
        let score = if src.is_empty() || trg.is_empty() {
            0.0
        } else {
            calibrate::probability(&self.features(src.clone(), trg.clone()).1)
        };
        Bead { src, trg, score, crossing: false }
    }

    /// The log-likelihood ratio of a bead, in nats, and the features of its probability.
    pub(super) fn features(&mut self, src: Range<usize>, trg: Range<usize>) -> (f32, [f64; calibrate::FEATURES]) {
        self.cells.only(src.clone(), trg.clone());
        let parts = self.scorer.parts(&self.cells, src.clone(), trg.clone());
        (parts.total(), calibrate::features(self.doc, &self.cells, &parts, src, trg, self.taught))
    }
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
