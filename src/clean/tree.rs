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
use crate::model::{Block, Document, Verdict};

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

    /// Judges a page, has `rest` work on the blocks that are left alone, and puts the dropped ones back in their places.
    ///
    /// Other stages need not look at menus; and where their rules guess from lines at what the tree shows (a link,
    /// a number alone), the tree is right.
    pub fn around(&self, document: &mut Document, rest: impl FnOnce(&mut Document)) {
        self.judge(document);
        let is_html = !document.outline.elements.is_empty();
        let blocks = std::mem::take(&mut document.blocks);
        let order: Vec<bool> = blocks.iter().map(Block::is_kept).collect();
        let (kept, dropped): (Vec<Block>, Vec<Block>) = blocks.into_iter().partition(Block::is_kept);
        document.blocks = kept;
        rest(document);
        if is_html {
            document.blocks.iter_mut().filter(|b| is_guess(b)).for_each(|b| b.verdict = Verdict::Keep);
        }
        let (mut kept, mut dropped) = (std::mem::take(&mut document.blocks).into_iter(), dropped.into_iter());
        document.blocks =
            order.iter().filter_map(|&is_kept| if is_kept { kept.next() } else { dropped.next() }).collect();
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

/// Whether a line rule dropped a block for looking like a menu or a page number, which the tree has ruled out.
fn is_guess(block: &Block) -> bool {
    match &block.verdict {
        Verdict::Drop(rule) if rule == "nav" => true,
        Verdict::Drop(rule) if rule == "pagination" => !block.text.as_str().chars().any(char::is_alphabetic),
        _ => false,
    }
}

#[cfg(test)]
#[path = "tree_tests.rs"]
mod tests;
