//! How surely a block is running text: a weighted sum of what can be counted in it.

use rustc_hash::FxHashSet;

use crate::lang;
use crate::lexicon::Pack;

/// Weights of the features and the function words of all languages, from `prose.toml`.
#[derive(Debug, Default)]
pub struct Signals {
    function: FxHashSet<String>,
    bias: f64,
    words: f64,
    last: f64,
    share: f64,
    capitals: f64,
    comma: f64,
}

impl Signals {
    /// Takes the function words of all packs together, since pages mix languages.
    pub fn new(packs: &[Pack]) -> Signals {
        let weight = |name: &str| packs.iter().find_map(|p| p.prose.weights.get(name)).copied().unwrap_or(0.0);
        Signals {
            function: packs.iter().flat_map(|p| p.prose.function.iter().cloned()).collect(),
            bias: weight("bias"),
            words: weight("words"),
            last: weight("final"),
            share: weight("function"),
            capitals: weight("capitals"),
            comma: weight("comma"),
        }
    }

    /// Above 0 for running text; the further from 0, the surer.
    pub fn score(&self, text: &str) -> f64 {
        let (mut count, mut function, mut capitals) = (0.0, 0.0, 0.0);
        for (_, word) in lang::words(text) {
            count += 1.0;
            if self.function.contains(&word.to_lowercase()) {
                function += 1.0;
            } else if count > 1.0 && word.starts_with(char::is_uppercase) {
                capitals += 1.0;
            }
        }
        if count == 0.0 {
            return f64::NEG_INFINITY;
        }
        let flag = |yes: bool| if yes { 1.0 } else { 0.0 };
        self.bias
            + self.words * f64::ln_1p(count)
            + self.last * flag(ends_sentence(text))
            + self.share * function / count
            + self.capitals * capitals / count
            + self.comma * flag(text.contains(", "))
    }

    /// The words of a text that say what it is about, lower case.
    pub fn content<'t>(&self, text: &'t str) -> impl Iterator<Item = String> + use<'t, '_> {
        lang::words(text).map(|(_, w)| w.to_lowercase()).filter(|w| w.chars().count() > 2 && !self.function.contains(w))
    }
}

/// Whether a text ends with the mark of a sentence; dots that only break off count as none.
pub fn ends_sentence(text: &str) -> bool {
    let bare = text.trim_end_matches(['"', '”', '’', '\'', '»', ')', ']', ' ']);
    if bare.ends_with("..") || bare.ends_with('…') || bare.ends_with(". .") {
        return false;
    }
    bare.ends_with(['.', '!', '?']) || (bare.len() < text.len() && bare.ends_with(','))
}
