//! The languages of a document's blocks, decided together.
//!
//! A block of prose decides for itself. A heading or a caption is often the same in both of the close languages, or
//! too short for any decision: it takes the language that the other blocks of the document agree on.

use super::{Identifier, Odds, logistic};
use crate::lang::Lang;
use crate::model::{Document, Guess};

/// Most that one block says of the document's close language, in nats, so that no single block decides.
const CAP: f64 = 6.0;
/// What a declared language is worth, in nats: less than one clear sentence.
const DECLARED: f64 = 1.0;
/// Log odds of a block's own from which it keeps its language against the document, in nats.
const STRONG: f64 = 3.0;
/// Probability from which a block's family (Malay and Indonesian together, or another language) stands by itself.
const CLEAR: f64 = 0.8;
/// The same for a heading, in which a name of the other language weighs much.
const CLEAR_HEADING: f64 = 0.95;
/// How far away a neighbour may be, in blocks.
const REACH: usize = 64;
/// Letters from which a block's own decision counts as that of prose.
const PROSE: usize = 40;

/// What is known of a block by itself.
struct Own {
    odds: Option<Odds>,
    guess: Guess,
    letters: usize,
}

impl Own {
    /// Whether the block may be taken at its word.
    fn clear(&self) -> bool {
        self.guess.lang != Lang::UND
            && self.is_sure()
            && match &self.odds {
                Some(odds) => self.letters >= PROSE || odds.log_odds.abs() >= STRONG,
                None => self.letters >= PROSE / 2,
            }
    }

    /// Whether there is little doubt of the block's family.
    fn is_sure(&self) -> bool {
        let family = self.odds.as_ref().map_or(self.guess.confidence, |odds| odds.family);
        family >= if self.letters >= PROSE { CLEAR } else { CLEAR_HEADING }
    }

    /// Whether the block is likely Malay or Indonesian, whichever.
    fn is_family(&self) -> bool {
        self.odds.is_some()
    }
}

/// Gives every kept block of a document its language, and the document that of most of its text. Blocks that were
/// dropped before are not looked at: they are most of a page, and menus are in whatever language.
///
/// Between the close languages the blocks decide together: their log odds are added (capped a block, the declared
/// language of the page as one weak voice more), and blocks whose own evidence is weak follow the sum. Blocks that
/// say nothing clear at all follow the nearest clear block.
pub fn document(identifier: &Identifier, document: &mut Document) {
    let kept: Vec<usize> = (0..document.blocks.len()).filter(|&i| document.blocks[i].is_kept()).collect();
    let own: Vec<Own> = kept.iter().map(|&i| own(identifier, document.blocks[i].text.as_str())).collect();
    let close = identifier.close();
    let together = together(&own) + declared(close, document.meta.lang);
    let guesses: Vec<Guess> = (0..own.len()).map(|i| decide(i, &own, close, together)).collect();
    document.lang = most(&own, &guesses);
    for (&i, guess) in kept.iter().zip(guesses) {
        document.blocks[i].lang = Some(guess);
    }
}

fn own(identifier: &Identifier, text: &str) -> Own {
    let judged = identifier.judge(text);
    Own { odds: judged.odds, guess: judged.guess, letters: judged.letters }
}

/// What all blocks say of the close languages: above 0 for the first.
fn together(own: &[Own]) -> f64 {
    own.iter()
        .filter_map(|block| block.odds.as_ref().map(|odds| (odds, block.letters)))
        .map(|(odds, letters)| {
            let length = (letters as f64 / PROSE as f64).min(1.0);
            odds.family * length * odds.log_odds.clamp(-CAP, CAP)
        })
        .sum()
}

fn declared(close: Option<(Lang, Lang)>, lang: Option<Lang>) -> f64 {
    match (close, lang) {
        (Some((first, _)), Some(lang)) if lang == first => DECLARED,
        (Some((_, second)), Some(lang)) if lang == second => -DECLARED,
        _ => 0.0,
    }
}

fn decide(index: usize, own: &[Own], close: Option<(Lang, Lang)>, together: f64) -> Guess {
    let block = &own[index];
    let (Some(odds), Some(pair)) = (&block.odds, close) else {
        return if block.clear() { block.guess } else { from_neighbours(index, own, close, together) };
    };
    if !block.is_sure() {
        return from_neighbours(index, own, close, together);
    }
    by_odds(odds, pair, together)
}

/// A block's own odds with those of the document, unless it is sure of itself.
fn by_odds(odds: &Odds, (first, second): (Lang, Lang), together: f64) -> Guess {
    let rest = (together - odds.log_odds.clamp(-CAP, CAP)).clamp(-CAP, CAP);
    let sum = if odds.log_odds.abs() >= STRONG { odds.log_odds } else { odds.log_odds + rest };
    let share = logistic(sum.abs());
    Guess { lang: if sum >= 0.0 { first } else { second }, confidence: odds.family * share }
}

/// The language of the nearest clear block (the one before where two are as near); its own guess without any.
fn from_neighbours(index: usize, own: &[Own], close: Option<(Lang, Lang)>, together: f64) -> Guess {
    let block = &own[index];
    let near = (1..own.len().min(REACH))
        .flat_map(|d| [index.checked_sub(d), index.checked_add(d)])
        .flatten()
        .filter_map(|i| own.get(i))
        .find(|other| other.clear());
    let Some(near) = near else {
        return match (&block.odds, close) {
            (Some(odds), Some(pair)) => by_odds(odds, pair, together),
            _ => block.guess,
        };
    };
    let agrees = near.is_family() == block.is_family() && (block.is_family() || near.guess.lang == block.guess.lang);
    if block.letters == 0 {
        return Guess { lang: Lang::UND, confidence: 0.0 };
    }
    if !agrees && block.guess.confidence >= CLEAR && block.is_sure() {
        return block.guess;
    }
    match (&near.odds, close) {
        (Some(odds), Some(pair)) => {
            let guess = by_odds(odds, pair, together);
            Guess { confidence: guess.confidence * 0.5, ..guess }
        }
        _ => Guess { confidence: near.guess.confidence * 0.5, ..near.guess },
    }
}

/// The language of most letters; its confidence is their share times the mean confidence in them.
fn most(own: &[Own], guesses: &[Guess]) -> Option<Guess> {
    let mut sums: std::collections::BTreeMap<Lang, (f64, f64)> = std::collections::BTreeMap::new();
    let mut all = 0.0;
    for (own, guess) in own.iter().zip(guesses).filter(|(_, guess)| guess.lang != Lang::UND) {
        let letters = own.letters as f64;
        let sum = sums.entry(guess.lang).or_default();
        sum.0 += letters;
        sum.1 += letters * guess.confidence;
        all += letters;
    }
    let mut best: Option<(Lang, f64, f64)> = None;
    for (lang, (letters, sure)) in sums {
        if best.is_none_or(|(_, most, _)| letters > most) {
            best = Some((lang, letters, sure));
        }
    }
    best.map(|(lang, _, sure)| Guess { lang, confidence: if all > 0.0 { sure / all } else { 0.0 } })
}
