//! `sejajar split`: sentences of paragraphs.

use super::args::SplitArgs;
use super::{Common, Failure, io};

pub fn run(common: &Common, args: &SplitArgs) -> Result<u8, Failure> {
    let tools = common.tools(&common.lexicons()?)?;
    io::lines(common, &args.inputs, args.output.as_deref(), |line| {
        let lang = args.lang.unwrap_or_else(|| tools.identifier.identify(line).lang);
        let mut out = String::with_capacity(line.len() + 16);
        for range in tools.splitter(lang).split(line) {
            out.push_str(&line[range]);
            out.push('\n');
        }
        out.push('\n');
        Ok(out)
    })
}
