//! What is to be aligned with what: pages that hold both languages, and pairs of pages.

use super::Prepared;
use crate::align::{Job, Passage};
use crate::lang::Lang;

/// Sentences of one language in a document: their numbers in it.
pub type Selection = Vec<usize>;

/// Two selections to be aligned.
#[derive(Clone, Debug)]
pub struct Task {
    /// Index of the source document.
    pub src_doc: usize,
    /// Index of the target document; the same for a bilingual page.
    pub trg_doc: usize,
    /// Sentences of the source side.
    pub src: Selection,
    /// Sentences of the target side.
    pub trg: Selection,
}

/// Least share of a document's sentences that a language must have for the document to count as one of both languages.
const BILINGUAL_SHARE: f64 = 0.15;

/// The sentences of a document that are in a language.
pub fn select(prepared: &Prepared, lang: Lang) -> Selection {
    prepared.sentences.iter().enumerate().filter(|(_, s)| s.lang == lang).map(|(i, _)| i).collect()
}

/// Whether a document holds a text in both languages.
pub fn is_bilingual(prepared: &Prepared, (src, trg): (Lang, Lang)) -> bool {
    let least = (prepared.sentences.len() as f64 * BILINGUAL_SHARE).max(1.0);
    let enough = |lang| select(prepared, lang).len() as f64 >= least;
    src != trg && enough(src) && enough(trg)
}

/// The texts of a task.
pub fn job(documents: &[Prepared], task: &Task) -> Job {
    Job { src: passage(&documents[task.src_doc], &task.src), trg: passage(&documents[task.trg_doc], &task.trg) }
}

/// The text of a selection.
pub fn passage(prepared: &Prepared, selection: &Selection) -> Passage {
    Passage {
        sentences: selection.iter().map(|&i| prepared.sentences[i].text.clone()).collect(),
        blocks: selection.iter().map(|&i| prepared.sentences[i].block).collect(),
    }
}
