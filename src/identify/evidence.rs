//! The words that decided.

use super::{Identifier, Sums, close_logit, dilution, features, script};
use crate::lang::Lang;

/// A word that speaks for a text's language rather than for the next likely one, or against it.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// The word as it stands in the text.
    pub word: String,
    /// The language it speaks for.
    pub lang: Lang,
    /// How much, in nats of the whole text's log odds; above 0.
    pub weight: f64,
}

impl Identifier {
    /// The words that decided between a text's two likeliest languages, the weightiest first, each once.
    ///
    /// Empty where the script decided, or nothing.
    pub fn evidence(&self, text: &str) -> Vec<Evidence> {
        let spread = self.spread(text);
        let (Some(model), [(first, _), (second, _), ..]) = (&self.model, spread.as_slice()) else {
            return Vec::new();
        };
        let class = |lang: Lang| {
            let lang =
                if model.close.is_some_and(|(_, b)| lang == b) { model.close.map_or(lang, |p| p.0) } else { lang };
            model.classes.iter().position(|&c| c == lang).unwrap_or(0)
        };
        let (a, b) = (class(*first), class(*second));
        let scale = f64::from(dilution(self.sums(text).words));
        let mut found: Vec<Evidence> = Vec::new();
        features::words(text, |word| {
            if !text[word.start..].starts_with(script::is_latin) {
                return;
            }
            let mut sums = Sums::default();
            self.add(word, &mut sums);
            let weight = if a == b {
                let sign = if model.close.is_some_and(|(c, _)| c == *first) { 1.0 } else { -1.0 };
                sign * scale * close_logit(model, &sums)
            } else {
                scale * f64::from(model.wide_scale * (sums.wide[a] - sums.wide[b]) as f32)
            };
            let lang = if weight >= 0.0 { *first } else { *second };
            let text = &text[word.start..word.end];
            match found.iter_mut().find(|e| e.word == text && e.lang == lang) {
                Some(known) => known.weight += weight.abs(),
                None => found.push(Evidence { word: text.to_owned(), lang, weight: weight.abs() }),
            }
        });
        found.retain(|e| e.weight > 0.0);
        found.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| a.word.cmp(&b.word)));
        found
    }
}
