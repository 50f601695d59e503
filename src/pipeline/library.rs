//! All pages of a run, each where it lies in its shard, to be read when they are needed.

use std::collections::BTreeMap;

use xxhash_rust::xxh3::xxh3_64;

use super::gather::{self, summary};
use super::page::Sites;
use super::pages::{is_bilingual, select};
use super::store::{Halt, Shard, Store, unframe};
use super::{Options, Page, Stages};
use crate::clean::SiteTemplates;
use crate::report::Funnel;

/// Hashes of blocks that are held at a time while the templates of sites are made out.
const MOST_HASHES: usize = 500_000;

/// What a page is to the pairing of documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// In the source language.
    Src,
    /// In the target language.
    Trg,
    /// In both.
    Both,
    /// In neither.
    Neither,
}

/// Where a page lies, and what it is.
#[derive(Clone, Copy, Debug)]
pub struct Slot {
    shard: u32,
    at: u32,
    len: u32,
    round: u32,
    /// What it is.
    pub kind: Kind,
    /// All its sentences, those in the source language, and those in the target language.
    pub sentences: [u32; 3],
}

/// The pages of the rounds so far.
pub struct Library<'a> {
    store: &'a dyn Store,
    shards: Vec<Shard>,
    sites: Vec<Sites>,
    /// The pages, in the order in which they came.
    pub slots: Vec<Slot>,
}

impl<'a> Library<'a> {
    /// A library without a page.
    pub fn new(store: &'a dyn Store) -> Library<'a> {
        Library { store, shards: Vec::new(), sites: Vec::new(), slots: Vec::new() }
    }

    /// Adds a round: the pages of some shards, without the templates that they and the earlier pages of their sites
    /// have in common.
    ///
    /// # Errors
    /// Where the run is told to end, or a shard cannot be read.
    pub fn add(
        &mut self,
        stages: Stages<'_>,
        shards: Vec<Shard>,
        options: &Options,
        funnel: &mut Funnel,
    ) -> Result<(), Halt> {
        let first = self.shards.len();
        self.shards.extend(shards);
        let sites = Sites { close: stages.tools.identifier.close(), ..self.sites()? };
        let round = self.sites.len() as u32;
        let frames = Frames { all: self, shard: first, read: Vec::new().into_iter() };
        let langs = (options.src, options.trg);
        let mut slots = Vec::new();
        let work = |read: Result<(usize, u64, Vec<u8>), Halt>| -> Result<(Slot, Funnel), Halt> {
            let (shard, at, packed) = read?;
            let page = unframe::<Page>(&packed).ok_or_else(|| self.damaged(shard))?.settled(&sites);
            let mut funnel = Funnel::default();
            page.count(&mut funnel);
            let sides = [page.sentences.len(), select(&page, langs.0).len(), select(&page, langs.1).len()];
            let kind = match page.lang.map(|guess| guess.lang) {
                _ if is_bilingual(&page, langs) => Kind::Both,
                Some(lang) if lang == langs.0 => Kind::Src,
                Some(lang) if lang == langs.1 => Kind::Trg,
                _ => Kind::Neither,
            };
            let sentences = sides.map(|n| n as u32);
            Ok((Slot { shard: shard as u32, at: at as u32, len: packed.len() as u32, round, kind, sentences }, funnel))
        };
        stages.flow.stream(frames, work, |result| {
            if stages.flow.is_stopped() {
                return Err(Halt::Interrupted);
            }
            let (slot, counts) =
                result.map_err(|panic| Halt::io("a page that waits", std::io::Error::other(panic)))??;
            slots.push(slot);
            funnel.add(&counts);
            Ok(())
        })?;
        self.slots.extend(slots);
        self.sites.push(sites);
        Ok(())
    }

    /// A page, without the templates of its site and in its site's languages.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn page(&self, index: usize) -> Result<Page, Halt> {
        let Some(slot) = self.slots.get(index) else { return Ok(Page::default()) };
        let (shard, sites) = (&self.shards[slot.shard as usize], &self.sites[slot.round as usize]);
        let (at, len) = (u64::from(slot.at), u64::from(slot.len));
        let packed = self.store.read(shard, at..at + len)?;
        Ok(unframe::<Page>(&packed).ok_or_else(|| self.damaged(slot.shard as usize))?.settled(sites))
    }

    fn damaged(&self, shard: usize) -> Halt {
        Halt::Damaged { path: self.shards.get(shard).map(|shard| shard.name.clone()).unwrap_or_default() }
    }

    /// What all pages say of their sites; of the templates of some sites after the others, so that memory is bounded.
    fn sites(&self) -> Result<Sites, Halt> {
        let (mut all, mut sites) = (0, Sites::default());
        for shard in &self.shards {
            let summary = summary(self.store, shard)?;
            all += summary.templates.size();
            sites.langs.merge(&summary.langs);
        }
        let parts = (all / MOST_HASHES + 1) as u64;
        for part in 0..parts {
            let mut templates = SiteTemplates::default();
            for shard in &self.shards {
                let mut these = summary(self.store, shard)?.templates;
                these.retain(|site| xxh3_64(site.as_bytes()) % parts == part);
                templates.merge(these);
            }
            sites.templates.join(templates.judge());
        }
        Ok(sites)
    }

    /// Pages by their numbers, read at once.
    ///
    /// # Errors
    /// Where the run is told to end, or one of them cannot be read.
    pub fn pages(&self, stages: Stages<'_>, mut numbers: Vec<usize>) -> Result<BTreeMap<usize, Page>, Halt> {
        numbers.sort_unstable();
        numbers.dedup();
        let read = stages.flow.map(&numbers, |&i| self.page(i));
        stages.checked()?;
        let read = numbers.into_iter().zip(read);
        read.map(|(i, page)| match page {
            Ok(page) => Ok((i, page?)),
            Err(panic) => Err(Halt::io("a page that waits", std::io::Error::other(panic))),
        })
        .collect()
    }
}

/// The frames of a round's pages, in order.
struct Frames<'l, 's> {
    all: &'l Library<'s>,
    shard: usize,
    read: std::vec::IntoIter<(u64, Vec<u8>)>,
}

impl Iterator for Frames<'_, '_> {
    type Item = Result<(usize, u64, Vec<u8>), Halt>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some((at, packed)) = self.read.next() {
                return Some(Ok((self.shard - 1, at, packed)));
            }
            let shard = self.all.shards.get(self.shard)?;
            self.shard += 1;
            match gather::pages(self.all.store, shard) {
                Ok(pages) => self.read = pages.into_iter(),
                Err(halt) => return Some(Err(halt)),
            }
        }
    }
}
