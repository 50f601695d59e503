//! The whole way, from inputs to pairs.

mod judge;
mod learn;
mod matching;
mod pages;
mod prepare;
mod run;
mod tools;
mod whole;

pub use judge::{Judge, Judged};
pub use learn::{AlignOptions, Aligned, align_batch};
pub use prepare::{Prepared, cleaned, prepared};
pub use run::{Options, Outcome, Skip, Stages, match_documents, run};
pub use tools::{Sentencers, Tools};
