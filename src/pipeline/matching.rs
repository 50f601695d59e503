//! Pairs of documents: candidates from the index and from addresses, judged by a quick alignment.

use std::collections::BTreeSet;
use std::io::{Read, Seek, SeekFrom, Write};

use tempfile::SpooledTempFile;

use super::library::{Kind, Library};
use super::store::{Halt, Key, Store, once};
use super::{Page, Stages, pages};
use crate::lang::Lang;
use crate::lexicon::End;
use crate::model::{Alternate, Meta};
use crate::pair::{Address, Candidate, Frequencies, Index, Judged, Match, Profile, Profiler, assign, best, linked};

/// How many candidates of a document are judged.
const CANDIDATES: usize = 5;

/// Similarity of a candidate that is judged, as a share of the best one's.
const NEAR: f32 = 0.4;

/// Least score of a pair.
const LEAST: f64 = 0.4;

/// How far a pair must be ahead of the runner-up.
const MARGIN: f64 = 1.15;

/// Sentences of each side that the judgement goes by.
const QUICK: usize = 40;

/// What an address that says so adds to a candidate's score.
const LINKED: f64 = 0.3;

/// Target documents that are indexed at a time.
const INDEXED: usize = 250_000;

/// Source documents whose candidates are judged before what was found is kept.
const TOGETHER: usize = 1_000;

/// Bytes of profiles that are held in memory before they go to a file.
const IN_MEMORY: usize = 2 << 20;

/// Which pages may be paired, and under which names what was found is kept.
pub struct Round<'a> {
    /// The name of the round's work.
    pub name: String,
    /// Hash of what went into it.
    pub key: u64,
    /// The first page that no earlier round has seen; one of a pair is such a page, or a later one.
    pub first: usize,
    /// Whether an earlier round has found a partner for a page.
    pub is_taken: &'a (dyn Fn(usize) -> bool + Sync),
}

/// Pairs of documents that are translations of each other; numbers are those of the library.
///
/// Pages that hold both languages are left out: they are aligned with themselves.
///
/// # Errors
/// Where the run is told to end, or what waits cannot be written or read.
pub fn matches(
    stages: Stages<'_>,
    store: &dyn Store,
    library: &Library<'_>,
    langs: (Lang, Lang),
    round: &Round<'_>,
) -> Result<Vec<Match>, Halt> {
    let slots = &library.slots;
    let side = |kind: Kind| -> Vec<usize> {
        let of = |&i: &usize| slots[i].kind == kind && !(i < round.first && (round.is_taken)(i));
        (0..slots.len()).filter(of).collect()
    };
    let (src, trg) = (side(Kind::Src), side(Kind::Trg));
    if src.is_empty() || trg.is_empty() {
        return Ok(Vec::new());
    }
    let (candidates, links) = candidates(stages, library, langs, (&src, &trg))?;
    let asked = |s: usize| {
        // What an address says is looked at, whatever the index has found.
        let said = links.range((s, 0)..(s + 1, 0)).map(|&(_, t)| t);
        let mut asked: Vec<usize> = Vec::new();
        for t in near(&candidates[s]).map(|c| c.trg).chain(said) {
            if (src[s] >= round.first || trg[t] >= round.first) && !asked.contains(&t) {
                asked.push(t);
            }
        }
        asked
    };
    let mut judged = Vec::new();
    for (part, from) in (0..src.len()).step_by(TOGETHER).enumerate() {
        let numbers: Vec<usize> = (from..src.len().min(from + TOGETHER)).collect();
        let quick = |&s: &usize| -> Result<Vec<f64>, Halt> {
            let these = asked(s);
            if these.is_empty() {
                return Ok(Vec::new());
            }
            let passage = |page: Page, lang| pages::passage(&page, &pages::select(&page, lang));
            let own = passage(library.page(src[s])?, langs.0);
            let score = |&t: &usize| -> Result<f64, Halt> {
                let other = passage(library.page(trg[t])?, langs.1);
                Ok(stages.flow.guarded(|| stages.aligner.quick(&own, &other, QUICK)).unwrap_or(0.0))
            };
            these.iter().map(score).collect()
        };
        let key = Key::of(round.key).number(part as u64).end();
        let (scores, _) = once(store, &format!("judged-{}-{part:05}", round.name), key, || {
            let scores = stages.flow.map(&numbers, quick);
            stages.checked()?;
            // A panic in the work on a document leaves it without a partner.
            let scores = scores.into_iter().map(|scores| scores.unwrap_or_else(|_| Ok(Vec::new())));
            scores.collect::<Result<Vec<Vec<f64>>, Halt>>()
        })?;
        for (&s, scores) in numbers.iter().zip(scores) {
            for (t, score) in asked(s).into_iter().zip(scores) {
                let linked = if links.contains(&(s, t)) { LINKED } else { 0.0 };
                judged.push(Judged { src: s, trg: t, score: score + linked });
            }
        }
    }
    let matches = assign(judged, LEAST, MARGIN);
    Ok(matches.into_iter().map(|m| Match { src: src[m.src], trg: trg[m.trg], score: m.score.min(1.0) }).collect())
}

/// The candidates that are not far behind the best of them.
fn near(candidates: &[Candidate]) -> impl Iterator<Item = &Candidate> {
    let best = candidates.first().map_or(0.0, |c| c.similarity);
    candidates.iter().filter(move |c| c.similarity >= best * NEAR)
}

/// For each source document its candidates, best first, and the links that addresses make.
type Found = (Vec<Vec<Candidate>>, BTreeSet<(usize, usize)>);

fn candidates(
    stages: Stages<'_>,
    library: &Library<'_>,
    langs: (Lang, Lang),
    (src, trg): (&[usize], &[usize]),
) -> Result<Found, Halt> {
    let profiler = Profiler::new(stages.aligner.lexicon());
    let mut frequencies = Frequencies::default();
    let mut spool = Spool::default();
    let mut addresses: [Vec<Meta>; 2] = Default::default();
    for (k, (end, side, lang)) in [(End::Src, src, langs.0), (End::Trg, trg, langs.1)].into_iter().enumerate() {
        let work = |i: usize| -> Result<(Profile, Option<String>, Vec<Alternate>), Halt> {
            let page = library.page(i)?;
            let sentences = pages::select(&page, lang);
            let texts = sentences.iter().map(|&s| page.sentences[s].text.as_str());
            let profile = stages.flow.guarded(|| profiler.profile(end, texts)).unwrap_or_default();
            Ok((profile, page.url, page.alternates))
        };
        stages.flow.stream(side.iter().copied(), work, |result| {
            stages.checked()?;
            let (profile, url, alternates) = result.unwrap_or_else(|_| Ok(Default::default()))?;
            frequencies.add(&profile);
            spool.push(&profile)?;
            addresses[k].push(Meta { url, alternates, ..Meta::default() });
            Ok::<(), Halt>(())
        })?;
    }
    let links = links(stages, &addresses, langs);
    drop(addresses);
    let mut candidates: Vec<Vec<Candidate>> = vec![Vec::new(); src.len()];
    for from in (0..trg.len()).step_by(INDEXED) {
        let numbers = from..trg.len().min(from + INDEXED);
        let profiles = spool.read(src.len() + numbers.start..src.len() + numbers.end);
        let mut failed = None;
        let index =
            Index::new(&frequencies, profiles.map_while(|profile| profile.map_err(|halt| failed = Some(halt)).ok()));
        failed.map_or(Ok(()), Err)?;
        let mut s = 0;
        let work = |profile: Result<Profile, Halt>| Ok(index.candidates(&profile?, CANDIDATES));
        stages.flow.stream(spool.read(0..src.len()), work, |result| {
            stages.checked()?;
            let found = result.unwrap_or_else(|_| Ok(Vec::new()))?;
            let mut all = std::mem::take(&mut candidates[s]);
            all.extend(found.into_iter().map(|c| Candidate { trg: c.trg + from, ..c }));
            candidates[s] = best(all, CANDIDATES);
            s += 1;
            Ok::<(), Halt>(())
        })?;
    }
    Ok((candidates, links))
}

fn links(stages: Stages<'_>, sides: &[Vec<Meta>; 2], langs: (Lang, Lang)) -> BTreeSet<(usize, usize)> {
    let src: Vec<_> = sides[0].iter().map(|meta| address(stages, meta, langs.0)).collect();
    let trg: Vec<_> = sides[1].iter().map(|meta| address(stages, meta, langs.1)).collect();
    linked(&src, &trg, langs).into_iter().collect()
}

fn address<'a>(stages: Stages<'a>, meta: &'a Meta, lang: Lang) -> Option<Address<'a>> {
    Some(Address { url: meta.url.as_deref()?, meta, marks: stages.tools.url_marks(lang) })
}

/// Profiles that wait, one behind the other.
struct Spool {
    file: SpooledTempFile,
    ends: Vec<u64>,
}

impl Default for Spool {
    fn default() -> Spool {
        Spool { file: tempfile::spooled_tempfile(IN_MEMORY), ends: vec![0] }
    }
}

fn failed(source: std::io::Error) -> Halt {
    Halt::io(std::env::temp_dir().display(), source)
}

impl Spool {
    fn push(&mut self, profile: &Profile) -> Result<(), Halt> {
        let bytes = postcard::to_stdvec(profile).map_err(|e| failed(std::io::Error::other(e)))?;
        self.file.write_all(&bytes).map_err(failed)?;
        self.ends.push(self.ends.last().copied().unwrap_or_default() + bytes.len() as u64);
        Ok(())
    }

    /// Some profiles, in order.
    fn read(&mut self, range: std::ops::Range<usize>) -> impl Iterator<Item = Result<Profile, Halt>> + Send {
        let start = self.ends[range.start];
        let mut sought = self.file.seek(SeekFrom::Start(start)).map(drop);
        let Spool { file, ends } = self;
        range.map(move |i| {
            std::mem::replace(&mut sought, Ok(())).map_err(failed)?;
            let mut bytes = vec![0; (ends[i + 1] - ends[i]) as usize];
            file.read_exact(&mut bytes).map_err(failed)?;
            postcard::from_bytes(&bytes).map_err(|e| failed(std::io::Error::other(e)))
        })
    }
}
