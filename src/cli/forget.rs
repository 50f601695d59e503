//! `sejajar forget`: a page out of an output folder, with all that came from it.

use std::path::Path;

use serde_json::Value;

use super::args::ForgetArgs;
use super::run::folder::{go, knowledge, open, within};
use super::run::outputs::files;
use super::run::settings::Settings;
use super::run::{Work, options};
use super::{Common, Failure};
use crate::pipeline::{self, given};

pub fn run(common: &Common, args: &ForgetArgs) -> Result<u8, Failure> {
    let root = args.folder.trim_end_matches('/');
    if !Path::new(root).join("manifest.json").is_file() {
        return Err(Failure::usage(
            format!("{root}/: no output folder of a run"),
            "give the folder that run -o OUT/ made",
        ));
    }
    let folder = open(root, false)?;
    let manifest = folder.manifest();
    let settings: Settings = serde_json::from_value(Value::Object(manifest.settings)).map_err(|error| {
        Failure::Format { path: format!("{root}/manifest.json"), what: format!("no settings of this version: {error}") }
    })?;
    let fields = settings.field.clone();
    let (common, asked) = settings.arguments(common, root)?;
    let (args, name) = (within(&asked, root)?, &args.url);
    let lexicons = common.lexicons()?;
    let mut options = options(&common, &args)?;
    options.knowledge = knowledge(&lexicons)?;
    options.read.fields = fields;
    let gone = pipeline::forget(&folder, &options, name)?;
    if gone == 0 {
        let hint = "give the address as src_url and trg_url have it, or the path as src_doc and trg_doc have it";
        return Err(Failure::usage(format!("{root}/: no page has the address or path {name}"), hint));
    }
    common.say(&format!("sejajar: {root}/: {gone} pages of {name} are gone; what was made of all pages is made again"));
    let inside = |file: &String| file.starts_with(&format!("{root}/"));
    for file in files(&args)?.iter().filter(|file| !inside(file)) {
        eprintln!("sejajar: {file} lies outside {root}/ and is as it was; the same run again writes it anew");
    }
    let mut args = args;
    args.also.retain(inside);
    for (file, default) in [
        (&mut args.card, Some("card.md")),
        (&mut args.funnel, Some("funnel.json")),
        (&mut args.rejects, None),
        (&mut args.save_lexicon, None),
    ] {
        *file = file.take().filter(inside).or_else(|| default.map(|name| format!("{root}/{name}")));
    }
    let mut work = Work::load(&common, &args, &lexicons)?;
    work.options = options;
    work.interruptible();
    let sources = folder.sources()?;
    go(&common, &args, root, &folder, &work, (&given(&sources), &folder.manifest().rounds), Vec::new())?;
    Ok(0)
}
