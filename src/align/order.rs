//! How regular an alignment is: how many sentences have one partner each.

use crate::model::Bead;

/// Sentences of an alignment, and those among them that must be left alone or merged.
///
/// What lies between two 1-1 beads is counted by the difference of its two sides alone: a sentence left alone on
/// each side may as well be a loose translation, and must not make the next such pair look likelier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Order {
    pub(super) sentences: u64,
    pub(super) odd: u64,
}

impl Order {
    pub(super) fn of(ladder: &[Bead]) -> Order {
        let mut order = Order::default();
        let (mut src, mut trg) = (0u64, 0u64);
        for bead in ladder.iter().filter(|b| !b.crossing) {
            if (bead.src.len(), bead.trg.len()) == (1, 1) {
                order.close(src, trg);
                order.sentences += 1;
                (src, trg) = (0, 0);
            } else {
                src += bead.src.len() as u64;
                trg += bead.trg.len() as u64;
            }
        }
        order.close(src, trg);
        order
    }

    fn close(&mut self, src: u64, trg: u64) {
        self.sentences += src.max(trg);
        self.odd += src.abs_diff(trg);
    }

    /// Both together.
    pub(super) fn plus(self, other: Order) -> Order {
        Order { sentences: self.sentences + other.sentences, odd: self.odd + other.odd }
    }

    /// Share of sentences that are alone or merged, drawn to `base` as if that had been seen in `prior` sentences.
    pub(super) fn odd_share(self, base: f32, prior: f32) -> f32 {
        (self.odd as f32 + base * prior) / (self.sentences as f32 + prior)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ladder(shapes: &[(usize, usize)]) -> Vec<Bead> {
        let (mut i, mut j) = (0, 0);
        let bead = |&(n, m): &(usize, usize)| {
            let bead = Bead { src: i..i + n, trg: j..j + m, score: 0.0, crossing: false };
            (i, j) = (i + n, j + m);
            bead
        };
        shapes.iter().map(bead).collect()
    }

    #[test]
    fn two_sentences_alone_side_by_side_are_no_sign_of_disorder() {
        let order = Order::of(&ladder(&[(1, 1), (1, 0), (0, 1), (1, 1), (2, 1), (0, 1), (1, 1)]));
        assert_eq!(order, Order { sentences: 6, odd: 0 });
        let order = Order::of(&ladder(&[(1, 1), (1, 0), (1, 1), (2, 1), (1, 1)]));
        assert_eq!(order, Order { sentences: 6, odd: 2 });
    }
}
