//! Beads: the links of an alignment.

use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};

/// How many sentences a bead has on each side, written `2-1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Kind(pub usize, pub usize);

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.0, self.1)
    }
}

/// One link of an alignment: a run of source sentences with a run of target sentences, either possibly empty.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bead {
    /// Source sentences, 0-based.
    pub src: Range<usize>,
    /// Target sentences, 0-based.
    pub trg: Range<usize>,
    /// Probability that the two sides are translations of each other, 0–1; 0 where one side is empty.
    pub score: f64,
    /// Whether it was found outside the document's order (sentences moved).
    pub crossing: bool,
}

impl Bead {
    /// How many sentences it has on each side.
    pub fn kind(&self) -> Kind {
        Kind(self.src.len(), self.trg.len())
    }

    /// Whether both sides have a sentence.
    pub fn is_pair(&self) -> bool {
        !self.src.is_empty() && !self.trg.is_empty()
    }
}

/// An alignment in the order of its beads.
pub type Ladder = Vec<Bead>;
