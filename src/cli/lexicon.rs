//! `sejajar lexicon`: what the lexicons know.

use super::args::{LexiconArgs, LexiconCommand};
use super::{Common, Failure};
use crate::lexicon::{Bilingual, End};

pub fn run(common: &Common, args: &LexiconArgs) -> Result<u8, Failure> {
    match &args.command {
        LexiconCommand::Lookup { word, lang, with } => {
            let bilingual = Bilingual::load(&common.lexicons()?, *lang, *with)?;
            for entry in bilingual.entries(End::Src, word) {
                println!("{entry:?}");
            }
            Ok(0)
        }
        LexiconCommand::Coverage { .. } | LexiconCommand::Check { .. } => Err(Failure::usage("not there yet", "")),
    }
}
