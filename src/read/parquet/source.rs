//! Where the bytes of a Parquet file lie: it is read from its end, so that a stream must be put down first.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use bytes::Bytes;
use parquet::errors::{ParquetError, Result};
use parquet::file::reader::{ChunkReader, Length};

/// A file that can be read from any place.
pub struct Source {
    file: File,
    consumed: Arc<AtomicU64>,
}

impl Source {
    /// A file as it lies there, whose bytes are counted as they are read.
    ///
    /// # Errors
    /// Where it cannot be opened.
    pub fn file(path: &Path, consumed: Arc<AtomicU64>) -> io::Result<Source> {
        Ok(Source { file: File::open(path)?, consumed })
    }

    /// A stream, put down in a temporary file that nobody else sees.
    ///
    /// # Errors
    /// Where the stream cannot be read or the file cannot be written.
    pub fn stream(mut reader: impl Read) -> io::Result<Source> {
        let mut file = tempfile::tempfile()?;
        io::copy(&mut reader, &mut file)?;
        Ok(Source { file, consumed: Arc::default() })
    }
}

/// A file whose claims about itself are believed only as far as it is long.
pub struct Bounded {
    source: Source,
    len: u64,
}

impl Bounded {
    /// # Errors
    /// Where the file's length cannot be found out.
    pub fn new(source: Source) -> io::Result<Bounded> {
        let len = source.file.metadata()?.len();
        Ok(Bounded { source, len })
    }
}

impl Length for Bounded {
    fn len(&self) -> u64 {
        self.len
    }
}

impl ChunkReader for Bounded {
    type T = BufReader<File>;

    fn get_read(&self, start: u64) -> Result<BufReader<File>> {
        self.source.file.get_read(start)
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes> {
        if start.checked_add(length as u64).is_none_or(|end| end > self.len) {
            return Err(ParquetError::EOF("it claims bytes behind its end; it is damaged or truncated".to_owned()));
        }
        self.source.consumed.fetch_add(length as u64, Ordering::Relaxed);
        self.source.file.get_bytes(start, length)
    }
}
