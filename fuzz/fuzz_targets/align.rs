#![no_main]
//! Alignment of two texts, a sentence a line: every sentence stands in one bead.

use std::sync::LazyLock;

use sejajar::align::{Aligner, Job, Passage};
use sejajar::flow::Flow;
use sejajar::lang::Lang;
use sejajar::lexicon::Lexicons;
use sejajar::pipeline::{AlignOptions, align_batch};

static ALIGNER: LazyLock<Aligner> =
    LazyLock::new(|| Aligner::load(&Lexicons::builtin(), Lang::MS, Lang::EN).expect("the built-in lexicons"));
static FLOW: LazyLock<Flow> = LazyLock::new(|| Flow::new(1).expect("a thread"));

libfuzzer_sys::fuzz_target!(|texts: (&str, &str)| {
    let passage = |text: &str| Passage { sentences: text.lines().map(str::to_owned).collect(), blocks: Vec::new() };
    let job = Job { src: passage(texts.0), trg: passage(texts.1) };
    let (src, trg) = (job.src.sentences.len(), job.trg.sentences.len());
    if src.max(trg) > 60 {
        return;
    }
    let aligned = align_batch(&FLOW, &ALIGNER, &[job], &AlignOptions::default());
    let ladder = aligned.ladders.into_iter().next().expect("a job").expect("no panic");
    let (mut srcs, mut trgs): (Vec<usize>, Vec<usize>) =
        (ladder.iter().flat_map(|b| b.src.clone()).collect(), ladder.iter().flat_map(|b| b.trg.clone()).collect());
    srcs.sort_unstable();
    trgs.sort_unstable();
    assert_eq!((srcs, trgs), ((0..src).collect(), (0..trg).collect()));
    assert!(ladder.iter().all(|bead| (0.0..=1.0).contains(&bead.score)));
});
