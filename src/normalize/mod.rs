//! Repairs text, one visible step after another.

use crate::lexicon::{LexiconError, Pack};
use crate::model::Text;

/// What to change beside plain repair.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Fold quotes and dashes to ASCII.
    pub fold_punctuation: bool,
    /// Write informal spellings (`yg`, `dgn`) out.
    pub informal: bool,
}

/// Repairs text of one language.
#[derive(Debug)]
pub struct Normalizer {
    _options: Options,
}

impl Normalizer {
    /// Prepares the steps for a language.
    ///
    /// # Errors
    /// Where a file of the lexicons is malformed.
    pub fn new(_pack: &Pack, options: Options) -> Result<Normalizer, LexiconError> {
        Ok(Normalizer { _options: options })
    }

    /// Repairs a block of text; offsets survive.
    pub fn normalize(&self, text: &Text) -> Text {
        text.clone()
    }
}
