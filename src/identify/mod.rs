//! Which language a text is in: Malay, Indonesian, English, another one, or undecided.
//!
//! Texts in Latin letters are judged by two linear models over character n-grams and words (Cavnar and Trenkle's
//! observation that n-grams tell languages, with the weights of a logistic regression): one tells Malay and
//! Indonesian together from all other languages, the other one tells these two apart, helped by cue words.
//! Other scripts are judged by the script. What decides between blocks of a document stands in [`document`].

mod cues;
mod features;
mod model;
mod script;
mod train;

use crate::lang::Lang;
use crate::lexicon::{LexiconError, Lexicons};
use crate::model::Guess;
use cues::Cues;
use model::{MOST, Model};
use script::Scripts;
pub use train::{Labelled, Settings, TrainError};

/// File of the compiled model in the lexicons' folder.
const MODEL: &str = "langid.model";
/// What features of a likely name weigh between close languages, beside 1 for other words.
const NAMED: f32 = 0.3;

/// What evidence is multiplied by, given the number of words: n-grams repeat each other, so that a sum of them grows
/// faster than what is known.
fn dilution(words: u32) -> f32 {
    1.0 / (words.max(1) as f32).sqrt()
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
    scripts: Scripts,
}

/// What a text's words say, in the steps of the model.
struct Sums {
    wide: [i32; MOST],
    close: i32,
    close_named: i32,
    cues: i32,
    words: u32,
    known: u32,
    latin: usize,
    foreign: script::Tally,
}

/// A word that speaks for a text's language rather than for the next likely one.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// The word as it stands in the text.
    pub word: String,
    /// The language it speaks for.
    pub lang: Lang,
    /// How much, in nats; above 0.
    pub weight: f64,
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
        Ok(Identifier { model, cues, scripts: Scripts::load(lexicons)? })
    }

    /// Makes a model from labelled text, as the bytes of a file that stands as `langid.model` in a folder of lexicons.
    /// The cue words of the close languages are taken from `lexicons`.
    ///
    /// # Errors
    /// Where the cue words are malformed, and inside it [`TrainError`] where the texts cannot be learned from.
    pub fn train(
        texts: &[Labelled],
        lexicons: &Lexicons,
        settings: &Settings,
    ) -> Result<Result<Vec<u8>, TrainError>, LexiconError> {
        let cues = Cues::load(lexicons, settings.close.0, settings.close.1)?;
        Ok(train::train(texts, &cues, settings))
    }

    /// The likeliest language of a text, of all that are known; [`Lang::UND`] where there is nothing to decide.
    pub fn identify(&self, text: &str) -> Guess {
        let sums = self.sums(text);
        if let Some(guess) = self.by_script(&sums) {
            return guess;
        }
        let Some(model) = &self.model else {
            return Guess { lang: Lang::UND, confidence: 0.0 };
        };
        let mut shares = [0.0; MOST];
        let shares = self.wide_shares(model, &sums, &mut shares);
        let (class, share) = best(shares);
        let lang = model.classes.get(class).copied().unwrap_or(Lang::UND);
        let share = f64::from(share);
        match model.close {
            Some((first, second)) if lang == first => {
                let given = self.close_share(model, &sums);
                if given >= 0.5 {
                    Guess { lang: first, confidence: share * given }
                } else {
                    Guess { lang: second, confidence: share * (1.0 - given) }
                }
            }
            _ => Guess { lang, confidence: share },
        }
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
        let shares = self.wide_shares(model, &sums, &mut shares);
        let mut spread = Vec::with_capacity(shares.len() + 1);
        for (&lang, &share) in model.classes.iter().zip(shares.iter()) {
            match model.close {
                Some((first, second)) if lang == first => {
                    let given = self.close_share(model, &sums);
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

    fn wide_shares<'s>(&self, model: &Model, sums: &Sums, shares: &'s mut [f32; MOST]) -> &'s [f32] {
        let count = model.classes.len();
        let scale = model.wide_scale * dilution(sums.words);
        let shares = &mut shares[..count];
        for ((share, bias), sum) in shares.iter_mut().zip(&model.bias).zip(&sums.wide) {
            *share = bias + scale * *sum as f32;
        }
        softmax(shares);
        shares
    }

    /// Probability of the first of the close languages, given that the text is in one of them.
    fn close_share(&self, model: &Model, sums: &Sums) -> f64 {
        let learned = model.close_scale * (sums.close as f32 + NAMED * sums.close_named as f32);
        let logit = dilution(sums.words) * (learned + model.cue * sums.cues as f32);
        1.0 / (1.0 + f64::from(-logit).exp())
    }

    fn sums(&self, text: &str) -> Sums {
        let mut sums = Sums {
            wide: [0; MOST],
            close: 0,
            close_named: 0,
            cues: 0,
            words: 0,
            known: 0,
            latin: 0,
            foreign: script::Tally::default(),
        };
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
        sums.words += 1;
        sums.cues += i32::from(self.cues.side(word.hash()));
        let mut close = 0;
        word.features(|hash| {
            close += model.close_weight(hash);
            if let Some(weights) = model.wide(hash) {
                sums.known += 1;
                for (sum, &weight) in sums.wide.iter_mut().zip(weights) {
                    *sum += i32::from(weight as i8);
                }
            }
        });
        if word.named {
            sums.close_named += close;
        } else {
            sums.close += close;
        }
    }
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
