//! The command line: arguments into plain values, values into work, errors into one line, a hint and an exit code.

mod align;
mod args;
mod clean;
mod config;
mod corpus;
mod eval;
mod explain;
mod failure;
mod forget;
mod io;
mod langid;
mod lexicon;
mod normalize;
mod pair;
mod run;
mod sink;
mod split;

use std::process::ExitCode;

use clap::Parser;

pub use args::{Cli, Command, Common};
pub use failure::Failure;

/// Runs the command that the arguments ask for.
pub fn main() -> ExitCode {
    // A panic inside a document is reported as that document's error; the default message would only repeat it.
    std::panic::set_hook(Box::new(|_| {}));
    let arguments = match config::arguments(std::env::args_os().collect()) {
        Ok(arguments) => arguments,
        Err(failure) => return failure.report(),
    };
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    match dispatch(&cli) {
        Ok(code) => ExitCode::from(code),
        Err(failure) => failure.report(),
    }
}

/// The exit code of a command that went well: 0, or 3 where inputs were skipped, or 4 where no pair was found.
fn dispatch(cli: &Cli) -> Result<u8, Failure> {
    let common = &cli.common;
    match &cli.command {
        Command::Run(args) => run::run(common, args),
        Command::Clean(args) => clean::run(common, args),
        Command::Normalize(args) => normalize::run(common, args),
        Command::Langid(args) => langid::run(common, args),
        Command::Split(args) => split::run(common, args),
        Command::Pair(args) => pair::run(common, args),
        Command::Align(args) => align::run(common, args),
        Command::Eval(args) => eval::run(args),
        Command::Explain(args) => explain::run(common, args),
        Command::Lexicon(args) => lexicon::run(common, args),
        Command::Score(args) => corpus::score(common, args),
        Command::Filter(args) => corpus::filter(common, args),
        Command::Dedup(args) => corpus::dedup(args),
        Command::Convert(args) => corpus::convert(args),
        Command::Stats(args) => corpus::stats(args),
        Command::Sample(args) => corpus::sample(args),
        Command::Forget(args) => forget::run(common, args),
    }
}
