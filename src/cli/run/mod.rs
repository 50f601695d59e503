//! `sejajar run`: pages in, sentence pairs out.

pub mod args;
mod outputs;

use std::io::{IsTerminal, Write};

use xxhash_rust::xxh3::xxh3_64;

use self::args::{Level, RunArgs};
use self::outputs::Outputs;
use super::io::{self, finish, numbers, output};
use super::{Common, Failure};
use crate::align::Aligner;
use crate::pipeline::{self, Options, Skip, Stages};
use crate::read::Input;
use crate::report::{Card, Progress};
use crate::score::{Action, Policy, RULES};

pub fn run(common: &Common, args: &RunArgs) -> Result<u8, Failure> {
    if !(0.0..=1.0).contains(&args.min_score) {
        return Err(Failure::usage(
            format!("--min-score {} is no probability", args.min_score),
            "give a number from 0 to 1",
        ));
    }
    let policy = policy(&args.rules)?;
    let (mut inputs, unfound) = io::inputs(&args.inputs)?;
    if let Some(count) = args.sample {
        sample(&mut inputs, count);
    }
    if args.dry_run {
        dry(args, &inputs, &unfound)?;
        return common.skipped(&unfound);
    }
    let lexicons = common.lexicons()?;
    let tools = common.tools(&lexicons)?;
    let langs = (args.languages.src, args.languages.trg);
    let sentencers = common.sentencers(&lexicons, Some(&[langs.0, langs.1]))?;
    let aligner = Aligner::load(&lexicons, langs.0, langs.1)?;
    let outputs = Outputs::open(args)?;
    let options = Options {
        src: langs.0,
        trg: langs.1,
        min_score: args.min_score,
        keep_all: args.keep_all,
        site: args.site.clone(),
        policy,
        read: common.reading(),
        whole: args.level == Level::Document,
        progress: progress(common, &inputs),
    };
    let flow = common.flow()?;
    let numbers = numbers(&lexicons, langs)?;
    let known = io::known(args.known.as_deref(), langs)?;
    let stages = Stages {
        flow: &flow,
        tools: &tools,
        sentencers: &sentencers,
        aligner: &aligner,
        numbers: &numbers,
        known: known.as_ref(),
    };
    let mut outcome = pipeline::run(stages, inputs, &options);
    options.progress.end();
    for skip in &unfound {
        outcome.funnel.skip(&skip.reason, None);
    }
    outcome.skipped.splice(0..0, unfound);
    let card = Card {
        langs,
        pairs: &outcome.pairs,
        funnel: &outcome.funnel,
        min_score: args.min_score,
        keep_all: args.keep_all,
        rules: rules(&options.policy),
        files: outputs.files().to_vec(),
    };
    let funnel = serde_json::to_string_pretty(&outcome.funnel).map_err(|e| Failure::io("the funnel", e.into()))? + "\n";
    let rows = if options.whole { &outcome.whole } else { &outcome.pairs };
    let card = card.to_string();
    outputs.write(rows, &outcome.rejects, &card, &funnel)?;
    if let Some(path) = args.save_lexicon.as_deref() {
        io::save_lexicon(path, outcome.learned.as_ref())?;
    }
    common.say(&outcome.funnel.to_string());
    let skipped = common.skipped(&outcome.skipped)?;
    Ok(if outcome.pairs.is_empty() { 4 } else { skipped })
}

/// Leaves the inputs whose paths have the smallest hashes, in their order.
fn sample(inputs: &mut Vec<Input>, count: usize) {
    inputs.sort_by_cached_key(|input| (xxh3_64(input.path().as_bytes()), input.path().to_owned()));
    inputs.truncate(count);
    inputs.sort_by(|a, b| a.path().cmp(b.path()));
}

/// Tells what would be read, skipped and written.
fn dry(args: &RunArgs, inputs: &[Input], unfound: &[Skip]) -> Result<(), Failure> {
    let mut text = String::new();
    for input in inputs {
        text += &format!("read\t{}\n", input.path());
    }
    for skip in unfound {
        text += &format!("skip\t{}\n", skip.message);
    }
    for file in outputs::files(args)? {
        text += &format!("write\t{file}\n");
    }
    let mut out = output(None)?;
    out.write_all(text.as_bytes()).map_err(|e| Failure::io("standard output", e))?;
    finish(out, None)
}

/// A bar over the bytes of the inputs, for a terminal.
fn progress(common: &Common, inputs: &[Input]) -> Progress {
    if common.quiet || !std::io::stderr().is_terminal() {
        return Progress::default();
    }
    let size = |input: &Input| match input {
        Input::File { file, .. } => std::fs::metadata(file).map_or(0, |meta| meta.len()),
        Input::Stdin => 0,
    };
    Progress::over(inputs.iter().map(size).sum())
}

/// The rules with what each does under a policy.
fn rules(policy: &Policy) -> Vec<(String, String, String)> {
    let name = |action| match action {
        Action::Off => "off",
        Action::Flag => "flag",
        Action::Drop => "drop",
    };
    RULES.iter().map(|rule| (rule.name.into(), name(policy.action(rule)).into(), rule.what.into())).collect()
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
