//! Inputs to shards of pages: each input is read once, and what was gathered before is taken as it is.

use std::sync::atomic::Ordering;

use serde::{Deserialize, Serialize};

use super::store::{Halt, Key, Shard, Store, first, frame, frames};
use super::{Options, Page, Skip, Stages, cleaned, prepared};
use crate::clean::SiteTemplates;
use crate::flow::Panic;
use crate::identify::SiteLangs;
use crate::read::{self, Input, Raw, ReadError};
use crate::report::Funnel;

/// Pages of the first shards; the later ones are larger, so that a long run has few, and a short one loses little.
const FIRST_PAGES: usize = 32;

/// Shards of a size before the next ones are twice as large.
const STEP: usize = 4;

/// Pages of the largest shards.
const MOST_PAGES: usize = 512;

/// Bytes from which on a shard is full, whatever its pages.
const MOST_BYTES: usize = 8 << 20;

/// An input, and what tells whether it is still the same.
#[derive(Clone, Debug)]
pub struct Given {
    /// The input.
    pub input: Input,
    /// Hash of its bytes; 0 where nobody will ask.
    pub hash: u128,
}

/// What stands for an input that held a forgotten page alone.
pub const GONE: &str = "forgotten#";

/// A record's place among the inputs: the number of its input, and its own in it.
pub type Place = (usize, usize);

/// What stands before the pages of a shard.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Summary {
    /// The place behind the shard's last record.
    pub end: Place,
    /// What its pages say of the templates of their sites.
    pub templates: SiteTemplates,
    /// What they say of the languages of their sites.
    pub langs: SiteLangs,
    /// The records that were no pages.
    pub funnel: Funnel,
    /// Those among them that should have been.
    pub skipped: Vec<Skip>,
}

/// The name of the shard that begins at a place.
pub fn name(place: Place) -> String {
    format!("pages-{:07}-{:07}", place.0, place.1)
}

/// The place where a shard of pages begins, by its name; `None` where it is none.
pub fn start(name: &str) -> Option<Place> {
    let (input, record) = name.strip_prefix("pages-")?.split_once('-')?;
    Some((input.parse().ok()?, record.parse().ok()?))
}

/// What stands before the pages of a shard.
///
/// # Errors
/// Where it cannot be read.
pub fn summary(store: &dyn Store, shard: &Shard) -> Result<Summary, Halt> {
    first(store, shard)
}

/// Shards of the pages of the inputs `from..to`, in order.
///
/// # Errors
/// Where the run is told to end, or a shard cannot be written or read.
pub fn gather(
    stages: Stages<'_>,
    store: &dyn Store,
    given: &[Given],
    (from, to): (usize, usize),
    options: &Options,
) -> Result<Vec<Shard>, Halt> {
    let gatherer = Gatherer { stages, store, given, to, options };
    let mut shards = Vec::new();
    let mut place = (from, 0);
    while place.0 < to {
        match gatherer.known(place)? {
            Some((shard, end)) => {
                store.used(&shard);
                shards.push(shard);
                place = end;
            }
            None => place = gatherer.make(place, &mut shards)?,
        }
    }
    Ok(shards)
}

/// What of the options, beside the inputs, goes into a page.
fn key(options: &Options) -> u64 {
    let site = options.site.as_deref().unwrap_or("\0");
    let fields = format!("{:?}", options.read.fields);
    Key::of(options.knowledge)
        .with(options.src.as_str().as_bytes())
        .with(options.trg.as_str().as_bytes())
        .with(site.as_bytes())
        .with(fields.as_bytes())
        .number(options.read.max_bytes)
        .end()
}

/// The key of a shard that goes from one place to another.
pub fn shard_key(options: &Options, given: &[Given], start: Place, end: Place) -> u64 {
    let last = if end.1 > 0 { end.0 + 1 } else { end.0 };
    let inputs = given.get(start.0..last).unwrap_or_default();
    let key = Key::of(key(options)).number(start.1 as u64).number(end.1 as u64);
    inputs.iter().fold(key, |key, given| key.with(given.input.path().as_bytes()).with(&given.hash.to_le_bytes())).end()
}

struct Gatherer<'a> {
    stages: Stages<'a>,
    store: &'a dyn Store,
    given: &'a [Given],
    to: usize,
    options: &'a Options,
}

/// What came of a record.
enum Record {
    Page { frame: Vec<u8>, templates: SiteTemplates, langs: SiteLangs },
    Failed(Skip),
    Passed(&'static str, Option<String>),
}

/// A shard in the making.
#[derive(Default)]
struct Open {
    start: Place,
    pages: usize,
    records: usize,
    frames: Vec<u8>,
    summary: Summary,
}

/// Why a stream of records ended.
enum End {
    At(Place),
    Halt(Halt),
}

impl From<Halt> for End {
    fn from(halt: Halt) -> End {
        End::Halt(halt)
    }
}

impl Gatherer<'_> {
    fn key(&self, start: Place, end: Place) -> u64 {
        shard_key(self.options, self.given, start, end)
    }

    /// The shard that begins at a place and was made of the same inputs, and where it ends.
    fn known(&self, place: Place) -> Result<Option<(Shard, Place)>, Halt> {
        let Some(shard) = self.store.find(&name(place)) else { return Ok(None) };
        let end = summary(self.store, &shard)?.end;
        let same = end > place && end <= (self.to, 0) && self.key(place, end) == shard.key;
        Ok(same.then_some((shard, end)))
    }

    /// Makes shards from a place on, up to one that is known or to the end; gives the place where it ended.
    fn make(&self, start: Place, shards: &mut Vec<Shard>) -> Result<Place, Halt> {
        let options = &self.options.read;
        let records = self.given[start.0..self.to].iter().enumerate().flat_map(|(i, given)| {
            // What held a forgotten page alone is not there any more.
            let input = Some(given.input.clone()).filter(|input| !input.path().starts_with(GONE));
            let records = read::documents(input.into_iter().collect(), options.clone()).enumerate();
            records.map(move |(k, raw)| ((start.0 + i, k), raw))
        });
        let mut open = Open { start, ..Open::default() };
        let work = |(place, raw)| (place, self.record(raw));
        // Records before the place are read, not worked on: a container has no other way to it.
        let done = self.stages.flow.stream(records.skip(start.1), work, |result| {
            if self.stages.flow.is_stopped() {
                return Err(End::Halt(Halt::Interrupted));
            }
            self.options.progress.document(options.consumed.load(Ordering::Relaxed));
            let (place, record) = match result {
                Ok(done) => done,
                // The work on a record is guarded by itself: this is nothing that a record could do.
                Err(panic) => return Err(End::Halt(Halt::io("a record", std::io::Error::other(panic)))),
            };
            let most = (FIRST_PAGES << (shards.len() / STEP).min(16)).min(MOST_PAGES);
            let full = open.pages >= most || open.frames.len() >= MOST_BYTES || open.records >= 16 * MOST_PAGES;
            let known = open.records > 0 && place > open.start && self.known(place)?.is_some();
            if full || known {
                let whole = std::mem::take(&mut open);
                shards.push(self.save(whole, place)?);
                open.start = place;
            }
            if known {
                return Err(End::At(place));
            }
            open.add(record);
            Ok(())
        });
        match done {
            Ok(()) => {
                shards.push(self.save(open, (self.to, 0))?);
                Ok((self.to, 0))
            }
            Err(End::At(place)) => Ok(place),
            Err(End::Halt(halt)) => Err(halt),
        }
    }

    fn save(&self, mut open: Open, end: Place) -> Result<Shard, Halt> {
        open.summary.end = end;
        let mut bytes = frame(&open.summary)?;
        bytes.append(&mut open.frames);
        self.store.save(&name(open.start), self.key(open.start, end), &bytes)
    }

    fn record(&self, raw: Result<Raw, ReadError>) -> Record {
        let path = raw.as_ref().map(|raw| raw.path.clone()).unwrap_or_default();
        let work = || -> Result<Record, ReadError> {
            let record = raw?.record(&self.options.read)?;
            let document = cleaned(self.stages.tools, &record);
            drop(record);
            let names = [Some(document.path.as_str()), document.meta.url.as_deref()];
            if self.store.is_forgotten(&names.into_iter().flatten().collect::<Vec<_>>()) {
                return Ok(Record::Passed("forgotten", None));
            }
            let site = self.options.site.as_deref();
            let mut templates = site.map_or_else(SiteTemplates::default, SiteTemplates::with_unnamed);
            templates.add(&document);
            let mut langs = SiteLangs::default();
            langs.add(document.meta.url.as_deref(), document.lang);
            let page = Page::from(prepared(self.stages.sentencers, document));
            Ok(match frame(&page) {
                Ok(frame) => Record::Page { frame, templates, langs },
                Err(error) => Record::Failed(Skip { reason: "internal".to_owned(), message: error.to_string() }),
            })
        };
        match self.stages.flow.guarded(work) {
            Ok(Ok(record)) => record,
            Ok(Err(error)) if !error.is_failure() => Record::Passed(error.reason(), error.url().map(str::to_owned)),
            Ok(Err(error)) => Record::Failed(Skip { reason: error.reason().to_owned(), message: error.to_string() }),
            Err(panic @ Panic(_)) => {
                Record::Failed(Skip { reason: "internal".to_owned(), message: format!("{path}: {panic}") })
            }
        }
    }
}

impl Open {
    fn add(&mut self, record: Record) {
        self.records += 1;
        match record {
            Record::Page { mut frame, templates, langs } => {
                self.pages += 1;
                self.frames.append(&mut frame);
                self.summary.templates.merge(templates);
                self.summary.langs.merge(&langs);
            }
            Record::Failed(skip) => {
                self.summary.funnel.skip(&skip.reason, None);
                self.summary.skipped.push(skip);
            }
            Record::Passed(reason, url) => self.summary.funnel.skip(reason, url.as_deref()),
        }
    }
}

/// The pages of a shard, with the places of their frames in it.
///
/// # Errors
/// Where it cannot be read.
pub fn pages(store: &dyn Store, shard: &Shard) -> Result<Vec<(u64, Vec<u8>)>, Halt> {
    let bytes = store.read(shard, 0..shard.len)?;
    Ok(frames(&bytes).skip(1).map(|(at, frame)| (at as u64, frame.to_vec())).collect())
}
