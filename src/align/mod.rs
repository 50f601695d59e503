//! Which sentences of two texts are translations of each other.
//!
//! A bead's score is a log-likelihood ratio: how much likelier its two sides are as translations of each other than
//! side by side by chance. Words are judged by IBM model 1 in both directions (Brown et al. 1993) against each side's
//! own frequencies; the probabilities come from the lexicon, from likeness of spelling, and from what the beads of
//! the whole batch teach. A dynamic program over beads finds the best alignment within a band.
//!
//! A batch goes in steps, each a pure function of a document, so that the pipeline can spread them over threads:
//! [`Aligner::prepare`] each job, [`Batch::new`], [`Aligner::align`] each document, and then, as often as it pays,
//! [`Aligner::counts`] of each, [`Aligner::learn`] from all, and [`Aligner::align`] again near the last path.

mod alike;
mod batch;
mod bead;
mod calibrate;
mod cells;
mod chain;
mod dp;
mod evidence;
mod explain;
mod learn;
mod lengths;
mod matrix;
mod moved;
mod order;
mod search;
#[cfg(test)]
mod tests;
mod tokens;
mod weights;

use std::ops::Range;

use crate::lang::Lang;
use crate::lexicon::{Bilingual, End, Learned, LexiconError, Lexicons};
use crate::model::{Bead, Ladder};
pub use batch::{Batch, Counts, Doc, Table};
use evidence::Evidence;
pub use explain::Term;
use tokens::{Reader, Side};
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
    langs: (Lang, Lang),
    /// Weights of the score.
    pub weights: Weights,
}

impl Aligner {
    /// Reads what is known of the two languages.
    ///
    /// # Errors
    /// Where a file of the lexicons is malformed.
    pub fn load(lexicons: &Lexicons, src: Lang, trg: Lang) -> Result<Aligner, LexiconError> {
        Ok(Aligner { evidence: Evidence::load(lexicons, src, trg)?, langs: (src, trg), weights: Weights::default() })
    }

    /// The lexicon of the two languages.
    pub fn lexicon(&self) -> &Bilingual {
        self.evidence.lexicon()
    }

    /// Makes a job ready: interns its words and looks them up.
    pub fn prepare(&self, job: &Job) -> Doc {
        let [mut src, mut trg] = [End::Src, End::Trg].map(|end| Reader::new(&self.evidence, end));
        ready(&mut src, &mut trg, job)
    }

    /// Makes several jobs ready, each as [`Aligner::prepare`] does; words that they share are looked up once.
    pub fn prepare_all(&self, jobs: &[Job]) -> Vec<Doc> {
        let [mut src, mut trg] = [End::Src, End::Trg].map(|end| Reader::new(&self.evidence, end));
        jobs.iter().map(|job| ready(&mut src, &mut trg, job)).collect()
    }

    /// Aligns a document of a batch by itself: by the table where one was learned, near an earlier alignment where there is one.
    pub fn align(&self, batch: &Batch, doc: usize, table: Option<&Table>, near: Option<&[Bead]>) -> Ladder {
        batch.docs.get(doc).map(|doc| search::align(doc, batch, table, near, &self.weights)).unwrap_or_default()
    }

    /// The line-by-line alignment of a document: sentence `i` with sentence `i`, scored.
    pub fn one_to_one(&self, batch: &Batch, doc: usize, table: Option<&Table>) -> Ladder {
        batch.docs.get(doc).map(|doc| search::one_to_one(doc, batch, table, &self.weights)).unwrap_or_default()
    }

    /// Counts what a document's beads teach of words.
    pub fn counts(&self, batch: &Batch, doc: usize, ladder: &[Bead], table: Option<&Table>) -> Counts {
        batch.docs.get(doc).map(|doc| learn::counts(doc, ladder, batch, table, &self.weights)).unwrap_or_default()
    }

    /// The sum of the counts of some documents.
    pub fn sum(&self, counts: &[Counts]) -> Counts {
        Counts::sum(counts)
    }

    /// The word table of counts, with those of a learned lexicon where the batch was given one.
    pub fn learn(&self, batch: &Batch, counts: Vec<Counts>) -> Table {
        Table::learn(batch, counts, &self.weights)
    }

    /// The word table of what was known before the batch.
    pub fn known(&self, batch: &Batch) -> Option<Table> {
        batch.known.is_some().then(|| Table::learn(batch, Vec::new(), &self.weights))
    }

    /// The counts of the batch that a table was made of, as a lexicon that can be saved; what the batch was given of
    /// an earlier lexicon is not among them.
    pub fn learned(&self, batch: &Batch, table: &Table) -> Learned {
        table.own.to_learned(batch, self.langs)
    }

    /// Why a bead of a document has its score: terms that add up to its log-likelihood ratio of translation against chance.
    pub fn explain(&self, batch: &Batch, doc: usize, bead: &Bead, table: Option<&Table>) -> Vec<Term> {
        match batch.docs.get(doc).filter(|doc| bead.src.end <= doc.src.len() && bead.trg.end <= doc.trg.len()) {
            Some(doc) => explain::terms(doc, batch, table, bead.src.clone(), bead.trg.clone(), &self.weights),
            None => Vec::new(),
        }
    }

    /// What the probabilities of beads of a document are computed from; `examples/calibrate.rs` fits the weights to it.
    #[doc(hidden)]
    pub fn features(
        &self,
        batch: &Batch,
        doc: usize,
        beads: &[(Range<usize>, Range<usize>)],
        table: Option<&Table>,
    ) -> Vec<Vec<f64>> {
        let Some(doc) = batch.docs.get(doc) else { return Vec::new() };
        let matrix = matrix::Matrix::new(doc, &batch.statistics, table, &self.weights);
        let mut judge = search::Judge::new(doc, &matrix, batch, table, &self.weights);
        beads.iter().map(|(src, trg)| judge.features(src.clone(), trg.clone()).1.to_vec()).collect()
    }

    /// The probability of a weighted sum of those features.
    #[doc(hidden)]
    pub fn probability(sum: f64) -> f64 {
        calibrate::sharpened(sum)
    }

    /// The weights of those features.
    #[doc(hidden)]
    pub fn calibration() -> &'static [f64] {
        &calibrate::WEIGHTS
    }

    /// A cheap judgement of whether two passages are translations of each other: the share of their letters in beads
    /// that hold, 0–1, looking at the first `most` sentences alone and learning nothing.
    pub fn quick(&self, src: &Passage, trg: &Passage, most: usize) -> f64 {
        let cut =
            |p: &Passage| Passage { sentences: p.sentences.iter().take(most).cloned().collect(), blocks: Vec::new() };
        let batch = Batch::new(vec![self.prepare(&Job { src: cut(src), trg: cut(trg) })], None);
        let ladder = self.align(&batch, 0, None, None);
        let doc = &batch.docs[0];
        let held: f64 = ladder
            .iter()
            .filter(|b| b.is_pair())
            .map(|b| {
                let letters =
                    |side: &Side, range: Range<usize>| side.letters[range].iter().map(|&n| f64::from(n)).sum::<f64>();
                b.score * (letters(&doc.src, b.src.clone()) + letters(&doc.trg, b.trg.clone()))
            })
            .sum();
        let all: f64 = doc.src.letters.iter().chain(&doc.trg.letters).map(|&n| f64::from(n)).sum();
        if all > 0.0 { held / all } else { 0.0 }
    }
}

/// Interns both sides of a job.
fn ready(src: &mut Reader<'_>, trg: &mut Reader<'_>, job: &Job) -> Doc {
    let (src, trg) = (src.read(&job.src), trg.read(&job.trg));
    let prior = prior(&src, &trg);
    Doc { src, trg, prior, ..Doc::default() }
}

/// The links of two sides' types that need no learning: look-alikes and words that share a row of the lexicon.
fn prior(src: &Side, trg: &Side) -> Vec<(u32, u32, f32)> {
    let mut prior = alike::pairs(&src.types, &trg.types);
    let rows = |side: &Side| {
        let types = side.types.iter().enumerate();
        let mut rows: Vec<(u32, u32, f32)> =
            types.flat_map(|(t, kind)| kind.entries.iter().map(move |e| (e.row, t as u32, e.weight))).collect();
        rows.sort_unstable_by_key(|row| (row.0, row.1));
        rows
    };
    let (src_rows, trg_rows) = (rows(src), rows(trg));
    let mut rest = trg_rows.as_slice();
    for &(row, s, weight) in &src_rows {
        rest = &rest[rest.partition_point(|other| other.0 < row)..];
        for &(_, t, other) in rest.iter().take_while(|other| other.0 == row) {
            prior.push((s, t, 0.4 * weight * other));
        }
    }
    prior.sort_unstable_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(b.2.total_cmp(&a.2)));
    prior.dedup_by(|later, first| (later.0, later.1) == (first.0, first.1));
    prior
}
