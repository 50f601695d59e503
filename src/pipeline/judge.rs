//! The judgement of a pair beside its alignment: rules, languages, numbers.

use super::store::Key;
use crate::identify::Identifier;
use crate::lang::Lang;
use crate::lexicon::Numbers;
use crate::model::{Flag, Pair};
use crate::score::{Candidate, Policy, RULES};

/// Judges pairs.
#[derive(Debug)]
pub struct Judge<'a> {
    /// Which language a text is in.
    pub identifier: &'a Identifier,
    /// Numbers, dates and sums of the two languages.
    pub numbers: &'a [Numbers; 2],
    /// What each rule does.
    pub policy: &'a Policy,
    /// Least score of a pair that is kept, 0–1.
    pub min_score: f64,
    /// Reject nothing, flag only.
    pub keep_all: bool,
}

impl Judge<'_> {
    /// Adds the flags of the rules that a pair breaks; gives the reason that rejects it, if one does.
    pub fn flag(&self, pair: &mut Pair) -> Option<String> {
        let crossing = pair.flags.iter().any(|f| f.0 == "crossing");
        let langs = (pair.src.lang, pair.trg.lang);
        let (mut flags, mut reason) = self.rules((&pair.src.text, &pair.trg.text), langs, crossing);
        if pair.score < self.min_score {
            flags.push(Flag("low_score".to_owned()));
            reason = Some("low_score".to_owned());
        }
        pair.flags.extend(flags);
        pair.flags.sort();
        pair.flags.dedup();
        reason
    }

    /// The rules that two texts break, sorted, and the first of them that rejects the pair.
    pub fn rules(&self, (src, trg): (&str, &str), langs: (Lang, Lang), crossing: bool) -> (Vec<Flag>, Option<String>) {
        let guesses = Some((self.identifier.identify(src), self.identifier.identify(trg)));
        let values = |numbers: &Numbers, text: &str| -> Vec<String> {
            numbers.values(text).into_iter().map(|value| value.canonical).collect()
        };
        let values = (values(&self.numbers[0], src), values(&self.numbers[1], trg));
        let candidate = Candidate { src, trg, langs, crossing, guesses, values: (&values.0, &values.1) };
        let (flags, drop) = self.policy.judge(&candidate);
        (flags, drop.map(str::to_owned))
    }

    /// Whether a pair is written that a rule rejects for some reason, or that says the same as a better one.
    pub fn keeps(&self, reason: Option<&str>, duplicate: bool) -> bool {
        self.keep_all || (reason.is_none() && !duplicate)
    }

    /// Hash of all that the judgement goes by beside the pair.
    pub fn key(&self) -> u64 {
        let rules = RULES.iter().map(|rule| format!("{}={:?}", rule.name, self.policy.action(rule)));
        let key = Key::default().number(self.min_score.to_bits());
        rules.fold(key, |key, rule| key.with(rule.as_bytes())).end()
    }
}
