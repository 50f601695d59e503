//! Pairs of documents: candidates from the index and from addresses, judged by a quick alignment.

use super::{Prepared, Stages, Tools, pages};
use crate::lang::Lang;
use crate::lexicon::End;
use crate::model::Guess;
use crate::pair::{Address, Candidate, Index, Judged, Match, Profile, Profiler, assign, linked};

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

/// Pairs of documents that are translations of each other; indexes are those of `documents`.
///
/// Pages that hold both languages are left out: they are aligned with themselves.
pub fn matches(stages: Stages<'_>, documents: &[Prepared], langs: (Lang, Lang)) -> Vec<Match> {
    let side = |lang: Lang| -> Vec<usize> {
        (0..documents.len())
            .filter(|&i| lang_of(&documents[i]) == lang && !pages::is_bilingual(&documents[i], langs))
            .collect()
    };
    let (src, trg) = (side(langs.0), side(langs.1));
    if src.is_empty() || trg.is_empty() {
        return Vec::new();
    }
    let profiler = Profiler::new(stages.aligner.lexicon());
    let profiles = |end: End, side: &[usize], lang: Lang| -> Vec<Profile> {
        let made = stages.flow.map(side, |&i| {
            let document = &documents[i];
            profiler.profile(end, pages::select(document, lang).iter().map(|&s| document.sentences[s].text.as_str()))
        });
        made.into_iter().map(Result::unwrap_or_default).collect()
    };
    let (src_profiles, trg_profiles) = (profiles(End::Src, &src, langs.0), profiles(End::Trg, &trg, langs.1));
    let index = Index::new(&src_profiles, &trg_profiles);
    let candidates: Vec<Vec<Candidate>> = stages
        .flow
        .map(&src_profiles, |p| index.candidates(p, CANDIDATES))
        .into_iter()
        .map(Result::unwrap_or_default)
        .collect();
    let links = links(stages.tools, documents, (&src, &trg), langs);
    let asked: Vec<(usize, Candidate)> =
        candidates.into_iter().enumerate().flat_map(|(s, c)| near(c).map(move |c| (s, c))).collect();
    let passage = |i: usize, lang: Lang| pages::passage(&documents[i], &pages::select(&documents[i], lang));
    let quick = stages
        .flow
        .map(&asked, |&(s, c)| stages.aligner.quick(&passage(src[s], langs.0), &passage(trg[c.trg], langs.1), QUICK));
    let judged = asked.iter().zip(quick).map(|(&(s, c), quick)| {
        let linked = if links.contains(&(s, c.trg)) { LINKED } else { 0.0 };
        Judged { src: s, trg: c.trg, score: quick.unwrap_or(0.0) + linked }
    });
    let matches = assign(judged.collect(), LEAST, MARGIN);
    matches.into_iter().map(|m| Match { src: src[m.src], trg: trg[m.trg], score: m.score.min(1.0) }).collect()
}

/// The candidates that are not far behind the best of them.
fn near(candidates: Vec<Candidate>) -> impl Iterator<Item = Candidate> {
    let best = candidates.first().map_or(0.0, |c| c.similarity);
    candidates.into_iter().filter(move |c| c.similarity >= best * NEAR)
}

fn lang_of(prepared: &Prepared) -> Lang {
    prepared.document.lang.map_or(Lang::UND, |guess: Guess| guess.lang)
}

fn links(
    tools: &Tools,
    documents: &[Prepared],
    sides: (&[usize], &[usize]),
    langs: (Lang, Lang),
) -> Vec<(usize, usize)> {
    let addresses = |side: &[usize], lang: Lang| -> Vec<Option<Address<'_>>> {
        let address = |&i: &usize| {
            let meta = &documents[i].document.meta;
            meta.url.as_deref().map(|url| Address { url, meta, marks: tools.url_marks(lang) })
        };
        side.iter().map(address).collect()
    };
    linked(&addresses(sides.0, langs.0), &addresses(sides.1, langs.1), langs)
}
