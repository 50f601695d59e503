//! The stages of a run, for tests of the library.

use std::sync::LazyLock;

use sejajar::align::Aligner;
use sejajar::flow::Flow;
use sejajar::lang::Lang;
use sejajar::lexicon::{Lexicons, Numbers};
use sejajar::normalize;
use sejajar::pipeline::{Sentencers, Tools};

/// Everything that a run needs, made once.
pub struct House {
    pub flow: Flow,
    pub tools: Tools,
    pub sentencers: Sentencers,
    pub aligner: Aligner,
    pub numbers: [Numbers; 2],
}

pub static HOUSE: LazyLock<House> = LazyLock::new(|| {
    let lexicons = Lexicons::builtin();
    let numbers = |lang| Numbers::new(&lexicons, lang).expect("numbers");
    House {
        flow: Flow::new(2).expect("threads"),
        tools: Tools::load(&lexicons).expect("tools"),
        sentencers: Sentencers::load(&lexicons, normalize::Options::default(), None).expect("sentencers"),
        aligner: Aligner::load(&lexicons, Lang::MS, Lang::EN).expect("an aligner"),
        numbers: [numbers(Lang::MS), numbers(Lang::EN)],
    }
});
