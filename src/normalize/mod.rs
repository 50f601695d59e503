//! Repairs text, one visible step after another: [`STEPS`].
//!
//! Every step is a pure function from a text to the changes it wants made; [`Normalizer`] makes them, so that each
//! byte of the result leads back to the input. The steps are gone through again until none of them changes
//! anything, which makes the whole idempotent.

mod brackets;
mod compose;
mod doubled;
mod ellipses;
mod encoding;
mod entities;
mod fold;
mod glued;
mod hung;
mod hyphens;
mod informal;
mod invisible;
mod knowledge;
mod punctuation;
mod reach;
mod scan;
mod sentences;
mod sequences;
mod shouting;
mod spaces;
#[cfg(test)]
mod testing;
mod wrap;

use std::borrow::Cow;

pub use knowledge::{Knowledge, Vocabulary};
use scan::Features;

use crate::lexicon::{LexiconError, Lexicons, Pack};
use crate::model::{Edit, Text};

/// What to change beside plain repair.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Fold quotes and dashes to ASCII.
    pub fold_punctuation: bool,
    /// Write informal spellings (`yg`, `dgn`) out.
    pub informal: bool,
}

/// What a step may ask about.
#[derive(Debug)]
pub struct Context<'a> {
    /// What is known of the language.
    pub knowledge: &'a Knowledge,
    /// What to change beside plain repair.
    pub options: Options,
}

/// One repair: pure, idempotent, and of no effect on a text without the features it needs.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// Short name, as [`Change`] and `explain` give it.
    pub name: &'static str,
    /// The step has nothing to do where the text has none of these.
    needs: Features,
    /// The changes it wants, in order and apart from one another.
    run: fn(&str, &Context<'_>) -> Vec<Edit>,
}

/// The repairs in the order they are made.
///
/// Encodings come first, because a no-break space or a control character is half of a broken letter until then;
/// line breaks before hyphens and spaces, because they leave both behind; hyphens after spaces (`mem- bantu`).
pub const STEPS: &[Step] = &[
    Step { name: "encoding", needs: scan::ODD, run: encoding::edits },
    Step { name: "entities", needs: scan::AMPERSAND, run: entities::edits },
    Step { name: "compose", needs: scan::ODD, run: compose::edits },
    Step { name: "invisible", needs: scan::ODD, run: invisible::edits },
    Step { name: "wrap", needs: scan::NEWLINE, run: wrap::edits },
    Step { name: "spaces", needs: scan::SPACES, run: spaces::edits },
    Step { name: "punctuation", needs: scan::SPACED_MARK, run: punctuation::edits },
    Step { name: "brackets", needs: scan::SPACED_BRACKET, run: brackets::edits },
    Step { name: "sentences", needs: scan::GLUED_MARK, run: sentences::edits },
    Step { name: "hung hyphens", needs: scan::HYPHEN, run: hung::edits },
    Step { name: "hyphens", needs: scan::HYPHEN, run: hyphens::edits },
    Step { name: "ellipses", needs: scan::SPACED_DOTS, run: ellipses::edits },
    Step { name: "fold", needs: scan::CURLY, run: fold::edits },
    Step { name: "doubled", needs: scan::DOUBLED, run: doubled::edits },
    Step { name: "glued", needs: scan::CAMEL, run: glued::edits },
    Step { name: "informal", needs: scan::ANY, run: informal::edits },
];

/// How often the steps are gone through at most; every step but a few shrinks the text, so two rounds are usual.
const ROUNDS: usize = 8;

/// A change that a step made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Name of the step.
    pub step: &'static str,
    /// What stood there.
    pub before: String,
    /// What stands there now.
    pub after: String,
}

/// Repairs text of one language.
#[derive(Debug)]
pub struct Normalizer {
    knowledge: Knowledge,
    options: Options,
}

impl Normalizer {
    /// Prepares the steps for a language.
    ///
    /// # Errors
    /// Where a file of the lexicons is malformed.
    pub fn new(lexicons: &Lexicons, pack: &Pack, options: Options) -> Result<Normalizer, LexiconError> {
        Ok(Normalizer { knowledge: Knowledge::load(lexicons, pack)?, options })
    }

    /// With knowledge that is made already.
    pub fn with_knowledge(knowledge: Knowledge, options: Options) -> Normalizer {
        Normalizer { knowledge, options }
    }

    /// Names of the steps, in the order they are taken.
    pub fn steps() -> impl Iterator<Item = &'static str> {
        STEPS.iter().map(|step| step.name)
    }

    /// Repairs a block of text; offsets survive.
    pub fn normalize(&self, text: &Text) -> Text {
        self.repaired(text, &mut |_, _, _| ()).unwrap_or_else(|| text.clone())
    }

    /// Repairs a string whose way back is of no interest; a clean one is given back as it is.
    pub fn normalize_str<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if !self.may_change(scan::features(text)) {
            return Cow::Borrowed(text);
        }
        match self.repaired(&Text::copied(text, 0), &mut |_, _, _| ()) {
            Some(repaired) => Cow::Owned(repaired.as_str().to_owned()),
            None => Cow::Borrowed(text),
        }
    }

    /// Every change that [`Normalizer::normalize`] makes, in the order they are made.
    pub fn changes(&self, text: &Text) -> Vec<Change> {
        let mut changes = Vec::new();
        self.repaired(text, &mut |step, before, edit| {
            let before = before[edit.range.clone()].to_owned();
            changes.push(Change { step: step.name, before, after: edit.with.to_string() });
        });
        changes
    }

    /// The byte ranges of words shouted inside a sentence (`hal ehwal DUNIA`), which are left as they are.
    pub fn shouting(&self, text: &str) -> Vec<std::ops::Range<usize>> {
        shouting::ranges(text, &self.knowledge)
    }

    /// What one step alone makes of a text; a step that does not exist leaves it as it is.
    pub fn step(&self, name: &str, text: &str) -> String {
        let context = Context { knowledge: &self.knowledge, options: self.options };
        let edits = STEPS.iter().find(|step| step.name == name).map(|step| (step.run)(text, &context));
        Text::copied(text, 0).edited(&edits.unwrap_or_default()).as_str().to_owned()
    }

    /// Whether one step is looked at for a text at all; most are not for clean text.
    pub fn is_step_due(&self, name: &str, text: &str) -> bool {
        let features = scan::features(text);
        STEPS.iter().any(|step| step.name == name && self.is_due(step, features))
    }

    fn may_change(&self, features: Features) -> bool {
        STEPS.iter().any(|step| self.is_due(step, features))
    }

    fn is_due(&self, step: &Step, features: Features) -> bool {
        let wanted = match step.name {
            "fold" => self.options.fold_punctuation,
            "informal" => self.options.informal,
            _ => true,
        };
        wanted && step.needs & features != 0
    }

    /// The repaired text, or nothing where there is nothing to repair; `told` hears of every change.
    fn repaired(&self, text: &Text, told: &mut dyn FnMut(&Step, &str, &Edit)) -> Option<Text> {
        let context = Context { knowledge: &self.knowledge, options: self.options };
        let mut repaired: Option<Text> = None;
        for _ in 0..ROUNDS {
            let mut changed = false;
            let mut features = scan::features(repaired.as_ref().unwrap_or(text).as_str());
            for step in STEPS.iter() {
                if !self.is_due(step, features) {
                    continue;
                }
                let current = repaired.as_ref().unwrap_or(text);
                let edits = (step.run)(current.as_str(), &context);
                if edits.is_empty() {
                    continue;
                }
                for edit in &edits {
                    told(step, current.as_str(), edit);
                }
                let next = current.edited(&edits);
                changed |= next.as_str() != current.as_str();
                features = scan::features(next.as_str());
                repaired = Some(next);
            }
            if !changed {
                break;
            }
        }
        repaired
    }
}
