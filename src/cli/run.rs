//! `sejajar run`: pages in, sentence pairs out.

use super::args::RunArgs;
use super::io::{self, finish, output};
use super::{Common, Failure};
use crate::align::Aligner;
use crate::model::{Pair, Row};
use crate::pipeline::{self, Options};
use crate::score::{Action, Policy};
use crate::write::{self, PairFormat, RowOptions};

pub fn run(common: &Common, args: &RunArgs) -> Result<u8, Failure> {
    if !(0.0..=1.0).contains(&args.min_score) {
        return Err(Failure::usage(
            format!("--min-score {} is no probability", args.min_score),
            "give a number from 0 to 1",
        ));
    }
    let lexicons = common.lexicons()?;
    let tools = common.tools(&lexicons)?;
    let aligner = Aligner::load(&lexicons, args.languages.src, args.languages.trg)?;
    let (inputs, unfound) = io::inputs(&args.inputs)?;
    let options = Options {
        src: args.languages.src,
        trg: args.languages.trg,
        min_score: args.min_score,
        keep_all: args.keep_all,
        policy: policy(&args.rules)?,
        read: common.reading(),
    };
    // Opened before the work, so that an unwritable output is told at once.
    let mut writer = PairFile::open(args.output.as_deref(), args)?;
    let mut outcome = pipeline::run(&common.flow()?, &tools, &aligner, inputs, &options);
    for skip in &unfound {
        outcome.funnel.skip(&skip.reason);
    }
    outcome.skipped.splice(0..0, unfound);
    writer.write(&outcome.pairs)?;
    if let Some(path) = &args.rejects {
        PairFile::open(Some(path), args)?.write(&outcome.rejects)?;
    }
    common.say(&outcome.funnel.to_string());
    let skipped = common.skipped(&outcome.skipped)?;
    Ok(if outcome.pairs.is_empty() { 4 } else { skipped })
}

/// A file of pairs that is being written.
struct PairFile<'a> {
    path: Option<&'a str>,
    format: PairFormat,
    options: RowOptions,
    out: Option<write::Output>,
}

impl<'a> PairFile<'a> {
    fn open(path: Option<&'a str>, args: &RunArgs) -> Result<PairFile<'a>, Failure> {
        let format = match path.filter(|p| *p != "-") {
            None => PairFormat::Csv,
            Some(path) => PairFormat::of_path(path).ok_or_else(|| {
                Failure::usage(
                    format!("{path}: the suffix stands for no format of pairs"),
                    "end the name in .csv, .tsv, .jsonl or .tmx, with .gz or .zst behind it if you like",
                )
            })?,
        };
        let options = RowOptions { spreadsheet_safe: args.spreadsheet_safe, ..RowOptions::pairs(args.languages.src) };
        Ok(PairFile { path, format, options, out: Some(output(path)?) })
    }

    fn write(&mut self, pairs: &[Pair]) -> Result<(), Failure> {
        let Some(mut out) = self.out.take() else { return Ok(()) };
        let failure = |e| Failure::io(self.path.unwrap_or("standard output"), e);
        let mut writer = write::row_writer(self.format, &mut out, &self.options).map_err(failure)?;
        for pair in pairs {
            writer.row(&Row::from(pair)).map_err(failure)?;
        }
        writer.end().map_err(failure)?;
        drop(writer);
        finish(out, self.path)
    }
}

/// What the rules do, from `NAME=ACTION` arguments.
fn policy(rules: &[String]) -> Result<Policy, Failure> {
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
