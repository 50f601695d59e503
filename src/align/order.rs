//! How regular an alignment is: how many sentences have one partner each.

use crate::model::Bead;

/// Sentences of an alignment, and those among them that are alone or merged.
///
/// What lies between two 1-1 beads is counted as alone by the difference of its two sides only: a sentence left alone
/// on each side may as well be a loose translation, and must not make the next such pair look likelier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Order {
    pub(super) sentences: u64,
    /// Sentences without a partner.
    pub(super) alone: u64,
    /// Sentences of merged beads beyond those of the other side.
    pub(super) merged: u64,
    /// Beads with several sentences on both sides.
    pub(super) crossed: u64,
}

/// What an alignment has of each oddity, in shares of its sentences.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shares {
    pub(super) alone: f32,
    pub(super) merged: f32,
    pub(super) crossed: f32,
}

impl Order {
    pub(super) fn of(ladder: &[Bead]) -> Order {
        let mut order = Order::default();
        let (mut src, mut trg) = (0u64, 0u64);
        for bead in ladder.iter().filter(|b| !b.crossing) {
            let (n, m) = (bead.src.len() as u64, bead.trg.len() as u64);
            if n > 0 && m > 0 {
                order.sentences += n.max(m);
                order.merged += n.abs_diff(m);
                order.crossed += u64::from(n > 1 && m > 1);
            } else {
                src += n;
                trg += m;
            }
            if (n, m) == (1, 1) {
                order.close(src, trg);
                (src, trg) = (0, 0);
            }
        }
        order.close(src, trg);
        order
    }

    fn close(&mut self, src: u64, trg: u64) {
        self.sentences += src.max(trg);
        self.alone += src.abs_diff(trg);
    }

    /// Both together.
    pub(super) fn plus(self, other: Order) -> Order {
        Order {
            sentences: self.sentences + other.sentences,
            alone: self.alone + other.alone,
            merged: self.merged + other.merged,
            crossed: self.crossed + other.crossed,
        }
    }

    /// Shares of the oddities, drawn to `base` as if that had been seen in `prior` sentences.
    pub(super) fn shares(self, base: Shares, prior: f32) -> Shares {
        let share = |seen: u64, base: f32| (seen as f32 + base * prior) / (self.sentences as f32 + prior);
        Shares {
            alone: share(self.alone, base.alone),
            merged: share(self.merged, base.merged),
            crossed: share(self.crossed, base.crossed),
        }
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
        assert_eq!(order, Order { sentences: 7, alone: 1, merged: 1, crossed: 0 });
        let order = Order::of(&ladder(&[(1, 1), (1, 0), (1, 1), (2, 1), (1, 1)]));
        assert_eq!(order, Order { sentences: 6, alone: 1, merged: 1, crossed: 0 });
    }
}
