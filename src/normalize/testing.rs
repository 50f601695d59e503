//! What the tests of the steps share.

use super::{Knowledge, Normalizer, Options};
use crate::lang::Lang;
use crate::lexicon::{Lexicons, Pack};

/// A text repaired without knowledge of any language.
pub fn bare(text: &str) -> String {
    Normalizer::with_knowledge(Knowledge::default(), Options::default()).normalize_str(text).into_owned()
}

/// A text repaired with the built-in knowledge of Malay.
pub fn malay(text: &str) -> String {
    let lexicons = Lexicons::builtin();
    let pack = Pack::load(&lexicons, Lang::MS).expect("a pack");
    let normalizer = Normalizer::new(&lexicons, &pack, Options::default()).expect("a normalizer");
    normalizer.normalize_str(text).into_owned()
}
