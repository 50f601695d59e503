//! Making a model from labelled text.
//!
//! Deterministic: the same texts and cue words give the same bytes.

mod descend;
mod samples;
mod select;
mod trust;

use super::cues::{Cues, Shared};
use super::model::{self, MOST};
use crate::lang::Lang;
use samples::Sample;

/// Labelled text of one source: lines of any length, one text each.
#[derive(Debug, Clone)]
pub struct Labelled {
    /// Where the lines are from. Sources are balanced, and what only one of them says is not learned between close
    /// languages: it is more likely a topic than a language.
    pub source: String,
    /// Their language.
    pub lang: Lang,
    /// The lines.
    pub lines: Vec<String>,
}

/// Settings of the training.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Two close languages that are told apart by a model of their own, where there is text of both.
    pub close: (Lang, Lang),
    /// Places of the wide model's table, as a power of two (4–24).
    pub wide_bits: u32,
    /// Places of the close model's table, as a power of two (4–24).
    pub close_bits: u32,
    /// What a cue word weighs in the close model, in nats.
    pub cue: f32,
    /// What every word says for the first close language besides its features, in nats. Words of unknown topics lean to
    /// the language whose texts have more of them, which only texts left out of the learning show.
    pub level: f32,
    /// Power to which the trust in a feature is taken: how much less is learned from what few sources agree on; 0
    /// trusts everything.
    pub trust: f32,
    /// Strength of the pull of the close model's weights towards nought.
    pub ridge: f32,
    /// Times that the texts are gone through.
    pub rounds: usize,
}

impl Default for Settings {
    fn default() -> Settings {
        let close = (Lang::MS, Lang::ID);
        Settings { close, wide_bits: 14, close_bits: 18, cue: 4.0, level: -0.02, ridge: 3e-3, trust: 1.0, rounds: 6 }
    }
}

/// Why no model can be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TrainError {
    /// Fewer than two languages, or more than a model can hold.
    #[error("texts of {0} languages; a model needs 2 to {MOST}")]
    Languages(usize),
}

/// Makes a model from labelled text, as the bytes of its file.
///
/// # Errors
/// [`TrainError`] where the texts are of too few or too many languages.
pub(super) fn train(
    texts: &[Labelled],
    cues: &Cues,
    shared: &[u32],
    settings: &Settings,
) -> Result<Vec<u8>, TrainError> {
    let mut classes: Vec<Lang> = texts.iter().filter(|t| !t.lines.is_empty()).map(|t| t.lang).collect();
    classes.sort_unstable();
    classes.dedup();
    let (first, second) = settings.close;
    let close = (classes.contains(&first) && classes.contains(&second)).then_some(settings.close);
    if !(2..=MOST).contains(&classes.len()) {
        return Err(TrainError::Languages(classes.len()));
    }
    if close.is_some() {
        classes.retain(|&lang| lang != second);
    }
    let class = |lang: Lang| {
        let lang = if close.is_some() && lang == second { first } else { lang };
        classes.binary_search(&lang).unwrap_or(0)
    };
    let samples = samples::cut(texts);
    let (wide, bias) = descend::wide(&samples, classes.len(), class, settings);
    let pair = match close {
        Some((first, second)) => {
            let both: Vec<Sample<'_>> =
                samples.iter().filter(|s| s.lang == first || s.lang == second).cloned().collect();
            descend::close(&both, first, (cues, &Shared::new(shared.iter().copied())), settings)
        }
        None => model::Table::new(4, 1),
    };
    let shared = if close.is_some() { shared } else { &[] };
    Ok(model::write(&classes, close, &bias, [settings.cue, settings.level], shared, &wide, &pair))
}
