//! What happened to every input, block, sentence and pair: a funnel whose rows add up.

mod card;
mod progress;
mod site;

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

pub use card::{Card, Tally};
pub use progress::Progress;
pub use site::Site;

use crate::model::Kind;

/// Counts of one run. Parts of a run are counted apart and added with [`Funnel::add`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Funnel {
    /// Documents seen.
    pub seen: u64,
    /// Documents read.
    pub read: u64,
    /// Documents skipped, by reason.
    pub skipped: BTreeMap<String, u64>,
    /// Blocks of the documents read.
    pub blocks: u64,
    /// Blocks kept as part of an article.
    pub blocks_kept: u64,
    /// Blocks dropped, by rule.
    pub blocks_dropped: BTreeMap<String, u64>,
    /// Sentences of the blocks kept.
    pub sentences: u64,
    /// Sentences in documents that were aligned.
    pub sentences_aligned: u64,
    /// Sentences in documents without a partner.
    pub sentences_alone: u64,
    /// Pairs of documents (and bilingual pages) that were aligned.
    pub document_pairs: u64,
    /// Beads by kind.
    pub beads: BTreeMap<String, u64>,
    /// Beads with both sides.
    pub candidates: u64,
    /// Pairs written.
    pub kept: u64,
    /// Pairs rejected, by reason.
    pub rejected: BTreeMap<String, u64>,
    /// Pairs dropped as duplicates.
    pub duplicates: u64,
    /// The same by host; documents without an address under `-`. A pair belongs to the site of its source document.
    pub sites: BTreeMap<String, Site>,
}

impl Funnel {
    /// Adds the counts of another part of the run.
    pub fn add(&mut self, other: &Funnel) {
        let tables = [
            (&mut self.skipped, &other.skipped),
            (&mut self.blocks_dropped, &other.blocks_dropped),
            (&mut self.beads, &other.beads),
            (&mut self.rejected, &other.rejected),
        ];
        for (into, from) in tables {
            for (name, count) in from {
                *into.entry(name.clone()).or_default() += count;
            }
        }
        let counts = [
            (&mut self.seen, other.seen),
            (&mut self.read, other.read),
            (&mut self.blocks, other.blocks),
            (&mut self.blocks_kept, other.blocks_kept),
            (&mut self.sentences, other.sentences),
            (&mut self.sentences_aligned, other.sentences_aligned),
            (&mut self.sentences_alone, other.sentences_alone),
            (&mut self.document_pairs, other.document_pairs),
            (&mut self.candidates, other.candidates),
            (&mut self.kept, other.kept),
            (&mut self.duplicates, other.duplicates),
        ];
        for (into, from) in counts {
            *into += from;
        }
        for (host, site) in &other.sites {
            self.sites.entry(host.clone()).or_default().add(site);
        }
    }

    fn site(&mut self, url: Option<&str>) -> &mut Site {
        self.sites.entry(site::of(url)).or_default()
    }

    /// Counts a bead.
    pub fn bead(&mut self, kind: Kind) {
        *self.beads.entry(kind.to_string()).or_default() += 1;
        self.candidates += u64::from(kind.0 > 0 && kind.1 > 0);
    }

    /// Counts a document that was skipped, by its address where that is known.
    pub fn skip(&mut self, reason: &str, url: Option<&str>) {
        self.seen += 1;
        *self.skipped.entry(reason.to_owned()).or_default() += 1;
        *self.site(url).skipped.entry(reason.to_owned()).or_default() += 1;
    }

    /// Counts a document that was read, and its sentences.
    pub fn document(&mut self, url: Option<&str>, sentences: u64) {
        self.seen += 1;
        self.read += 1;
        self.sentences += sentences;
        let site = self.site(url);
        site.read += 1;
        site.sentences += sentences;
    }

    /// Counts a pair that is kept, by the address of its source document.
    pub fn keep(&mut self, url: &str) {
        self.kept += 1;
        self.site(Some(url)).kept += 1;
    }

    /// Counts a pair that is rejected.
    pub fn reject(&mut self, url: &str, reason: &str) {
        *self.rejected.entry(reason.to_owned()).or_default() += 1;
        *self.site(Some(url)).rejected.entry(reason.to_owned()).or_default() += 1;
    }

    /// Counts a pair that is dropped as a duplicate.
    pub fn duplicate(&mut self, url: &str) {
        self.duplicates += 1;
        self.site(Some(url)).duplicates += 1;
    }

    /// The sums that do not hold; empty where every row adds up.
    pub fn contradictions(&self) -> Vec<String> {
        let sum = |table: &BTreeMap<String, u64>| table.values().sum::<u64>();
        let mut sites = Site::default();
        self.sites.values().for_each(|site| sites.add(site));
        let checks = [
            ("documents seen", self.seen, self.read + sum(&self.skipped)),
            ("blocks", self.blocks, self.blocks_kept + sum(&self.blocks_dropped)),
            ("sentences", self.sentences, self.sentences_aligned + self.sentences_alone),
            ("candidate pairs", self.candidates, self.kept + sum(&self.rejected) + self.duplicates),
            ("documents read", self.read, sites.read),
            ("documents skipped", sum(&self.skipped), sum(&sites.skipped)),
            ("sentences by site", self.sentences, sites.sentences),
            ("pairs kept", self.kept, sites.kept),
            ("pairs rejected", sum(&self.rejected), sum(&sites.rejected)),
            ("duplicates", self.duplicates, sites.duplicates),
        ];
        checks
            .iter()
            .filter(|(_, all, parts)| all != parts)
            .map(|(name, all, parts)| format!("{name}: {all}, but its parts make {parts}"))
            .collect()
    }
}

impl fmt::Display for Funnel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = |table: &BTreeMap<String, u64>| {
            let cells: Vec<String> = table.iter().map(|(name, count)| format!("{name} {count}")).collect();
            if cells.is_empty() { String::new() } else { format!(" ({})", cells.join(", ")) }
        };
        let sum = |table: &BTreeMap<String, u64>| table.values().sum::<u64>();
        writeln!(
            f,
            "documents   {:>8} seen = {} read + {} skipped{}",
            self.seen,
            self.read,
            sum(&self.skipped),
            parts(&self.skipped)
        )?;
        let dropped = sum(&self.blocks_dropped);
        writeln!(
            f,
            "blocks      {:>8} = {} kept + {} dropped{}",
            self.blocks,
            self.blocks_kept,
            dropped,
            parts(&self.blocks_dropped)
        )?;
        writeln!(
            f,
            "sentences   {:>8} = {} in {} aligned document pairs + {} without a partner document",
            self.sentences, self.sentences_aligned, self.document_pairs, self.sentences_alone
        )?;
        writeln!(f, "beads       {:>8}{}", sum(&self.beads), parts(&self.beads))?;
        write!(
            f,
            "pairs       {:>8} = {} kept + {} rejected{} + {} duplicates",
            self.candidates,
            self.kept,
            sum(&self.rejected),
            parts(&self.rejected),
            self.duplicates
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contradictions_are_found() {
        let mut funnel = Funnel { seen: 1, ..Funnel::default() };
        funnel.document(Some("https://a.example/1"), 3);
        funnel.sentences_alone = 3;
        assert_eq!(funnel.contradictions(), ["documents seen: 2, but its parts make 1"]);
        funnel.seen -= 1;
        funnel.skip("empty", None);
        assert_eq!(funnel.contradictions(), Vec::<String>::new());
        funnel.sites.clear();
        assert_eq!(funnel.contradictions().len(), 3);
    }

    #[test]
    fn parts_add_up_in_any_order() {
        let mut a = Funnel::default();
        a.document(Some("https://a.example/1"), 3);
        let mut b = Funnel::default();
        b.skip("empty", Some("https://a.example/2"));
        b.bead(Kind(1, 2));
        let (mut ab, mut ba) = (a.clone(), b.clone());
        ab.add(&b);
        ba.add(&a);
        assert_eq!(ab, ba);
        a.add(&Funnel::default());
        b.add(&Funnel::default());
        assert_eq!((ab.seen, ab.candidates, ab.sites.len()), (2, 1, 1));
    }
}
