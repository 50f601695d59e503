//! sejajar: from scraped Malay, Indonesian and English pages to scored sentence pairs, offline and on a CPU.
//!
//! A document moves one way, and each stage is a module of its own:
//!
//! ```text
//! read → blocks → identify → clean → normalize → split → pair → align → score → dedup → write
//! ```
//!
//! The stages are pure functions over one document or one pair; they share the types of [`model`] and the
//! knowledge of [`lexicon`], and never call one another. [`pipeline`] puts them together, [`flow`] runs them in
//! parallel, and [`eval`] holds an alignment against a gold standard.

pub mod align;
pub mod blocks;
pub mod clean;
pub mod cli;
pub mod dedup;
pub mod eval;
pub mod flow;
pub mod identify;
pub mod lang;
pub mod lexicon;
pub mod model;
pub mod normalize;
pub mod pair;
pub mod pipeline;
pub mod read;
pub mod report;
pub mod score;
pub mod split;
pub mod write;
