//! An output folder: shards in files of their own, and a manifest that says which of them count.
//!
//! Every file is written under another name, synced and renamed, and then the manifest is, so that the folder is whole
//! at every moment: what the manifest does not name, or names with another hash, is no part of it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, TryLockError};
use std::io::{Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::manifest::{Entry, FORM, Manifest, Source, Table};
use super::{Halt, Shard, Store, forgotten, hash};

const MANIFEST: &str = "manifest.json";
const SHARDS: &str = "shards";
const LOCK: &str = ".lock";

/// A folder that a run goes on in, held against others as long as it lives.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
    state: Mutex<State>,
    _lock: File,
}

#[derive(Debug, Default)]
struct State {
    manifest: Manifest,
    used: BTreeSet<String>,
}

/// A folder, and what was found to be wrong with it.
#[derive(Debug)]
pub struct Opened {
    /// The folder.
    pub folder: Folder,
    /// Shards that are lost or damaged, and are made again.
    pub lost: Vec<String>,
}

impl Folder {
    /// Whether a path names an output folder: it ends in `/`, or is a folder.
    pub fn is_meant(path: &str) -> bool {
        path.ends_with('/') || Path::new(path).is_dir()
    }

    /// Opens a folder, makes it where there is none, and looks through all that it holds; with `overwrite` it is
    /// emptied of what a run made.
    ///
    /// # Errors
    /// Where it cannot be read or written, is held by another run, holds other files, or is of another form.
    pub fn open(root: &str, overwrite: bool) -> Result<Opened, Halt> {
        let root = PathBuf::from(root);
        if root.is_dir() && !root.join(MANIFEST).exists() {
            only_ours(&root)?;
        }
        fs::create_dir_all(root.join(SHARDS)).map_err(|e| Halt::io(root.display(), e))?;
        let path = root.join(LOCK);
        let lock = File::create(&path).map_err(|e| Halt::io(path.display(), e))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(Halt::Unusable {
                    what: format!("{}: another run works in this folder", root.display()),
                    hint: "wait for its end, or give another folder".to_owned(),
                });
            }
            // A system without locks does not keep the run from its work.
            Err(TryLockError::Error(_)) => {}
        }
        let folder = Folder { root, state: Mutex::default(), _lock: lock };
        let manifest = folder.load(overwrite)?;
        folder.state().manifest = manifest;
        if overwrite {
            folder.clear()?;
        }
        let lost = folder.verify()?;
        folder.sweep()?;
        Ok(Opened { folder, lost })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The manifest as it lies on disk; an empty one where there is none.
    fn load(&self, overwrite: bool) -> Result<Manifest, Halt> {
        let path = self.root.join(MANIFEST);
        let unusable = |what: String| Halt::Unusable {
            what: format!("{}: {what}", path.display()),
            hint: "--overwrite starts the folder anew".to_owned(),
        };
        match fs::read(&path) {
            Ok(bytes) => match serde_json::from_slice::<Manifest>(&bytes) {
                Ok(manifest) if manifest.form == FORM => Ok(manifest),
                _ if overwrite => Ok(Manifest { form: FORM, ..Manifest::default() }),
                Ok(manifest) => Err(unusable(format!("written by version {} in another form", manifest.version))),
                Err(error) => Err(unusable(format!("no manifest of an output folder: {error}"))),
            },
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                Ok(Manifest { form: FORM, ..Manifest::default() })
            }
            Err(error) => Err(Halt::io(path.display(), error)),
        }
    }

    /// Takes away all that a run made.
    fn clear(&self) -> Result<(), Halt> {
        let mut state = self.state();
        let old = std::mem::replace(&mut state.manifest, Manifest { form: FORM, ..Manifest::default() });
        self.write_manifest(&state.manifest)?;
        old.outputs.keys().try_for_each(|name| remove(&self.root.join(name)))
    }

    /// Looks at every shard; those that are not what the manifest says are struck from it and named.
    fn verify(&self) -> Result<Vec<String>, Halt> {
        let mut state = self.state();
        let mut lost = Vec::new();
        state.manifest.shards.retain(|name, entry| {
            let path = self.root.join(SHARDS).join(&entry.file);
            let whole = hash_file(&path).is_ok_and(|(_, hash)| format!("{hash:032x}") == entry.hash);
            if !whole {
                let what = if path.exists() { "damaged" } else { "missing" };
                lost.push(format!("{}: {what}; {name} is done again", path.display()));
            }
            whole
        });
        Ok(lost)
    }

    /// Deletes what the manifest does not know.
    fn sweep(&self) -> Result<(), Halt> {
        let state = self.state();
        let known: BTreeSet<&str> = state.manifest.shards.values().map(|entry| entry.file.as_str()).collect();
        for name in names(&self.root.join(SHARDS))?.iter().filter(|name| !known.contains(name.as_str())) {
            remove(&self.root.join(SHARDS).join(name))?;
        }
        for name in names(&self.root)? {
            if is_part(&name) || (is_table(&name) && name != state.manifest.inputs.file) {
                remove(&self.root.join(name))?;
            }
        }
        Ok(())
    }

    /// What the manifest says.
    pub fn manifest(&self) -> Manifest {
        self.state().manifest.clone()
    }

    /// The inputs that the folder was made of, in the order in which they came.
    ///
    /// # Errors
    /// Where their table is lost or damaged.
    pub fn sources(&self) -> Result<Vec<Source>, Halt> {
        let state = self.state();
        let Table { file: name, count } = &state.manifest.inputs;
        if *count == 0 {
            return Ok(Vec::new());
        }
        let path = self.root.join(name);
        let table = fs::read_to_string(&path).map_err(|e| Halt::io(path.display(), e))?;
        let sources = Source::parse(&table).filter(|sources| *name == table_name(&table) && sources.len() == *count);
        sources.ok_or_else(|| Halt::Unusable {
            what: format!("{}: damaged", path.display()),
            hint: "--overwrite starts the folder anew".to_owned(),
        })
    }

    /// Changes the manifest and its table of inputs at once.
    ///
    /// # Errors
    /// Where they cannot be written.
    pub fn change(&self, sources: &[Source], change: impl FnOnce(&mut Manifest)) -> Result<(), Halt> {
        let mut state = self.state();
        let table = Source::table(sources);
        let name = table_name(&table);
        self.write(&name, table.as_bytes())?;
        let mut manifest = state.manifest.clone();
        manifest.inputs = Table { file: name, count: sources.len() };
        change(&mut manifest);
        self.write_manifest(&manifest)?;
        state.manifest = manifest;
        drop(state);
        self.sweep()
    }

    /// The run is done: its outputs are these files of the folder. Work that it did not use is thrown away, and so are
    /// outputs of an earlier run that this one did not write.
    ///
    /// # Errors
    /// Where an output cannot be read, or the manifest not written.
    pub fn complete(&self, outputs: &[String]) -> Result<(), Halt> {
        let mut hashes = BTreeMap::new();
        for name in outputs {
            let path = self.root.join(name);
            let (_, hash) = hash_file(&path).map_err(|e| Halt::io(path.display(), e))?;
            hashes.insert(name.clone(), format!("{hash:032x}"));
        }
        let mut state = self.state();
        let State { manifest, used } = &mut *state;
        let old = std::mem::replace(&mut manifest.outputs, hashes);
        manifest.shards.retain(|name, _| used.contains(name));
        manifest.complete = true;
        self.write_manifest(manifest)?;
        for name in old.keys().filter(|name| !manifest.outputs.contains_key(*name)) {
            remove(&self.root.join(name))?;
        }
        drop(state);
        self.sweep()
    }

    /// Deletes the outputs.
    ///
    /// # Errors
    /// Where one of them cannot be deleted.
    pub fn drop_outputs(&self) -> Result<(), Halt> {
        let names: Vec<String> = self.state().manifest.outputs.keys().cloned().collect();
        names.iter().try_for_each(|name| remove(&self.root.join(name)))
    }

    /// Writes a file that is no shard yet: it counts once the manifest names it.
    pub(in crate::pipeline) fn put(&self, name: &str, key: u64, bytes: &[u8]) -> Result<Entry, Halt> {
        let hash = hash(bytes);
        let file = format!("{name}.{:08x}", (hash >> 96) as u32);
        self.write(&format!("{SHARDS}/{file}"), bytes)?;
        Ok(Entry { file, key: format!("{key:016x}"), hash: format!("{hash:032x}"), bytes: bytes.len() as u64 })
    }

    fn write_manifest(&self, manifest: &Manifest) -> Result<(), Halt> {
        let text = serde_json::to_string_pretty(manifest).map_err(|e| Halt::io(MANIFEST, e.into()))? + "\n";
        self.write(MANIFEST, text.as_bytes())
    }

    /// Writes a file so that it is there whole, or not at all, whatever happens.
    fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Halt> {
        let path = self.root.join(name);
        let folder = path.parent().unwrap_or(&self.root);
        let written = || -> std::io::Result<()> {
            let mut part = tempfile::Builder::new().prefix(".").suffix(".part").tempfile_in(folder)?;
            part.write_all(bytes)?;
            readable(part.as_file())?;
            part.as_file().sync_all()?;
            part.persist(&path).map_err(|error| error.error)?;
            sync(folder)
        };
        written().map_err(|e| Halt::io(path.display(), e))
    }
}

impl Store for Folder {
    fn find(&self, name: &str) -> Option<Shard> {
        let state = self.state();
        let entry = state.manifest.shards.get(name)?;
        let key = u64::from_str_radix(&entry.key, 16).ok()?;
        let hash = u128::from_str_radix(&entry.hash, 16).ok()?;
        Some(Shard { name: name.to_owned(), key, hash, len: entry.bytes, at: 0 })
    }

    fn save(&self, name: &str, key: u64, bytes: &[u8]) -> Result<Shard, Halt> {
        let entry = self.put(name, key, bytes)?;
        let mut state = self.state();
        let file = entry.file.clone();
        let old = state.manifest.shards.insert(name.to_owned(), entry);
        self.write_manifest(&state.manifest)?;
        state.used.insert(name.to_owned());
        if let Some(old) = old.filter(|old| old.file != file) {
            remove(&self.root.join(SHARDS).join(old.file))?;
        }
        Ok(Shard { name: name.to_owned(), key, hash: hash(bytes), len: bytes.len() as u64, at: 0 })
    }

    fn read(&self, shard: &Shard, range: Range<u64>) -> Result<Vec<u8>, Halt> {
        let file = self.state().manifest.shards.get(&shard.name).map(|entry| entry.file.clone()).unwrap_or_default();
        let path = self.root.join(SHARDS).join(file);
        let read = || -> std::io::Result<Vec<u8>> {
            let mut file = File::open(&path)?;
            file.seek(SeekFrom::Start(range.start))?;
            let mut bytes = vec![0; usize::try_from(range.end - range.start).unwrap_or_default()];
            file.read_exact(&mut bytes)?;
            Ok(bytes)
        };
        read().map_err(|e| Halt::io(path.display(), e))
    }

    fn used(&self, shard: &Shard) {
        self.state().used.insert(shard.name.clone());
    }

    fn is_forgotten(&self, names: &[&str]) -> bool {
        let state = self.state();
        let known = &state.manifest.forgotten;
        !known.is_empty() && names.iter().any(|name| known.contains(&format!("{:016x}", forgotten(name))))
    }
}

/// A folder without a manifest is taken where it holds nothing but what a run leaves that ended before its first one.
fn only_ours(root: &Path) -> Result<(), Halt> {
    let known = |name: &str| [SHARDS, LOCK].contains(&name) || is_part(name) || is_table(name);
    match names(root)?.into_iter().find(|name| !known(name)) {
        Some(name) => Err(Halt::Unusable {
            what: format!("{}: holds other files ({name}) and no manifest", root.display()),
            hint: "give an empty folder, or a new one".to_owned(),
        }),
        None => Ok(()),
    }
}

/// Size and hash of a file's bytes.
///
/// # Errors
/// Where it cannot be read.
pub fn hash_file(path: &Path) -> std::io::Result<(u64, u128)> {
    let mut file = File::open(path)?;
    let mut hash = xxhash_rust::xxh3::Xxh3::new();
    let (mut buffer, mut size) = (vec![0; 1 << 16], 0);
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok((size, hash.digest128())),
            read => {
                hash.update(&buffer[..read]);
                size += read as u64;
            }
        }
    }
}

fn table_name(table: &str) -> String {
    format!("inputs-{:08x}.tsv", (hash(table.as_bytes()) >> 96) as u32)
}

fn is_table(name: &str) -> bool {
    name.starts_with("inputs-") && name.ends_with(".tsv")
}

fn is_part(name: &str) -> bool {
    name.starts_with('.') && name.ends_with(".part")
}

fn names(folder: &Path) -> Result<Vec<String>, Halt> {
    let failed = |e| Halt::io(folder.display(), e);
    let entries = fs::read_dir(folder).map_err(failed)?;
    entries.map(|entry| Ok(entry.map_err(failed)?.file_name().to_string_lossy().into_owned())).collect()
}

fn remove(path: &Path) -> Result<(), Halt> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Halt::io(path.display(), error)),
        _ => Ok(()),
    }
}

/// Temporary files are private; what lies in the folder is as readable as any other file.
#[cfg(unix)]
fn readable(file: &File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable(_file: &File) -> std::io::Result<()> {
    Ok(())
}

/// Makes a rename last.
#[cfg(unix)]
fn sync(folder: &Path) -> std::io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync(_folder: &Path) -> std::io::Result<()> {
    Ok(())
}
