//! Which documents are translations of each other.
//!
//! Each document becomes a [`Profile`]: the meanings of its words (rows of the lexicon, the same in all languages),
//! its numbers and its unknown words, which are mostly names. An [`Index`] over the profiles of the target side
//! gives each source document a few candidates by cosine similarity of rare keys (Salton & McGill 1983); whoever
//! calls judges them by a quick alignment, and [`assign`] makes pairs one to one.

mod assign;
mod index;
mod profile;
mod url;

pub use assign::{Judged, assign};
pub use index::{Candidate, Frequencies, Index, best};
pub use profile::{Profile, Profiler};
pub use url::{Address, linked};

/// Two documents that belong together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Match {
    /// Index of the source document.
    pub src: usize,
    /// Index of the target document.
    pub trg: usize,
    /// Probability that one is the translation of the other, 0–1.
    pub score: f64,
}
