//! `sejajar run -o OUT/`: a run that goes on in its output folder, whatever ended it before.

use clap::ValueEnum;

use super::args::{ProfileName, RunArgs};
use super::outputs::{self, Outputs};
use super::settings::{Settings, difference};
use super::{Concluded, Work, dry, progress};
use crate::cli::sink::PairsFormat;
use crate::cli::{Common, Failure};
use crate::flow::Flow;
use crate::lexicon::Lexicons;
use crate::pipeline::store::{Folder, Halt, Inputs, Key, Manifest, Source, hash_file, put};
use crate::pipeline::{self, Given, Skip, given, is_gone};
use crate::read::Input;

/// Names that are the folder's own.
const OWN: [&str; 3] = ["manifest.json", "shards", ".lock"];

pub fn run(common: &Common, args: &RunArgs, root: &str, inputs: Vec<Input>, unfound: Vec<Skip>) -> Result<u8, Failure> {
    if inputs.contains(&Input::Stdin) {
        return Err(Failure::usage(
            "standard input cannot be read again, and a folder goes on by reading",
            "give files, or a file as output",
        ));
    }
    let settings = Settings::new(common, args).table();
    let args = &within(args, root)?;
    if args.dry_run {
        dry(args, &inputs, &unfound)?;
        return common.skipped(&unfound);
    }
    let lexicons = common.lexicons()?;
    let mut work = Work::load(common, args, &lexicons)?;
    let folder = open(root, args.overwrite)?;
    work.interruptible();
    let begun = || -> Result<(Vec<Given>, Vec<usize>), Failure> {
        let manifest = folder.manifest();
        let found = sources(&work.flow, &inputs)?;
        let inputs = put(&manifest, folder.sources()?, found, args.relearn, is_gone);
        let hash = format!("{:032x}", lexicons.hash()?);
        tell(common, root, &manifest, &inputs, difference(&manifest.settings, &settings), &hash);
        let (rounds, generation) = (inputs.rounds.clone(), inputs.generation);
        folder.change(&inputs.sources, |manifest| {
            manifest.version = env!("CARGO_PKG_VERSION").to_owned();
            let text = serde_json::Value::Object(settings.clone()).to_string();
            manifest.configuration = format!("{:016x}", Key::default().with(text.as_bytes()).end());
            manifest.settings = settings;
            manifest.lexicons = hash;
            manifest.rounds = rounds;
            manifest.generation = generation;
            manifest.complete = false;
        })?;
        Ok((given(&inputs.sources), inputs.rounds))
    };
    let (given, rounds) = begun().map_err(|failure| told(failure, root))?;
    work.options.knowledge = knowledge(&lexicons)?;
    work.options.progress = progress(common, &inputs);
    go(common, args, root, &folder, &work, (&given, &rounds), unfound)?.code(common)
}

/// Takes what a folder has of its inputs to its outputs.
pub fn go(
    common: &Common,
    args: &RunArgs,
    root: &str,
    folder: &Folder,
    work: &Work,
    (given, rounds): (&[Given], &[usize]),
    unfound: Vec<Skip>,
) -> Result<Concluded, Failure> {
    let mut outputs = Outputs::open(args)?;
    let rows = |fate, pair: &_| outputs.row(fate, pair);
    let outcome = pipeline::run_in(folder, work.stages(), given, rounds, &work.options, rows)
        .map_err(|failure| told(failure, root))?;
    let inside = |file: &String| file.strip_prefix(root)?.strip_prefix('/').map(str::to_owned);
    let files: Vec<String> =
        outputs::files(args)?.iter().filter_map(inside).filter(|file| !file.contains('/')).collect();
    let concluded = work.concluded(common, args, outputs, outcome, unfound)?;
    folder.complete(&files)?;
    Ok(concluded)
}

/// Opens a folder and tells what of it is lost.
pub fn open(root: &str, overwrite: bool) -> Result<Folder, Failure> {
    let opened = Folder::open(root, overwrite)?;
    opened.lost.iter().for_each(|lost| eprintln!("sejajar: {lost}"));
    Ok(opened.folder)
}

/// A failure that says where the same command goes on.
pub fn told(failure: Failure, root: &str) -> Failure {
    match failure {
        Failure::Interrupted(_) => Failure::Interrupted(Some(format!("{root}/"))),
        failure => failure,
    }
}

/// Hash of the version and the lexicons.
pub fn knowledge(lexicons: &Lexicons) -> Result<u64, Failure> {
    Ok(Key::default().with(env!("CARGO_PKG_VERSION").as_bytes()).with(&lexicons.hash()?.to_le_bytes()).end())
}

/// The arguments with the names of all outputs in the folder, where they have no folder of their own.
pub fn within(args: &RunArgs, root: &str) -> Result<RunArgs, Failure> {
    let inside = |name: &str| if name.contains('/') { name.to_owned() } else { format!("{root}/{name}") };
    let format = args.format.unwrap_or(match args.profile {
        ProfileName::Bitextor => PairsFormat::Tsv,
        ProfileName::Sejajar => PairsFormat::Csv,
    });
    let suffix = format.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default();
    let beside = |name: &Option<String>, default: &str| Some(inside(name.as_deref().unwrap_or(default)));
    let args = RunArgs {
        output: Some(format!("{root}/pairs.{suffix}")),
        format: None,
        also: args.also.iter().map(|name| inside(name)).collect(),
        rejects: args.rejects.as_deref().map(inside),
        card: beside(&args.card, "card.md"),
        funnel: beside(&args.funnel, "funnel.json"),
        save_lexicon: args.save_lexicon.as_deref().map(inside),
        ..args.clone()
    };
    let own = |file: &&String| OWN.iter().any(|own| **file == format!("{root}/{own}"));
    match outputs::files(&args)?.iter().find(own) {
        Some(file) => Err(Failure::usage(format!("{file} is the folder's own"), "give the output another name")),
        None => Ok(args),
    }
}

/// Sizes and hashes of inputs; one that cannot be read has none, and is skipped where it is to be read.
fn sources(flow: &Flow, inputs: &[Input]) -> Result<Vec<Source>, Failure> {
    let hashed = flow.map(inputs, |input| {
        let (size, hash) = match input {
            Input::File { file, .. } => hash_file(file).unwrap_or_default(),
            Input::Stdin => (0, 0),
        };
        Source { path: input.path().to_owned(), size, hash }
    });
    if flow.is_stopped() {
        return Err(Halt::Interrupted.into());
    }
    Ok(hashed.into_iter().filter_map(Result::ok).collect())
}

/// Says what is new since the last run in the folder, and what is done again.
fn tell(common: &Common, root: &str, manifest: &Manifest, inputs: &Inputs, difference: Option<String>, lexicons: &str) {
    if manifest.version.is_empty() {
        return;
    }
    let say = |text: String| common.say(&format!("sejajar: {root}/: {text}"));
    if manifest.version != env!("CARGO_PKG_VERSION") {
        let (was, is) = (&manifest.version, env!("CARGO_PKG_VERSION"));
        say(format!("the version was {was}, is {is}; everything is done again, from reading on"));
    } else if manifest.lexicons != lexicons {
        say("the lexicons are others than before; everything is done again, from reading on".to_owned());
    }
    difference.into_iter().for_each(&say);
    for path in &inputs.changed {
        say(format!("{path} is not what it was; it is read again, and what was made of all inputs is done again"));
    }
    match (inputs.added, inputs.rounds.len()) {
        (0, _) => {}
        (added, 1) => say(format!("{added} inputs more")),
        (added, _) => say(format!(
            "{added} inputs more: they are aligned by the words of generation {} (--relearn learns anew from all)",
            inputs.generation
        )),
    }
    if inputs.absent > 0 {
        say(format!("{} inputs of earlier runs were not given; they stay (--overwrite starts anew)", inputs.absent));
    }
    if inputs.generation > manifest.generation && manifest.generation > 0 {
        say(format!("generation {} of the words is learned from all inputs", inputs.generation));
    }
}
