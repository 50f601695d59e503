//! What speaks against a pair: hard rules, named as the field names them.

use crate::lang::key;
use crate::model::{Flag, Kind};

/// A pair under judgement.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'a> {
    /// Source text.
    pub src: &'a str,
    /// Target text.
    pub trg: &'a str,
    /// Sentences on each side.
    pub bead: Kind,
    /// Whether the bead lies outside the document's order.
    pub crossing: bool,
}

/// Reasons to look twice at a pair, sorted by name.
pub fn flags(candidate: Candidate<'_>) -> Vec<Flag> {
    let (src, trg) = (key(candidate.src), key(candidate.trg));
    let mut flags = Vec::new();
    if candidate.crossing {
        flags.push("crossing");
    }
    if src.is_empty() || trg.is_empty() {
        flags.push("no_empty");
    } else if src == trg {
        flags.push("no_identical");
    }
    let (short, long) = (src.chars().count().min(trg.chars().count()), src.chars().count().max(trg.chars().count()));
    if long > 20 && long > short * 4 {
        flags.push("length_ratio");
    }
    flags.sort_unstable();
    flags.into_iter().map(|name| Flag(name.to_owned())).collect()
}
