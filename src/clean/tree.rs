//! Which blocks of an HTML page are its article, by where they stand in its tree.
//!
//! The ideas are those of boilerpipe (Kohlschütter et al. 2010: words and link density of a block and of its
//! neighbours), Readability (the element that holds the most running text) and trafilatura (names of elements),
//! put together in this order: elements are set aside by their names unless the article would go with them; the
//! article's element is found by the running text that is left; its blocks are judged one by one.

use super::tree_article;
use super::tree_names::Names;
use super::tree_page::Page;
use crate::lexicon::{LexiconError, Lexicons};
use crate::model::Document;

/// Judges the blocks of HTML pages.
#[derive(Debug)]
pub struct TreeJudge {
    names: Names,
}

impl TreeJudge {
    /// Reads what it knows.
    ///
    /// # Errors
    /// Where a file of the lexicons is malformed.
    pub fn load(lexicons: &Lexicons) -> Result<TreeJudge, LexiconError> {
        Ok(TreeJudge { names: Names::load(lexicons)? })
    }

    /// Drops the blocks that are not the article, each by the name of a rule; a page that is no HTML stays as it is.
    pub fn judge(&self, document: &mut Document) {
        if document.outline.elements.is_empty() || document.blocks.is_empty() {
            return;
        }
        let page = Page::new(document, &self.names);
        let verdicts = tree_article::verdicts(&page, &self.names);
        for (block, verdict) in document.blocks.iter_mut().zip(verdicts) {
            block.verdict = verdict;
        }
    }
}
