//! `sejajar langid`: the language of each line.

use super::args::LangidArgs;
use super::{Common, Failure, io};

pub fn run(common: &Common, args: &LangidArgs) -> Result<u8, Failure> {
    let identifier = crate::identify::Identifier::load(&common.lexicons()?)?;
    io::lines(common, &args.inputs, args.output.as_deref(), |line| {
        let guess = identifier.identify(line);
        Ok(format!("{}\t{:.4}\n", guess.lang, guess.confidence))
    })
}
