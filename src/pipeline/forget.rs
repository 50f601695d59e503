//! Takes a page out of an output folder, with all that came from it.

use super::gather::{GONE, Given, Summary, shard_key, start};
use super::store::{Folder, Halt, Source, Store, forgotten, frame, frames, unframe};
use super::{Options, Page};
use crate::read::Input;

/// Whether an input is one that held a forgotten page alone; it is never read again.
pub fn is_gone(source: &Source, path: &str) -> bool {
    source.path.strip_prefix(GONE) == Some(&format!("{:016x}", forgotten(path)))
}

/// Takes the pages of an address or path out of a folder: their records and their share in the templates of their
/// sites, and everything that was made of all pages, to be made again without them. Later runs pass such pages over.
/// Gives how many there were; without any, the folder stays as it is.
///
/// # Errors
/// Where the folder cannot be read or written.
pub fn forget(folder: &Folder, options: &Options, name: &str) -> Result<usize, Halt> {
    let names = |other: &str| forgotten(other) == forgotten(name);
    let mut sources = folder.sources()?;
    let mut gone = 0;
    let mut changed = Vec::new();
    let shards: Vec<String> = folder.manifest().shards.into_keys().filter(|name| start(name).is_some()).collect();
    for shard in shards.iter().filter_map(|name| folder.find(name)) {
        let damaged = || Halt::Damaged { path: shard.name.clone() };
        let bytes = folder.read(&shard, 0..shard.len)?;
        let mut all = frames(&bytes);
        let mut summary: Summary = all.next().and_then(|(_, packed)| unframe(packed)).ok_or_else(damaged)?;
        let mut kept: Vec<Vec<u8>> = Vec::new();
        let mut touched = false;
        for (_, packed) in all {
            let mut page: Page = unframe(packed).ok_or_else(damaged)?;
            if names(&page.path) || page.url.as_deref().is_some_and(names) {
                summary.templates.remove(page.url.as_deref(), page.fingerprint);
                summary.langs.remove(page.url.as_deref(), page.lang);
                sources.iter_mut().filter(|source| source.path == page.path).for_each(|source| {
                    let path = format!("{GONE}{:016x}", forgotten(&page.path));
                    *source = Source { path, size: 0, hash: 0 };
                });
                gone += 1;
                touched = true;
                continue;
            }
            let before = page.alternates.len();
            page.alternates.retain(|alternate| !names(&alternate.url));
            touched |= page.alternates.len() < before;
            kept.push(frame(&page)?);
        }
        if touched {
            changed.push((shard, summary, kept));
        }
    }
    if gone == 0 {
        return Ok(0);
    }
    let given = given(&sources);
    let mut entries = Vec::new();
    for (shard, summary, kept) in changed {
        let mut bytes = frame(&summary)?;
        kept.into_iter().for_each(|mut page| bytes.append(&mut page));
        let key = shard_key(options, &given, start(&shard.name).unwrap_or_default(), summary.end);
        entries.push((shard.name.clone(), folder.put(&shard.name, key, &bytes)?));
    }
    folder.drop_outputs()?;
    folder.change(&sources, |manifest| {
        manifest.shards.retain(|name, _| start(name).is_some());
        manifest.shards.extend(entries);
        manifest.outputs.clear();
        manifest.complete = false;
        let mark = format!("{:016x}", forgotten(name));
        if !manifest.forgotten.contains(&mark) {
            manifest.forgotten.push(mark);
        }
    })?;
    Ok(gone)
}

/// The inputs of a folder, as they were read.
pub fn given(sources: &[Source]) -> Vec<Given> {
    let input = |path: &str| Input::File { path: path.to_owned(), file: path.into() };
    sources.iter().map(|source| Given { input: input(&source.path), hash: source.hash }).collect()
}
