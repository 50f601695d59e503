//! What each word of one side says of each word of the other, for one document.

use rustc_hash::FxHashMap;

use super::batch::{Doc, Statistics, Table};
use super::tokens::{Class, Side, Type};
use super::weights::Weights;

/// A link between a source type and a target type.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    /// The type on the other side.
    pub(super) to: u32,
    /// How many times likelier the target word is beside the source word than by chance.
    pub(super) forward: f32,
    /// The same of the source word beside the target word.
    pub(super) backward: f32,
}

/// How a token is explained: by the other side with this share of its probability, by chance with the rest.
#[derive(Clone, Copy, Debug)]
pub(super) struct Share {
    share: f32,
    /// What the token counts where nothing explains it, in nats; negative.
    pub(super) lost: f32,
}

impl Share {
    fn new(share: f32, class: Class) -> Share {
        // A phrase stands beside its words, and a value beside its digits, which pay already.
        Share { share, lost: if matches!(class, Class::Phrase | Class::Value) { 0.0 } else { ln(1.0 - share) } }
    }

    /// What a token counts above `lost` where the mean likelihood ratio over the other side's tokens is `ratio`, in nats.
    pub(super) fn gain(self, ratio: f32) -> f32 {
        (ln(1.0 - self.share + self.share * ratio) - self.lost).max(0.0)
    }
}

/// The natural logarithm of a positive number within 1e-4, from its bits: the same on every machine.
pub(super) fn ln(x: f32) -> f32 {
    let bits = x.to_bits();
    let exponent = (bits >> 23) as i32 - 127;
    let m = f32::from_bits((bits & 0x007f_ffff) | 0x3f80_0000) - 1.0;
    // A polynomial of log2(1 + m) on 0..1 that is exact at both ends.
    let log2 = m
        * (1.442_497_3
            + m * (-0.718_144_8 + m * (0.457_548_5 + m * (-0.277_349_8 + m * (0.121_876_5 + m * -0.026_427_7)))));
    (exponent as f32 + log2) * std::f32::consts::LN_2
}

/// The sparse matrix of a document's types.
#[derive(Debug)]
pub(super) struct Matrix {
    starts: Vec<u32>,
    links: Vec<Link>,
    /// What source types count in a bead.
    pub(super) src: Vec<Share>,
    /// What target types count in a bead.
    pub(super) trg: Vec<Share>,
}

impl Matrix {
    pub(super) fn new(doc: &Doc, statistics: &Statistics, table: Option<&Table>, w: &Weights) -> Matrix {
        let src_chance = chances(&doc.src, &doc.src_ids, &statistics.src, statistics.src_total, w);
        let trg_chance = chances(&doc.trg, &doc.trg_ids, &statistics.trg, statistics.trg_total, w);
        let mut starts = Vec::with_capacity(doc.src.types.len() + 1);
        let mut links = Vec::with_capacity(doc.prior.len() * 2);
        let mut local: FxHashMap<u32, u32> = FxHashMap::default();
        if table.is_some() {
            local.extend(
                doc.trg_ids.iter().enumerate().filter(|(_, id)| **id != u32::MAX).map(|(t, &id)| (id, t as u32)),
            );
        }
        let mut prior = doc.prior.iter().peekable();
        let mut row: Vec<(u32, f32, f32)> = Vec::new();
        starts.push(0);
        for (s, &chance) in src_chance.iter().enumerate() {
            row.clear();
            while let Some(&&(_, t, p)) = prior.peek().filter(|link| link.0 as usize == s) {
                row.push((t, p, 0.0));
                prior.next();
            }
            let id = doc.src_ids[s];
            if let Some(table) = table.filter(|_| id != u32::MAX) {
                for &(trg, count) in table.row(id) {
                    if let Some(&t) = local.get(&trg) {
                        match row.iter_mut().find(|r| r.0 == t) {
                            Some(r) => r.2 = count,
                            None => row.push((t, 0.0, count)),
                        }
                    }
                }
            }
            for &(t, p, count) in &row {
                let (ns, nt) = match table {
                    Some(table) if id != u32::MAX && doc.trg_ids[t as usize] != u32::MAX => {
                        (table.src_count(id), table.trg_count(doc.trg_ids[t as usize]))
                    }
                    _ => (0.0, 0.0),
                };
                let forward = (count + w.prior * p) / (ns + w.prior) / trg_chance[t as usize];
                let backward = (count + w.prior * p) / (nt + w.prior) / chance;
                if forward > 1.0 || backward > 1.0 {
                    links.push(Link { to: t, forward, backward });
                }
            }
            starts.push(links.len() as u32);
        }
        let src = shares(&doc.src, w, |t, base| match table {
            Some(table) => table.src_share(doc.src_ids[t], base, w.share_prior),
            None => base,
        });
        let trg = shares(&doc.trg, w, |t, base| match table {
            Some(table) => table.trg_share(doc.trg_ids[t], base, w.share_prior),
            None => base,
        });
        Matrix { starts, links, src, trg }
    }

    /// The links of a source type.
    pub(super) fn row(&self, s: u32) -> &[Link] {
        &self.links[self.starts[s as usize] as usize..self.starts[s as usize + 1] as usize]
    }
}

/// Least size that a document is taken to have, in tokens: the words of a short text say little of how usual they are.
/// With this size, the scores of pairs without a document are as near to the truth as those within one.
const LEAST_DOCUMENT: f32 = 450.0;

/// How likely each type is by chance: in this document and in all of them.
fn chances(side: &Side, ids: &[u32], counts: &[u32], total: f32, w: &Weights) -> Vec<f32> {
    let own = (side.all().len() as f32).max(LEAST_DOCUMENT);
    let total = total.max(50_000.0);
    side.types
        .iter()
        .zip(ids)
        .map(|(kind, &id)| {
            let all = if id == u32::MAX { kind.count as f32 } else { counts[id as usize] as f32 };
            w.document * kind.count as f32 / own + (1.0 - w.document) * (all + 0.5) / total
        })
        .collect()
}

/// The share of each type's probability that the other side must explain.
fn shares(side: &Side, w: &Weights, learned: impl Fn(usize, f32) -> f32) -> Vec<Share> {
    let share = |(t, kind): (usize, &Type)| {
        let share = match kind.class {
            Class::Word => {
                learned(t, if kind.entries.is_empty() { w.unknown } else { w.model }).clamp(w.share_least, 0.9)
            }
            Class::Phrase | Class::Value => w.model,
            Class::Number => w.number,
            Class::Mark => w.mark,
        };
        Share::new(share, kind.class)
    };
    side.types.iter().enumerate().map(share).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_logarithm_is_near_enough() {
        for i in 1..200_000 {
            let x = i as f32 * i as f32 * 1e-6;
            assert!((ln(x) - x.ln()).abs() < 2e-4, "{x}: {} {}", ln(x), x.ln());
        }
    }
}
