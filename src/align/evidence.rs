//! What the lexicon says of words: the aligner's only door to it.

use crate::lang::Lang;
use crate::lexicon::{Bilingual, End, LexiconError, Lexicons, Match, Numbers, Token};

/// The lexicon of a language pair as the aligner sees it.
#[derive(Debug)]
pub(super) struct Evidence {
    lexicon: Bilingual,
    numbers: [Numbers; 2],
}

impl Evidence {
    pub(super) fn load(lexicons: &Lexicons, src: Lang, trg: Lang) -> Result<Evidence, LexiconError> {
        let lexicon = Bilingual::load(lexicons, src, trg)?;
        Ok(Evidence { lexicon, numbers: [Numbers::new(lexicons, src)?, Numbers::new(lexicons, trg)?] })
    }

    pub(super) fn lexicon(&self) -> &Bilingual {
        &self.lexicon
    }

    /// A word with its meanings, inflected or not; to be asked once for each word of a text.
    pub(super) fn word(&self, end: End, word: &str) -> Token {
        self.lexicon.token(end, word)
    }

    /// The phrases among a sentence's words.
    pub(super) fn phrases(&self, end: End, words: &[&Token]) -> Vec<Match> {
        self.lexicon.phrases_of(end, words)
    }

    /// The numbers, dates and amounts of a sentence, each in its one canonical form.
    pub(super) fn values(&self, end: End, sentence: &str) -> Vec<String> {
        self.numbers[end as usize].values(sentence).into_iter().map(|value| value.canonical).collect()
    }
}
