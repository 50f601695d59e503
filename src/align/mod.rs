//! Which sentences of two texts are translations of each other.

mod alike;
mod batch;
mod bead;
mod cells;
mod dp;
mod evidence;
mod learn;
mod matrix;
mod tokens;
mod weights;

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::lang::Lang;
use crate::lexicon::{End, LexiconError, Lexicons};
use crate::model::{Bead, Ladder};
pub use batch::{Batch, Counts, Doc, Statistics, Table};
use bead::Scorer;
use cells::Cells;
use dp::{Band, Score};
use evidence::Evidence;
use matrix::Matrix;
use tokens::Side;
pub use weights::Weights;

/// The sentences of one side.
#[derive(Clone, Debug, Default)]
pub struct Passage {
    /// Sentences in order.
    pub sentences: Vec<String>,
    /// For each sentence, the block (paragraph) it is of; empty where that is not known.
    pub blocks: Vec<usize>,
}

/// Two texts to be aligned.
#[derive(Clone, Debug, Default)]
pub struct Job {
    /// Source side.
    pub src: Passage,
    /// Target side.
    pub trg: Passage,
}

/// Aligns texts of one pair of languages.
#[derive(Debug)]
pub struct Aligner {
    evidence: Evidence,
    /// Weights of the score.
    pub weights: Weights,
}

impl Aligner {
    /// Reads what is known of the two languages.
    ///
    /// # Errors
    /// Where a file of the lexicons is malformed.
    pub fn load(lexicons: &Lexicons, src: Lang, trg: Lang) -> Result<Aligner, LexiconError> {
        Ok(Aligner { evidence: Evidence::load(lexicons, src, trg)?, weights: Weights::default() })
    }

    /// Makes a job ready.
    pub fn prepare(&self, job: &Job) -> Doc {
        let src = Side::new(&job.src, End::Src, &self.evidence);
        let trg = Side::new(&job.trg, End::Trg, &self.evidence);
        let mut prior = alike::pairs(&src.types, &trg.types);
        let mut rows: FxHashMap<u32, Vec<(u32, f32)>> = FxHashMap::default();
        for (t, kind) in trg.types.iter().enumerate() {
            for entry in &kind.entries {
                rows.entry(entry.row).or_default().push((t as u32, entry.weight));
            }
        }
        for (s, kind) in src.types.iter().enumerate() {
            for entry in &kind.entries {
                for &(t, weight) in rows.get(&entry.row).into_iter().flatten() {
                    prior.push((s as u32, t, 0.4 * entry.weight * weight));
                }
            }
        }
        prior.sort_unstable_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(b.2.total_cmp(&a.2)));
        prior.dedup_by(|later, first| (later.0, later.1) == (first.0, first.1));
        Doc { src, trg, prior, ..Doc::default() }
    }

    /// Aligns a document of a batch, by the table learned where there is one, near an earlier alignment where there is one.
    pub fn align(&self, batch: &Batch, doc: usize, table: Option<&Table>, near: Option<&Ladder>) -> Ladder {
        let doc = &batch.docs[doc];
        let matrix = Matrix::new(doc, &batch.statistics, table, &self.weights);
        let (n, m) = (doc.src.len(), doc.trg.len());
        let band = match near {
            Some(ladder) => {
                let path: Vec<_> = ladder.iter().map(|b| (b.src.end, b.trg.end)).collect();
                Band::around(&path, n, m, 6)
            }
            None => Band::full(n, m),
        };
        let mut score = Search { cells: Cells::new(doc, &matrix), scorer: Scorer::new(doc, &matrix, &batch.statistics, &self.weights) };
        let (path, _) = dp::best_path(n, m, &band, &mut score);
        path.into_iter().map(|(src, trg)| { let score = if src.is_empty() || trg.is_empty() { 0.0 } else { 0.5 }; Bead { src, trg, score, crossing: false } }).collect()
    }

    /// Counts what a document's beads teach.
    pub fn counts(&self, batch: &Batch, doc: usize, ladder: &Ladder, table: Option<&Table>) -> Counts {
        learn::counts(&batch.docs[doc], ladder, &batch.statistics, table, &self.weights)
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

    fn bead(&mut self, src: Range<usize>, trg: Range<usize>) -> Option<f64> {
        if src.len() + trg.len() > 2 && !self.scorer.promising(&self.cells, src.clone(), trg.clone()) {
            return None;
        }
        Some(f64::from(self.scorer.parts(&self.cells, src, trg).total()))
    }

    fn src_alone(&mut self, _: usize) -> f64 {
        self.scorer.alone()
    }

    fn trg_alone(&mut self, _: usize) -> f64 {
        self.scorer.alone()
    }
}
