//! The aligner's numbers in one place.

use super::dp::SHAPES;
use super::order::Shares;

/// Weights of the bead score, in nats unless said otherwise.
#[derive(Clone, Debug)]
pub struct Weights {
    /// Share of a word's probability that the other side explains; the rest is chance.
    pub model: f32,
    /// The same share for words that the lexicon does not know.
    pub unknown: f32,
    /// Occurrences after which a learned share weighs as much.
    pub share_prior: f32,
    /// Least share.
    pub share_least: f32,
    /// The same share for numbers, which translations keep.
    pub number: f32,
    /// The same share for marks.
    pub mark: f32,
    /// Weight of both directions' evidence.
    pub evidence: f32,
    /// Share of the document in what counts as chance; the rest is the batch.
    pub document: f32,
    /// Pseudo-occurrences of a word that the lexicon speaks for.
    pub prior: f32,
    /// Taken off every learned count.
    pub discount: f32,
    /// Price of a sentence without partner.
    pub alone: f32,
    /// Price of a bead with one sentence more on one side, for each.
    pub merge: f32,
    /// Price of a bead with several sentences on both sides.
    pub crossmerge: f32,
    /// How far a sentence of a merged bead is denied what its neighbours explain as well, 0–1.
    pub claim: f32,
    /// What words and length may cost at most, in nats: as rare are translations that share next to no word.
    pub free: f32,
    /// Share of sentences without partner that the prices are made for.
    pub odd_alone: f32,
    /// The same of sentences merged into their neighbour's bead.
    pub odd_merged: f32,
    /// The same of beads with several sentences on both sides.
    pub odd_crossed: f32,
    /// How far prices follow the share seen.
    pub order: f32,
    /// Least that the share seen changes a price, in nats.
    pub odd_least: f32,
    /// Most that the share seen changes a price, in nats.
    pub odd_most: f32,
    /// Sentences of the batch that a document's own order is weighed against.
    pub odd_prior: f32,
    /// Weight of the length term.
    pub length: f32,
    /// Variance of the logarithm of the ratio of lengths: constant part.
    pub length_const: f32,
    /// Variance of the logarithm of the ratio of lengths: part of one letter.
    pub length_letter: f32,
    /// Least that the variance of lengths shrinks to, as a share of the one expected.
    pub length_least: f32,
    /// Beads after which the lengths seen weigh as much as those expected.
    pub length_prior: f32,
    /// Price of a different number of sentence ends inside.
    pub parts: f32,
    /// Price of a paragraph that begins inside a merged bead.
    pub paragraph: f32,
    /// Price of a bead's end at which one side goes on and the other does not.
    pub torn: f32,
    /// Price of leaving a sentence alone that goes on in its neighbour, for each of the two.
    pub torn_alone: f32,
    /// Share of a sentence's words that must have a partner before a merged bead is looked at, as a share of its price.
    pub promise: f32,
    /// The most that is asked, in nats.
    pub promise_most: f32,
    /// What a sentence without such partners must better the length of a merged bead by, in nats.
    pub promise_length: f32,
}

impl Default for Weights {
    fn default() -> Weights {
        Weights {
            model: 0.5,
            unknown: 0.2,
            share_prior: 3.0,
            share_least: 0.05,
            number: 0.8,
            mark: 0.5,
            evidence: 0.5,
            document: 0.5,
            prior: 3.0,
            discount: 0.4,
            alone: 3.0,
            merge: 1.7,
            crossmerge: 4.0,
            claim: 0.5,
            free: 8.0,
            odd_alone: 0.18,
            odd_merged: 0.07,
            odd_crossed: 0.005,
            order: 1.0,
            odd_least: -1.5,
            odd_most: 4.0,
            odd_prior: 30.0,
            length: 1.0,
            length_const: 0.03,
            length_letter: 1.5,
            length_prior: 50.0,
            length_least: 0.7,
            parts: 1.0,
            paragraph: 1.5,
            torn: 0.5,
            torn_alone: 1.0,
            promise: 0.3,
            promise_most: 3.0,
            promise_length: 2.0,
        }
    }
}

impl Weights {
    /// The shares that the prices are made for.
    pub(super) fn shares(&self) -> Shares {
        Shares { alone: self.odd_alone, merged: self.odd_merged, crossed: self.odd_crossed }
    }

    /// The prices of a bead of each shape, then of a sentence left alone, where these shares of sentences are alone
    /// or merged; in nats.
    pub(super) fn prices(&self, odd: Shares) -> [f32; SHAPES.len() + 1] {
        let more = |base: f32, seen: f32| self.order * (base / seen).ln().clamp(self.odd_least, self.odd_most);
        let alone = self.alone + more(self.odd_alone, odd.alone);
        let merge = self.merge + more(self.odd_merged, odd.merged);
        let crossmerge = self.crossmerge + more(self.odd_crossed, odd.crossed);
        let mut prices = [alone; SHAPES.len() + 1];
        for (price, &(a, b)) in prices.iter_mut().zip(&SHAPES) {
            *price = merge * (a.max(b) - 1) as f32 + if a > 1 && b > 1 { crossmerge } else { 0.0 };
        }
        prices
    }
}
