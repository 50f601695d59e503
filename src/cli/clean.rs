//! `sejajar clean`: boilerplate out of pages.

use std::convert::Infallible;
use std::io::Write;

use serde::Serialize;
use serde_json::json;

use super::args::{CleanArgs, CleanFormat};
use super::io::{self, finish, output};
use super::{Common, Failure};
use crate::clean::{self, SiteJudge, SiteTemplates};
use crate::flow::Flow;
use crate::lang::Lang;
use crate::model::{Alternate, Block, BlockKind, Document, Record, Verdict};
use crate::pipeline::{Skip, Tools, cleaned};
use crate::read;

pub fn run(common: &Common, args: &CleanArgs) -> Result<u8, Failure> {
    let tools = common.tools(&common.lexicons()?)?;
    let (inputs, mut skipped) = io::inputs(&args.inputs)?;
    let reading = common.reading();
    let labels = args.format == CleanFormat::Labels;
    let folder = match (&args.output, labels) {
        (None, true) => {
            return Err(Failure::usage("--format labels writes a file for each document", "give a folder with -o"));
        }
        (Some(folder), true) => Some(folder.as_str()),
        _ => None,
    };
    if let Some(folder) = folder {
        std::fs::create_dir_all(folder).map_err(|e| Failure::io(folder, e))?;
    }
    let names = folder.map(|_| label_names(&inputs));
    let path = if labels { None } else { args.output.as_deref() };
    let mut out = if labels { None } else { Some(output(path)?) };
    let flow = common.flow()?;
    let sites = if args.sites { Some(sites(&flow, &tools, &inputs, args, &reading)?) } else { None };
    let raws = read::documents(inputs, reading.clone());
    let work = |raw: Result<read::Raw, read::ReadError>| {
        let record = raw?.record(&reading)?;
        let mut document = cleaned(&tools, &record);
        if let Some(sites) = &sites {
            sites.judge(&mut document);
        }
        let text = match args.format {
            CleanFormat::Text => clean::article(&document) + "\n",
            CleanFormat::Jsonl => json_record(&document) + "\n",
            CleanFormat::Labels => labels_of(&record, &document),
        };
        Ok::<_, read::ReadError>((record.path, text))
    };
    flow.stream(raws, work, |done| {
        let (document, text) = match done {
            Ok(Ok(done)) => done,
            Ok(Err(error)) => {
                skipped.extend(error.is_failure().then(|| io::skip(&error)));
                return Ok(());
            }
            Err(panic) => {
                skipped.push(Skip { reason: "internal".into(), message: panic.to_string() });
                return Ok(());
            }
        };
        match (&mut out, folder, &names) {
            (Some(out), _, _) => {
                out.write_all(text.as_bytes()).map_err(|e| Failure::io(path.unwrap_or("standard output"), e))
            }
            (None, Some(folder), Some(names)) => {
                let file = format!("{folder}/{}.tsv", names.get(&document).map_or("document", String::as_str));
                let mut out = output(Some(&file))?;
                out.write_all(text.as_bytes()).map_err(|e| Failure::io(&file, e))?;
                finish(out, Some(&file))
            }
            _ => Ok(()),
        }
    })?;
    if let Some(out) = out {
        finish(out, path)?;
    }
    common.skipped(&skipped)
}

/// What repeats over the pages of each site; inputs that cannot be read are left to the second reading.
fn sites(
    flow: &Flow,
    tools: &Tools,
    inputs: &[read::Input],
    args: &CleanArgs,
    reading: &read::Options,
) -> Result<SiteJudge, Failure> {
    if inputs.contains(&read::Input::Stdin) {
        return Err(Failure::usage("--sites reads its inputs twice", "give files instead of standard input"));
    }
    let mut templates = args.site.as_deref().map_or_else(SiteTemplates::default, SiteTemplates::with_unnamed);
    let work = |raw: Result<read::Raw, read::ReadError>| Some(cleaned(tools, &raw.ok()?.record(reading).ok()?));
    let Ok(()) =
        flow.stream(read::documents(inputs.to_vec(), reading.clone()), work, |done| -> Result<(), Infallible> {
            if let Ok(Some(document)) = done {
                templates.add(&document);
            }
            Ok(())
        });
    Ok(templates.judge())
}

/// File names without their extensions; where two inputs share one, the path with `/` as `__`.
fn label_names(inputs: &[read::Input]) -> std::collections::HashMap<String, String> {
    let bare = |path: &str| {
        let path = path.strip_suffix(".gz").or_else(|| path.strip_suffix(".zst")).unwrap_or(path);
        let (folder, name) = path.rsplit_once('/').map_or(("", path), |(folder, name)| (folder, name));
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| if stem.is_empty() { name } else { stem });
        let stem = if stem == "-" { "stdin" } else { stem };
        (folder.to_owned(), stem.to_owned())
    };
    let mut count = std::collections::HashMap::<String, usize>::new();
    for input in inputs {
        *count.entry(bare(input.path()).1).or_default() += 1;
    }
    let name = |path: &str| {
        let (folder, stem) = bare(path);
        let shared = count.get(&stem).is_some_and(|&n| n > 1);
        if shared && !folder.is_empty() {
            format!("{folder}/{stem}").trim_start_matches("./").replace('/', "__")
        } else {
            stem
        }
    };
    inputs.iter().map(|i| (i.path().to_owned(), name(i.path()))).collect()
}

fn json_record(document: &Document) -> String {
    #[derive(Serialize)]
    struct Page<'d> {
        id: &'d str,
        path: &'d str,
        url: &'d Option<String>,
        title: &'d Option<String>,
        lang: Option<Lang>,
        author: &'d Option<String>,
        date: &'d Option<String>,
        site: &'d Option<String>,
        dateline: &'d Option<String>,
        alternates: &'d [Alternate],
        text: String,
        blocks: Vec<Part<'d>>,
    }
    #[derive(Serialize)]
    struct Part<'d> {
        kind: &'d str,
        text: &'d str,
        span: String,
        lang: Option<Lang>,
        #[serde(skip_serializing_if = "Option::is_none")]
        drop: Option<&'d str>,
    }
    let meta = &document.meta;
    fn part(block: &Block) -> Part<'_> {
        Part {
            kind: block.kind.name(),
            text: block.text.as_str(),
            span: block.text.spans(0..block.text.len()).to_string(),
            lang: block.lang.map(|g| g.lang),
            drop: match &block.verdict {
                Verdict::Keep => None,
                Verdict::Drop(rule) => Some(rule),
            },
        }
    }
    let page = Page {
        id: &document.id,
        path: &document.path,
        url: &meta.url,
        title: &meta.title,
        lang: document.lang.map(|g| g.lang),
        author: &meta.author,
        date: &meta.date,
        site: &meta.site,
        dateline: &meta.dateline,
        alternates: &meta.alternates,
        text: clean::article(document),
        blocks: document.blocks.iter().map(part).collect(),
    };
    serde_json::to_string(&page)
        .unwrap_or_else(|error| json!({"id": document.id, "error": error.to_string()}).to_string())
}

/// `keep[:kind]` or `drop:rule` for each non-empty line of the input.
fn labels_of(record: &Record, document: &Document) -> String {
    let mut spans: Vec<(usize, usize, &Block)> = Vec::new();
    for block in &document.blocks {
        spans.extend(block.text.spans(0..block.text.len()).0.iter().map(|s| (s.start, s.end, block)));
    }
    spans.sort_by_key(|&(start, end, _)| (start, end));
    let mut out = String::new();
    let mut at = 0;
    for line in record.text.split_inclusive('\n') {
        let (start, end) = (at, at + line.len());
        at = end;
        let line = line.trim_end_matches(['\n', '\r']);
        if line.trim().is_empty() {
            continue;
        }
        let first = spans.partition_point(|&(_, e, _)| e <= start);
        let shared = |&(s, e, _): &(usize, usize, &Block)| e.min(end).saturating_sub(s.max(start));
        let block = spans[first..].iter().take_while(|&&(s, _, _)| s < end).max_by_key(|s| shared(s)).map(|s| s.2);
        let label = match block {
            None => "drop:markup".to_owned(),
            Some(block) => match &block.verdict {
                Verdict::Drop(rule) => format!("drop:{rule}"),
                Verdict::Keep if block.kind == BlockKind::Paragraph => "keep".to_owned(),
                Verdict::Keep => format!("keep:{}", block.kind.name()),
            },
        };
        out.push_str(&label);
        out.push('\t');
        out.push_str(line);
        out.push('\n');
    }
    out
}
