//! What a user does through the binary, command by command, on small texts of the tests' own.

#[path = "../common/mod.rs"]
mod common;

mod align;
mod corpus;
mod lexicon;
mod lines;
mod pages;
mod run;
