//! `sejajar run`: pages in, sentence pairs out.

pub mod args;
pub mod folder;
pub mod outputs;
pub mod settings;

use std::io::{IsTerminal, Write};
use std::sync::atomic::Ordering;

use xxhash_rust::xxh3::xxh3_64;

use self::args::{Level, RunArgs};
use self::outputs::Outputs;
use super::io::{self, finish, numbers, output};
use super::{Common, Failure};
use crate::align::Aligner;
use crate::flow::Flow;
use crate::lexicon::{Learned, Lexicons, Numbers};
use crate::pipeline::store::Folder;
use crate::pipeline::{self, Options, Outcome, Sentencers, Skip, Stages, Tools};
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
    policy(&args.rules)?;
    let (mut inputs, unfound) = io::inputs(&args.inputs)?;
    if let Some(count) = args.sample {
        sample(&mut inputs, count);
    }
    if let Some(root) = args.output.as_deref().filter(|path| Folder::is_meant(path)) {
        return folder::run(common, args, root.trim_end_matches('/'), inputs, unfound);
    }
    if args.relearn {
        return Err(Failure::usage("--relearn wants an output folder", "give one with -o OUT/"));
    }
    if args.dry_run {
        dry(args, &inputs, &unfound)?;
        return common.skipped(&unfound);
    }
    let mut work = Work::load(common, args, &common.lexicons()?)?;
    let mut outputs = Outputs::open(args)?;
    work.options.progress = progress(common, &inputs);
    work.interruptible();
    let rows = |fate, pair: &_| outputs.row(fate, pair);
    let outcome = pipeline::run(work.stages(), inputs, &work.options, rows)?;
    let concluded = work.concluded(common, args, outputs, outcome, unfound)?;
    concluded.code(common)
}

/// What a run is asked for, by its arguments.
pub fn options(common: &Common, args: &RunArgs) -> Result<Options, Failure> {
    Ok(Options {
        min_score: args.min_score,
        keep_all: args.keep_all,
        site: args.site.clone(),
        policy: policy(&args.rules)?,
        read: common.reading(),
        whole: args.level == Level::Document,
        ..Options::new(args.languages.src, args.languages.trg)
    })
}

/// Everything that a run works with.
pub struct Work {
    flow: Flow,
    tools: Tools,
    sentencers: Sentencers,
    aligner: Aligner,
    numbers: [Numbers; 2],
    known: Option<Learned>,
    /// What it is asked for.
    pub options: Options,
}

impl Work {
    /// Makes the stages ready.
    pub fn load(common: &Common, args: &RunArgs, lexicons: &Lexicons) -> Result<Work, Failure> {
        let langs = (args.languages.src, args.languages.trg);
        Ok(Work {
            flow: common.flow()?,
            tools: common.tools(lexicons)?,
            sentencers: common.sentencers(lexicons, Some(&[langs.0, langs.1]))?,
            aligner: Aligner::load(lexicons, langs.0, langs.1)?,
            numbers: numbers(lexicons, langs)?,
            known: io::known(args.known.as_deref(), langs)?,
            options: options(common, args)?,
        })
    }

    fn stages(&self) -> Stages<'_> {
        Stages {
            flow: &self.flow,
            tools: &self.tools,
            sentencers: &self.sentencers,
            aligner: &self.aligner,
            numbers: &self.numbers,
            known: self.known.as_ref(),
        }
    }

    /// Lets Ctrl-C end the work in hand; a second one ends the program at once.
    pub fn interruptible(&self) {
        let stop = self.flow.stopper();
        let stopped = move || {
            if stop.swap(true, Ordering::Relaxed) {
                std::process::exit(130);
            }
        };
        if let Err(error) = ctrlc::set_handler(stopped) {
            eprintln!("sejajar: Ctrl-C will end the run without a word: {error}");
        }
    }

    /// Writes what stands beside the rows, completes all outputs, and tells what came of the run.
    fn concluded(
        &self,
        common: &Common,
        args: &RunArgs,
        outputs: Outputs<'_>,
        mut outcome: Outcome,
        unfound: Vec<Skip>,
    ) -> Result<Concluded, Failure> {
        self.options.progress.end();
        for skip in &unfound {
            outcome.funnel.skip(&skip.reason, None);
        }
        outcome.skipped.splice(0..0, unfound);
        let card = Card {
            langs: (self.options.src, self.options.trg),
            pairs: outputs.tally(),
            funnel: &outcome.funnel,
            min_score: args.min_score,
            keep_all: args.keep_all,
            rules: rules(&self.options.policy),
            files: outputs.files().to_vec(),
        };
        let failed = |e: serde_json::Error| Failure::io("the funnel", e.into());
        let funnel = serde_json::to_string_pretty(&outcome.funnel).map_err(failed)? + "\n";
        let card = card.to_string();
        outputs.end(&card, &funnel)?;
        if let Some(path) = args.save_lexicon.as_deref() {
            io::save_lexicon(path, outcome.learned.as_ref())?;
        }
        common.say(&outcome.funnel.to_string());
        Ok(Concluded { skipped: outcome.skipped, kept: outcome.funnel.kept })
    }
}

/// How a run came out.
pub struct Concluded {
    skipped: Vec<Skip>,
    kept: u64,
}

impl Concluded {
    /// Tells what was skipped, and gives the exit code.
    pub fn code(&self, common: &Common) -> Result<u8, Failure> {
        let skipped = common.skipped(&self.skipped)?;
        Ok(if self.kept == 0 { 4 } else { skipped })
    }
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
