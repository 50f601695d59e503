//! What speaks for and against a pair beside its alignment: hard rules, named as the field names them
//! (Bitextor's bicleaner-hardrules and OPUS-cleaner, where the meaning matches).

mod foreign;
mod knowledge;
mod rules;

use std::collections::BTreeMap;

pub use knowledge::Knowledge;
pub use rules::{Action, RULES, Rule};

use crate::model::{Flag, Guess};

/// A pair under judgement, with what others found out about it.
#[derive(Clone, Debug)]
pub struct Candidate<'a> {
    /// Source text.
    pub src: &'a str,
    /// Target text.
    pub trg: &'a str,
    /// Languages that the two sides should be in.
    pub langs: (crate::lang::Lang, crate::lang::Lang),
    /// Whether the bead lies outside the document's order.
    pub crossing: bool,
    /// Languages that the identifier sees, where it was asked.
    pub guesses: Option<(Guess, Guess)>,
    /// Canonical values of the numbers, dates and sums on each side.
    pub values: (&'a [String], &'a [String]),
    /// What is known of languages.
    pub knowledge: &'a Knowledge,
}

/// What each rule does in a run.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    changed: BTreeMap<String, Action>,
}

/// A rule's name that no rule has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no rule is called '{name}'; did you mean '{nearest}'?")]
pub struct UnknownRule {
    /// The name given.
    pub name: String,
    /// The nearest name that there is.
    pub nearest: String,
}

impl Policy {
    /// Sets what a rule does.
    ///
    /// # Errors
    /// Where no rule has that name.
    pub fn set(&mut self, name: &str, action: Action) -> Result<(), UnknownRule> {
        if RULES.iter().any(|rule| rule.name == name) {
            self.changed.insert(name.to_owned(), action);
            return Ok(());
        }
        let distance = |rule: &&Rule| (strsim::jaro_winkler(rule.name, name) * 1e6) as u32;
        let nearest = RULES.iter().max_by_key(distance).map_or("", |rule| rule.name);
        Err(UnknownRule { name: name.to_owned(), nearest: nearest.to_owned() })
    }

    /// What a rule does.
    pub fn action(&self, rule: &Rule) -> Action {
        self.changed.get(rule.name).copied().unwrap_or(rule.default)
    }

    /// What the rule of this name does; nothing where there is none.
    pub fn named(&self, name: &str) -> Action {
        RULES.iter().find(|rule| rule.name == name).map_or(Action::Off, |rule| self.action(rule))
    }

    /// The rules that a pair breaks: all of them as flags, sorted, and the first one that drops it.
    pub fn judge(&self, candidate: &Candidate<'_>) -> (Vec<Flag>, Option<&'static str>) {
        let broken: Vec<&Rule> =
            RULES.iter().filter(|rule| self.action(rule) != Action::Off && (rule.breaks)(candidate)).collect();
        let drop = broken.iter().find(|rule| self.action(rule) == Action::Drop).map(|rule| rule.name);
        let mut flags: Vec<Flag> = broken.iter().map(|rule| Flag(rule.name.to_owned())).collect();
        flags.sort();
        (flags, drop)
    }
}
