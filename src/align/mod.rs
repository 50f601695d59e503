//! Which sentences of two texts are translations of each other.

use crate::lang::Lang;
use crate::lexicon::{Bilingual, LexiconError, Lexicons};
use crate::model::{Bead, Ladder};

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
    lexicon: Bilingual,
}

impl Aligner {
    /// Reads what is known of the two languages.
    ///
    /// # Errors
    /// Where a file of the lexicons is malformed.
    pub fn load(lexicons: &Lexicons, src: Lang, trg: Lang) -> Result<Aligner, LexiconError> {
        Ok(Aligner { lexicon: Bilingual::load(lexicons, src, trg)? })
    }

    /// What is known of the words of the two languages.
    pub fn lexicon(&self) -> &Bilingual {
        &self.lexicon
    }

    /// Aligns one job by itself.
    pub fn align(&self, job: &Job) -> Ladder {
        let n = job.src.sentences.len().min(job.trg.sentences.len());
        (0..n).map(|i| Bead { src: i..i + 1, trg: i..i + 1, score: 0.5, crossing: false }).collect()
    }
}
