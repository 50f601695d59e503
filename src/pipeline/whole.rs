//! Aligned documents whole: every sentence in order, whether it has a partner or not.

use std::collections::BTreeMap;

use super::pages::Task;
use super::run::pair;
use super::{Options, Prepared};
use crate::model::{Bead, Ladder, Pair};

/// Rows of the aligned documents, in the order of their beads: the pairs that were kept, and every other sentence by
/// itself, in a row of kind `1-0` or `0-1` whose other side is empty.
pub fn rows<'a>(
    documents: &[Prepared],
    aligned: impl Iterator<Item = (&'a Task, &'a Ladder)>,
    kept: &[Pair],
    options: &Options,
) -> Vec<Pair> {
    let kept: BTreeMap<&str, &Pair> = kept.iter().map(|pair| (pair.id.as_str(), pair)).collect();
    let mut rows = Vec::new();
    for (task, bead) in aligned.flat_map(|(task, ladder)| ladder.iter().map(move |bead| (task, bead))) {
        if bead.is_pair()
            && let Some(&pair) = kept.get(pair(documents, task, bead, options).id.as_str())
        {
            rows.push(pair.clone());
            continue;
        }
        let alone = |src, trg| pair(documents, task, &Bead { src, trg, score: 0.0, crossing: false }, options);
        rows.extend(bead.src.clone().map(|i| alone(i..i + 1, bead.trg.start..bead.trg.start)));
        rows.extend(bead.trg.clone().map(|i| alone(bead.src.end..bead.src.end, i..i + 1)));
    }
    rows
}
