//! The judgement of a pair beside its alignment: rules, languages, numbers, duplicates.

use crate::dedup;
use crate::flow::Flow;
use crate::identify::Identifier;
use crate::lang::Lang;
use crate::lexicon::Numbers;
use crate::model::{Flag, Pair};
use crate::report::Funnel;
use crate::score::{Candidate, Knowledge, Marks, Policy};

/// Judges pairs.
#[derive(Debug)]
pub struct Judge<'a> {
    /// Which language a text is in.
    pub identifier: &'a Identifier,
    /// Numbers, dates and sums of the two languages.
    pub numbers: &'a [Numbers; 2],
    /// What the rules know of languages.
    pub knowledge: &'a Knowledge,
    /// What each rule does.
    pub policy: &'a Policy,
    /// Least score of a pair that is kept, 0–1.
    pub min_score: f64,
    /// Reject nothing, flag only.
    pub keep_all: bool,
}

/// What came of judging: pairs kept and pairs rejected, in the order they came in.
#[derive(Debug, Default)]
pub struct Judged {
    /// Pairs kept.
    pub kept: Vec<Pair>,
    /// Pairs rejected; the reasons are among their flags.
    pub rejected: Vec<Pair>,
}

impl Judge<'_> {
    /// Adds the flags of the rules that a pair breaks; gives the reason that rejects it, if one does.
    pub fn flag(&self, pair: &mut Pair) -> Option<String> {
        let marked = |name: &str| pair.flags.iter().any(|f| f.0 == name);
        let marks = Marks { crossing: marked("crossing"), near_copy: marked("near_copy") };
        // The rules decide whether it stays a flag.
        pair.flags.retain(|f| f.0 != "near_copy");
        let langs = (pair.src.lang, pair.trg.lang);
        let (mut flags, mut reason) = self.rules((&pair.src.text, &pair.trg.text), langs, marks);
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
    pub fn rules(&self, (src, trg): (&str, &str), langs: (Lang, Lang), marks: Marks) -> (Vec<Flag>, Option<String>) {
        let guesses = Some((self.identifier.identify(src), self.identifier.identify(trg)));
        let values = |numbers: &Numbers, text: &str| -> Vec<String> {
            numbers.values(text).into_iter().map(|value| value.canonical).collect()
        };
        let values = (values(&self.numbers[0], src), values(&self.numbers[1], trg));
        let candidate =
            Candidate { src, trg, langs, marks, guesses, values: (&values.0, &values.1), knowledge: self.knowledge };
        let (flags, drop) = self.policy.judge(&candidate);
        (flags, drop.map(str::to_owned))
    }

    /// Judges the pairs of a batch, duplicates among them, and counts what becomes of them.
    pub fn judge(&self, flow: &Flow, mut pairs: Vec<Pair>, funnel: &mut Funnel) -> Judged {
        let copies = dedup::copies(&pairs);
        for (pair, _) in pairs.iter_mut().zip(&copies).filter(|(_, copy)| **copy) {
            pair.flags.push(Flag("near_copy".to_owned()));
        }
        let dropped = self.policy.drops("near_copy") && !self.keep_all;
        let duplicate = dedup::duplicates(&pairs, if dropped { &copies } else { &[] });
        let flagged = flow.map(&pairs, |pair| {
            let mut pair = pair.clone();
            let reason = self.flag(&mut pair);
            (pair, reason)
        });
        let mut judged = Judged::default();
        for ((original, flagged), duplicate) in pairs.into_iter().zip(flagged).zip(duplicate) {
            let (mut pair, reason) = flagged.unwrap_or((original, Some("internal".to_owned())));
            if duplicate {
                pair.flags.push(Flag("near_duplicate".to_owned()));
                pair.flags.sort();
            }
            if self.keep_all || (reason.is_none() && !duplicate) {
                funnel.keep(&pair.src.url);
                judged.kept.push(pair);
                continue;
            }
            match reason {
                Some(reason) => funnel.reject(&pair.src.url, &reason),
                None => funnel.duplicate(&pair.src.url),
            }
            judged.rejected.push(pair);
        }
        judged
    }
}
