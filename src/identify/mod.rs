//! Which language a text is in: Malay, Indonesian, English, another one, or undecided.
//!
//! Texts in Latin letters are judged by two linear models over character n-grams and words (Cavnar and Trenkle's
//! observation that n-grams tell languages, with the weights of a logistic regression): one tells Malay and
//! Indonesian together from all other languages, the other one tells these two apart, helped by cue words.
//! Other scripts are judged by the script. What decides between blocks of a document stands in [`document`].

mod cues;
mod document;
mod evidence;
mod features;
mod model;
mod script;
mod site;
mod train;

#[cfg(test)]
mod tests;

use crate::lang::Lang;
use crate::lexicon::{LexiconError, Lexicons};
use crate::model::Guess;
use cues::{CUE, Cues, Shared};
pub use document::document;
pub use evidence::Evidence;
use model::{MOST, Model};
use script::Scripts;
pub use site::SiteLangs;
pub use train::{Labelled, Settings, TrainError};

/// File of the compiled model in the lexicons' folder.
const MODEL: &str = "langid.model";
/// What features of a likely name weigh between close languages, beside 1 for other words.
const NAMED: f32 = 0.3;
/// What features of a word that both close languages use alike weigh between them.
const SHARED: f32 = 0.4;

/// What a word weighs between the close languages, by its features.
fn heed(word: &features::Word<'_>, shared: &Shared) -> f32 {
    if shared.has(word.hash()) {
        SHARED
    } else if word.named {
        NAMED
    } else {
        1.0
    }
}

/// What evidence is multiplied by, given the number of words: n-grams repeat each other, so that a sum of them grows
/// faster than what is known.
fn dilution(words: u32) -> f32 {
    1.0 / (words.max(1) as f32).sqrt().sqrt()
}

/// Logits into probabilities.
fn softmax(logits: &mut [f32]) {
    let most = logits.iter().fold(f32::NEG_INFINITY, |m, &l| m.max(l));
    logits.iter_mut().for_each(|l| *l = (*l - most).exp());
    let sum: f32 = logits.iter().sum();
    logits.iter_mut().for_each(|l| *l /= sum);
}

/// The language identifier.
#[derive(Debug)]
pub struct Identifier {
    model: Option<Model>,
    cues: Cues,
    shared: Shared,
    scripts: Scripts,
}

/// What a text's words say, in the steps of the model.
struct Sums {
    wide: [i32; MOST],
    close: f32,
    cues: i32,
    words: u32,
    known: u32,
    latin: usize,
    foreign: script::Tally,
}

impl Default for Sums {
    fn default() -> Sums {
        let foreign = script::Tally::default();
        Sums { wide: [0; MOST], close: 0.0, cues: 0, words: 0, known: 0, latin: 0, foreign }
    }
}

/// What a text says between the two close languages.
struct Odds {
    /// Probability that it is in one of them.
    family: f64,
    /// Log odds of the first of them against the second.
    log_odds: f64,
}

/// A guess with what it rests on.
struct Judged {
    guess: Guess,
    /// Where the text is likelier in one of the close languages than in any other.
    odds: Option<Odds>,
    /// Letters that were looked at.
    letters: usize,
}

impl Identifier {
    /// Reads the model, the cue words and the scripts.
    ///
    /// # Errors
    /// Where a file of the lexicons is malformed.
    pub fn load(lexicons: &Lexicons) -> Result<Identifier, LexiconError> {
        let model = match lexicons.binary(MODEL)? {
            Some(bytes) => Some(Model::read(bytes).map_err(|error| LexiconError::Malformed {
                file: MODEL.to_owned(),
                line: 1,
                what: error.to_string(),
            })?),
            None => None,
        };
        let cues = match model.as_ref().and_then(|m| m.close) {
            Some((first, second)) => Cues::load(lexicons, first, second)?,
            None => Cues::default(),
        };
        let shared = Shared::new(model.iter().flat_map(|m| m.shared.iter().copied()));
        Ok(Identifier { model, cues, shared, scripts: Scripts::load(lexicons)? })
    }

    /// Makes a model from labelled text, as the bytes of a file that stands as `langid.model` in a folder of lexicons.
    /// The cue words of the close languages, and the words that they share, are taken from `lexicons`.
    ///
    /// # Errors
    /// Where the files of those words are malformed, and inside it [`TrainError`] where the texts cannot be learned from.
    pub fn train(
        texts: &[Labelled],
        lexicons: &Lexicons,
        settings: &Settings,
    ) -> Result<Result<Vec<u8>, TrainError>, LexiconError> {
        let cues = Cues::load(lexicons, settings.close.0, settings.close.1)?;
        let shared = cues::shared(lexicons, &cues, settings.close.0, settings.close.1)?;
        Ok(train::train(texts, &cues, &shared, settings))
    }

    /// The two languages that are told apart by a model of their own.
    pub fn close(&self) -> Option<(Lang, Lang)> {
        self.model.as_ref().and_then(|model| model.close)
    }

    /// The likeliest language of a text, of all that are known; [`Lang::UND`] where there is nothing to decide.
    ///
    /// The close languages stand together against the others first: a text that is either Malay or Indonesian, and
    /// open between them, is called one of them with a confidence near or below one half, not a third language.
    pub fn identify(&self, text: &str) -> Guess {
        self.judge(text).guess
    }

    fn judge(&self, text: &str) -> Judged {
        let sums = self.sums(text);
        let letters = sums.latin + sums.foreign.total();
        let und = Guess { lang: Lang::UND, confidence: 0.0 };
        let (Some(model), None) = (&self.model, self.by_script(&sums)) else {
            return Judged { guess: self.by_script(&sums).unwrap_or(und), odds: None, letters };
        };
        let mut shares = [0.0; MOST];
        let (class, share) = best(wide_shares(model, &sums, &mut shares));
        let lang = model.classes.get(class).copied().unwrap_or(Lang::UND);
        let family = f64::from(share);
        let Some((first, second)) = model.close.filter(|(first, _)| lang == *first) else {
            return Judged { guess: Guess { lang, confidence: family }, odds: None, letters };
        };
        let log_odds = close_logit(model, &sums);
        let given = logistic(log_odds.abs());
        let guess = Guess { lang: if log_odds >= 0.0 { first } else { second }, confidence: family * given };
        Judged { guess, odds: Some(Odds { family, log_odds }), letters }
    }

    /// The probabilities of all languages, the likeliest first; empty where there is nothing to decide.
    pub fn spread(&self, text: &str) -> Vec<(Lang, f64)> {
        let sums = self.sums(text);
        if let Some(guess) = self.by_script(&sums) {
            return if guess.lang == Lang::UND { Vec::new() } else { vec![(guess.lang, guess.confidence)] };
        }
        let Some(model) = &self.model else {
            return Vec::new();
        };
        let mut shares = [0.0; MOST];
        let shares = wide_shares(model, &sums, &mut shares);
        let mut spread = Vec::with_capacity(shares.len() + 1);
        for (&lang, &share) in model.classes.iter().zip(shares.iter()) {
            match model.close {
                Some((first, second)) if lang == first => {
                    let given = logistic(close_logit(model, &sums));
                    spread.push((first, f64::from(share) * given));
                    spread.push((second, f64::from(share) * (1.0 - given)));
                }
                _ => spread.push((lang, f64::from(share))),
            }
        }
        spread.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        spread
    }

    /// A guess where the script alone decides, or where there is nothing to decide.
    fn by_script(&self, sums: &Sums) -> Option<Guess> {
        let foreign = sums.foreign.total();
        if foreign > sums.latin {
            let (lang, letters) = sums.foreign.most();
            let confidence = letters as f64 / (foreign + sums.latin) as f64;
            return Some(Guess { lang, confidence: if lang == Lang::UND { 0.0 } else { confidence } });
        }
        (sums.known == 0).then_some(Guess { lang: Lang::UND, confidence: 0.0 })
    }

    fn sums(&self, text: &str) -> Sums {
        let mut sums = Sums::default();
        features::words(text, |word| {
            let initial = text[word.start..].chars().next().unwrap_or('a');
            if !script::is_latin(initial) {
                sums.foreign.add(&self.scripts, initial, word.letters());
                return;
            }
            sums.latin += word.letters();
            self.add(word, &mut sums);
        });
        sums
    }

    fn add(&self, word: &features::Word<'_>, sums: &mut Sums) {
        let Some(model) = &self.model else { return };
        // A number alone is in no language, however it is written.
        let counts = u32::from(!word.number);
        sums.words += counts;
        sums.cues += i32::from(self.cues.side(word.hash()));
        let mut close = 0;
        word.features(|hash| {
            close += model.close_weight(hash);
            if let Some(weights) = model.wide(hash) {
                sums.known += counts;
                for (sum, &weight) in sums.wide.iter_mut().zip(weights) {
                    *sum += i32::from(weight as i8);
                }
            }
        });
        sums.close += heed(word, &self.shared) * close as f32;
    }
}

/// Probabilities of the wide model's classes.
fn wide_shares<'s>(model: &Model, sums: &Sums, shares: &'s mut [f32; MOST]) -> &'s [f32] {
    let shares = &mut shares[..model.classes.len()];
    let scale = model.wide_scale * dilution(sums.words);
    for ((share, bias), sum) in shares.iter_mut().zip(&model.bias).zip(&sums.wide) {
        *share = bias + scale * *sum as f32;
    }
    softmax(shares);
    shares
}

/// Log odds of the first of the close languages, given that the text is in one of them.
fn close_logit(model: &Model, sums: &Sums) -> f64 {
    let told = model.cue * sums.cues as f32 / f32::from(CUE);
    let level = model.level * sums.words as f32;
    f64::from(dilution(sums.words) * (model.close_scale * sums.close + told + level))
}

fn logistic(logit: f64) -> f64 {
    1.0 / (1.0 + (-logit).exp())
}

fn best(shares: &[f32]) -> (usize, f32) {
    let mut best = (0, 0.0);
    for (i, &share) in shares.iter().enumerate() {
        if share > best.1 {
            best = (i, share);
        }
    }
    best
}
