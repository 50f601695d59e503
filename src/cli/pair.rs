//! `sejajar pair`: which documents are translations of each other.

use std::io::Write;

use super::args::PairArgs;
use super::io::{self, finish, numbers, output};
use super::{Common, Failure};
use crate::align::Aligner;
use crate::pipeline::{self, Options, Stages};

pub fn run(common: &Common, args: &PairArgs) -> Result<u8, Failure> {
    let lexicons = common.lexicons()?;
    let tools = common.tools(&lexicons)?;
    let sentencers = common.sentencers(&lexicons, Some(&[args.languages.src, args.languages.trg]))?;
    let aligner = Aligner::load(&lexicons, args.languages.src, args.languages.trg)?;
    let (inputs, mut skipped) = io::inputs(&args.inputs)?;
    let path = args.output.as_deref();
    let mut out = output(path)?;
    let options = Options { read: common.reading(), ..Options::new(args.languages.src, args.languages.trg) };
    let flow = common.flow()?;
    let numbers = numbers(&lexicons, (args.languages.src, args.languages.trg))?;
    let stages = Stages {
        flow: &flow,
        tools: &tools,
        sentencers: &sentencers,
        aligner: &aligner,
        numbers: &numbers,
        known: None,
    };
    let (matches, more) = pipeline::match_documents(stages, inputs, &options)?;
    skipped.extend(more);
    for (src, trg, score) in &matches {
        writeln!(out, "{src}\t{trg}\t{score:.4}").map_err(|e| Failure::io(path.unwrap_or("standard output"), e))?;
    }
    finish(out, path)?;
    let code = common.skipped(&skipped)?;
    Ok(if matches.is_empty() { 4 } else { code })
}
