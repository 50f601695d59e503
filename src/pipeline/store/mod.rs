//! Where a run keeps what must wait: shards of work that is done, each under a name, in a folder or for one run alone.

mod folder;
mod frames;
mod manifest;
mod rounds;
mod temporary;

use std::fmt;
use std::ops::Range;

use serde::Serialize;
use serde::de::DeserializeOwned;
use xxhash_rust::xxh3::{Xxh3, xxh3_64, xxh3_128};

pub use folder::{Folder, Opened, hash_file};
pub(super) use frames::{frame, frames, unframe};
pub use manifest::{Entry, Manifest, Source};
pub use rounds::{Inputs, put};
pub use temporary::Temporary;

/// Why a run ended before its end.
#[derive(Debug, thiserror::Error)]
pub enum Halt {
    /// It was told to.
    #[error("interrupted")]
    Interrupted,
    /// What waits could not be written or read.
    #[error("{path}: {source}")]
    Io {
        /// The file.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// What waits is not what was written.
    #[error("{path}: damaged; the same command notices it and does that part again")]
    Damaged {
        /// The file.
        path: String,
    },
    /// The folder cannot be used.
    #[error("{what}")]
    Unusable {
        /// What is wrong.
        what: String,
        /// What to do.
        hint: String,
    },
}

impl Halt {
    /// A failure to read or write `path`.
    pub fn io(path: impl fmt::Display, source: std::io::Error) -> Halt {
        Halt::Io { path: path.to_string(), source }
    }
}

/// A piece of work that is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shard {
    /// Its name, one of the work's place in the run.
    pub name: String,
    /// Hash of all that went into the work: another one asks for other work.
    pub key: u64,
    /// Hash of its bytes.
    pub hash: u128,
    /// How many bytes it has.
    pub len: u64,
    /// Where it begins in what holds it.
    pub(super) at: u64,
}

/// Keeps shards.
pub trait Store: Sync + fmt::Debug {
    /// The shard of a name, if there is a whole one.
    fn find(&self, name: &str) -> Option<Shard>;

    /// Keeps a shard, in place of another one of its name.
    ///
    /// # Errors
    /// Where it cannot be written.
    fn save(&self, name: &str, key: u64, bytes: &[u8]) -> Result<Shard, Halt>;

    /// Bytes of a shard.
    ///
    /// # Errors
    /// Where they cannot be read.
    fn read(&self, shard: &Shard, range: Range<u64>) -> Result<Vec<u8>, Halt>;

    /// The shard is part of what this run makes.
    fn used(&self, shard: &Shard) {
        let _ = shard;
    }

    /// Whether the pages of an address, or of a path, are to be left out, since somebody wanted them forgotten.
    fn is_forgotten(&self, names: &[&str]) -> bool {
        let _ = names;
        false
    }
}

/// A hash over parts that are kept apart, for keys.
#[derive(Default)]
pub struct Key(Xxh3);

impl Key {
    /// Another key that this one goes on from.
    pub fn of(key: u64) -> Key {
        Key::default().with(&key.to_le_bytes())
    }

    /// Adds a part.
    pub fn with(mut self, part: &[u8]) -> Key {
        self.0.update(&(part.len() as u64).to_le_bytes());
        self.0.update(part);
        self
    }

    /// Adds a number.
    pub fn number(self, number: u64) -> Key {
        self.with(&number.to_le_bytes())
    }

    /// Adds the bytes of a shard.
    pub fn shard(self, shard: &Shard) -> Key {
        self.with(&shard.hash.to_le_bytes())
    }

    /// The hash.
    pub fn end(self) -> u64 {
        self.0.digest()
    }
}

/// The hash of a shard's bytes.
pub(super) fn hash(bytes: &[u8]) -> u128 {
    xxh3_128(bytes)
}

/// What stands for a forgotten address or path: it cannot be read back.
pub fn forgotten(name: &str) -> u64 {
    let bare = name.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.");
    xxh3_64(bare.trim_end_matches('/').as_bytes())
}

/// The first record of a shard.
///
/// # Errors
/// Where it cannot be read, or is damaged.
pub(super) fn first<T: DeserializeOwned>(store: &dyn Store, shard: &Shard) -> Result<T, Halt> {
    let damaged = || Halt::Damaged { path: shard.name.clone() };
    let head = store.read(shard, 0..4.min(shard.len))?;
    let len = u64::from(u32::from_le_bytes(head.try_into().map_err(|_| damaged())?));
    let packed = store.read(shard, 4..shard.len.min(4 + len))?;
    unframe(&packed).ok_or_else(damaged)
}

/// What was made earlier under a name and key, or what `make` makes now, which is kept.
///
/// # Errors
/// What `make` gave, or where the store cannot be read or written.
pub(super) fn once<T: Serialize + DeserializeOwned>(
    store: &dyn Store,
    name: &str,
    key: u64,
    make: impl FnOnce() -> Result<T, Halt>,
) -> Result<(T, Shard), Halt> {
    if let Some(shard) = store.find(name).filter(|shard| shard.key == key) {
        store.used(&shard);
        return Ok((first(store, &shard)?, shard));
    }
    let value = make()?;
    let shard = store.save(name, key, &frame(&value)?)?;
    Ok((value, shard))
}
