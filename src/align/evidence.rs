//! What the lexicon says of words: the aligner's only door to it.

use crate::lang::Lang;
use crate::lexicon::{Bilingual, End, Entry, LexiconError, Lexicons, Match};

/// The lexicon of a language pair as the aligner sees it.
#[derive(Debug)]
pub(super) struct Evidence {
    lexicon: Bilingual,
}

impl Evidence {
    pub(super) fn load(lexicons: &Lexicons, src: Lang, trg: Lang) -> Result<Evidence, LexiconError> {
        Ok(Evidence { lexicon: Bilingual::load(lexicons, src, trg)? })
    }

    pub(super) fn lexicon(&self) -> &Bilingual {
        &self.lexicon
    }

    /// The meanings of a word, inflected or not.
    pub(super) fn readings(&self, end: End, word: &str) -> Vec<Entry> {
        self.lexicon.entries(end, word)
    }

    /// The phrases among a sentence's words.
    pub(super) fn phrases(&self, end: End, words: &[&str]) -> Vec<Match> {
        self.lexicon.phrases(end, words)
    }
}
