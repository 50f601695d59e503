//! `sejajar run`: pages in, sentence pairs out.

use super::args::RunArgs;
use super::io::{self, numbers, output};
use super::{Common, Failure};
use crate::align::Aligner;
use crate::model::{Pair, Row};
use crate::pipeline::{self, Options, Stages};
use crate::score::{Action, Policy};
use crate::write::{self, Output, PairFormat, RowOptions};

pub fn run(common: &Common, args: &RunArgs) -> Result<u8, Failure> {
    if !(0.0..=1.0).contains(&args.min_score) {
        return Err(Failure::usage(
            format!("--min-score {} is no probability", args.min_score),
            "give a number from 0 to 1",
        ));
    }
    let lexicons = common.lexicons()?;
    let tools = common.tools(&lexicons)?;
    let sentencers = common.sentencers(&lexicons, Some(&[args.languages.src, args.languages.trg]))?;
    let aligner = Aligner::load(&lexicons, args.languages.src, args.languages.trg)?;
    let (inputs, unfound) = io::inputs(&args.inputs)?;
    let known = io::known(args.known.as_deref(), (args.languages.src, args.languages.trg))?;
    let options = Options {
        src: args.languages.src,
        trg: args.languages.trg,
        min_score: args.min_score,
        keep_all: args.keep_all,
        site: args.site.clone(),
        policy: policy(&args.rules)?,
        read: common.reading(),
    };
    // Opened before the work, so that an unwritable output is told at once.
    let path = args.output.as_deref();
    format(path)?;
    let out = output(path)?;
    let rejects =
        args.rejects.as_deref().map(|path| format(Some(path)).and_then(|_| output(Some(path)))).transpose()?;
    let flow = common.flow()?;
    let numbers = numbers(&lexicons, (args.languages.src, args.languages.trg))?;
    let stages = Stages {
        flow: &flow,
        tools: &tools,
        sentencers: &sentencers,
        aligner: &aligner,
        numbers: &numbers,
        known: known.as_ref(),
    };
    let mut outcome = pipeline::run(stages, inputs, &options);
    for skip in &unfound {
        outcome.funnel.skip(&skip.reason);
    }
    outcome.skipped.splice(0..0, unfound);
    write_pairs(out, path, args, &outcome.pairs)?;
    if let Some(rejects) = rejects {
        write_pairs(rejects, args.rejects.as_deref(), args, &outcome.rejects)?;
    }
    if let Some(path) = args.save_lexicon.as_deref() {
        io::save_lexicon(path, outcome.learned.as_ref())?;
    }
    common.say(&outcome.funnel.to_string());
    let skipped = common.skipped(&outcome.skipped)?;
    Ok(if outcome.pairs.is_empty() { 4 } else { skipped })
}

/// The format that an output's name stands for; CSV for standard output.
fn format(path: Option<&str>) -> Result<PairFormat, Failure> {
    path.filter(|p| *p != "-").map_or(Ok(PairFormat::Csv), |path| {
        PairFormat::of_path(path).ok_or_else(|| {
            Failure::usage(
                format!("{path}: the suffix stands for no format of pairs"),
                "end the name in .csv, .tsv, .jsonl or .tmx, with .gz or .zst behind it if you like",
            )
        })
    })
}

fn write_pairs(out: Output, path: Option<&str>, args: &RunArgs, pairs: &[Pair]) -> Result<(), Failure> {
    let failure = |e| Failure::io(path.unwrap_or("standard output"), e);
    let options = RowOptions { spreadsheet_safe: args.spreadsheet_safe, ..RowOptions::pairs(args.languages.src) };
    let mut writer = write::row_writer(format(path)?, out, &options).map_err(failure)?;
    for pair in pairs {
        writer.row(&Row::from(pair)).map_err(failure)?;
    }
    writer.end().map_err(failure)
}

/// What the rules do, from `NAME=ACTION` arguments.
pub fn policy(rules: &[String]) -> Result<Policy, Failure> {
    let mut policy = Policy::default();
    for rule in rules {
        let (name, action) = rule.split_once('=').unwrap_or((rule, ""));
        let action = match action {
            "off" => Action::Off,
            "flag" => Action::Flag,
            "drop" => Action::Drop,
            _ => {
                return Err(Failure::usage(
                    format!("--rule {rule}: no action"),
                    "write NAME=off, NAME=flag or NAME=drop",
                ));
            }
        };
        policy.set(name, action).map_err(|e| Failure::usage(e.to_string(), "the rules are listed in the README"))?;
    }
    Ok(policy)
}
