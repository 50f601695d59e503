//! Which documents are translations of each other.

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
