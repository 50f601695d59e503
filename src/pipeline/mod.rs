//! The whole way, from inputs to pairs.

mod learn;
mod matching;
mod pages;
mod prepare;
mod run;
mod tools;

pub use learn::{AlignOptions, Aligned, align_batch};
pub use prepare::{Prepared, prepare};
pub use run::{Options, Outcome, Skip, match_documents, run};
pub use tools::Tools;
