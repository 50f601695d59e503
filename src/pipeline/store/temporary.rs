//! Shards for one run alone: in memory, and in a file without a name where they are many.

use std::collections::BTreeMap;
use std::io::{Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use tempfile::SpooledTempFile;

use super::{Halt, Shard, Store, hash};

/// Bytes that are held in memory before they go to a file.
const IN_MEMORY: usize = 4 << 20;

/// Shards that are gone with the run, however it ends.
#[derive(Debug)]
pub struct Temporary {
    held: Mutex<(SpooledTempFile, BTreeMap<String, Shard>)>,
}

impl Default for Temporary {
    fn default() -> Temporary {
        Temporary { held: Mutex::new((tempfile::spooled_tempfile(IN_MEMORY), BTreeMap::new())) }
    }
}

fn failed(source: std::io::Error) -> Halt {
    Halt::io(std::env::temp_dir().display(), source)
}

impl Store for Temporary {
    fn find(&self, name: &str) -> Option<Shard> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner).1.get(name).cloned()
    }

    fn save(&self, name: &str, key: u64, bytes: &[u8]) -> Result<Shard, Halt> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let at = held.0.seek(SeekFrom::End(0)).map_err(failed)?;
        held.0.write_all(bytes).map_err(failed)?;
        let shard = Shard { name: name.to_owned(), key, hash: hash(bytes), len: bytes.len() as u64, at };
        held.1.insert(name.to_owned(), shard.clone());
        Ok(shard)
    }

    fn read(&self, shard: &Shard, range: Range<u64>) -> Result<Vec<u8>, Halt> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.0.seek(SeekFrom::Start(shard.at + range.start)).map_err(failed)?;
        let mut bytes = vec![0; usize::try_from(range.end - range.start).unwrap_or_default()];
        held.0.read_exact(&mut bytes).map_err(failed)?;
        Ok(bytes)
    }
}
