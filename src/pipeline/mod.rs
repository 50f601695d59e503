//! The whole way, from inputs to pairs.

mod aligning;
mod duplicates;
mod forget;
mod gather;
mod judge;
mod learn;
mod library;
mod matching;
mod page;
mod pages;
mod prepare;
mod run;
pub mod store;
mod tools;

pub use forget::{forget, given, is_gone};
pub use gather::Given;
pub use judge::Judge;
pub use learn::{AlignOptions, Aligned, align_batch, align_known};
pub use page::Page;
pub use prepare::{Prepared, cleaned, prepared};
pub use run::{Fate, Matched, Options, Outcome, Rows, Skip, Stages, match_documents, run, run_in};
pub use tools::{Sentencers, Tools};
