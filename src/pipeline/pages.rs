//! What is to be aligned with what: pages that hold both languages, and pairs of pages.

use super::Page;
use crate::align::{Job, Passage};
use crate::lang::Lang;

/// Sentences of one language in a page: their numbers in it.
pub type Selection = Vec<usize>;

/// Two pages to be aligned, or one with itself.
#[derive(Clone, Debug)]
pub struct Task<'a> {
    /// The source page.
    pub src: &'a Page,
    /// The target page; the same for a bilingual one.
    pub trg: &'a Page,
    /// Sentences of the source side.
    pub src_at: Selection,
    /// Sentences of the target side.
    pub trg_at: Selection,
}

/// Least share of a document's sentences that a language must have for the document to count as one of both languages.
const BILINGUAL_SHARE: f64 = 0.15;

/// The sentences of a page that are in a language.
pub fn select(page: &Page, lang: Lang) -> Selection {
    page.sentences.iter().enumerate().filter(|(_, s)| s.lang == lang).map(|(i, _)| i).collect()
}

/// Whether a page holds a text in both languages.
pub fn is_bilingual(page: &Page, (src, trg): (Lang, Lang)) -> bool {
    let least = (page.sentences.len() as f64 * BILINGUAL_SHARE).max(1.0);
    let enough = |lang| select(page, lang).len() as f64 >= least;
    src != trg && enough(src) && enough(trg)
}

impl<'a> Task<'a> {
    /// The task of two pages.
    pub fn new(src: &'a Page, trg: &'a Page, langs: (Lang, Lang)) -> Task<'a> {
        Task { src, trg, src_at: select(src, langs.0), trg_at: select(trg, langs.1) }
    }

    /// The texts of the task.
    pub fn job(&self) -> Job {
        Job { src: passage(self.src, &self.src_at), trg: passage(self.trg, &self.trg_at) }
    }
}

/// The text of a selection.
pub fn passage(page: &Page, selection: &Selection) -> Passage {
    Passage {
        sentences: selection.iter().map(|&i| page.sentences[i].text.clone()).collect(),
        blocks: selection.iter().map(|&i| page.sentences[i].block).collect(),
    }
}
