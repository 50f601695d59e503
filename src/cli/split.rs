//! `sejajar split`: sentences of paragraphs.

use super::args::SplitArgs;
use super::{Common, Failure, io};
use crate::identify::Identifier;
use crate::lexicon::Pack;
use crate::split::Splitter;

pub fn run(common: &Common, args: &SplitArgs) -> Result<u8, Failure> {
    let lexicons = common.lexicons()?;
    let (inputs, to) = (&args.inputs, args.output.as_deref());
    if let Some(lang) = args.lang {
        let splitter = Splitter::new(&Pack::load(&lexicons, lang)?);
        return io::lines_into(common, inputs, to, |line, out| {
            write_sentences(&splitter, line, out);
            Ok(())
        });
    }
    let identifier = Identifier::load(&lexicons)?;
    let sentencers = common.sentencers(&lexicons, None)?;
    io::lines_into(common, inputs, to, |line, out| {
        write_sentences(sentencers.splitter(identifier.identify(line).lang), line, out);
        Ok(())
    })
}

/// One sentence a line, and an empty line behind them.
fn write_sentences(splitter: &Splitter, line: &str, out: &mut String) {
    splitter.for_each(line, |range| {
        out.push_str(&line[range]);
        out.push('\n');
    });
    out.push('\n');
}
