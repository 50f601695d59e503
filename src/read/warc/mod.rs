//! WARC files (ISO 28500, versions 0.17 to 1.1) and the WET files made of them, record by record.
//!
//! Crawls are broken in all ways. What can be read is read: behind damage, reading goes on at the next line that can
//! begin a record, and the error says from which byte to which the file was passed over. No length that a file
//! claims is believed before its bytes are there.

mod http;
mod page;

use std::io::{self, BufRead, Read};

pub use page::Page;

use super::ReadError;

/// Most bytes of a record's head.
const HEAD: usize = 1 << 16;

/// Most bytes that a record can claim and be believed: more than any crawler writes in one.
const PLAUSIBLE: u64 = 1 << 40;

/// The fields of a record's head, names in lower case.
#[derive(Debug, Default)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// The value of a field, by its name in lower case.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// Takes a line in: a field, or what goes on from the line before.
    pub fn line(&mut self, line: &[u8]) {
        let text = String::from_utf8_lossy(line);
        if line.starts_with(b" ") || line.starts_with(b"\t") {
            if let Some((_, value)) = self.0.last_mut() {
                value.push(' ');
                value.push_str(text.trim());
            }
        } else if let Some((name, value)) = text.split_once(':') {
            self.0.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
        }
    }
}

/// The records of a file with their numbers from 0, those that hold no page among them.
pub struct Records {
    path: String,
    reader: Box<dyn BufRead + Send>,
    limit: u64,
    /// Bytes read, unpacked.
    at: u64,
    next: usize,
    /// Whether the line that begins a record has been read.
    begun: bool,
    ended: bool,
}

/// What stands where a record should.
enum Step {
    Record(Result<Page, ReadError>),
    /// Bytes that are no record.
    Gap(String),
    End,
}

impl Records {
    /// Records of which at most `limit` bytes are kept.
    pub fn new(path: String, reader: Box<dyn BufRead + Send>, limit: u64) -> Records {
        Records { path, reader, limit, at: 0, next: 0, begun: false, ended: false }
    }

    fn name(&self) -> String {
        format!("{}#{}", self.path, self.next)
    }

    fn malformed(&self, what: String) -> ReadError {
        ReadError::Malformed { path: self.name(), what }
    }

    fn step(&mut self) -> io::Result<Step> {
        if !self.begun && !self.begin()? {
            return Ok(Step::End);
        }
        if !self.begun {
            return self.gap(format!("no record begins at byte {}, as one should", self.at));
        }
        self.begun = false;
        let from = self.at;
        let Some(fields) = self.head()? else {
            return self.gap(format!("the head of the record at byte {from} does not end"));
        };
        match fields.get("content-length").map(str::parse::<u64>) {
            Some(Ok(length)) if length <= PLAUSIBLE => self.block(&fields, length, from).map(Step::Record),
            Some(Ok(length)) => self.gap(format!("the record at byte {from} claims {length} bytes")),
            _ => self.gap(format!("the record at byte {from} does not say how long it is (Content-Length)")),
        }
    }

    /// Goes on to the next line that can begin a record.
    fn gap(&mut self, what: String) -> io::Result<Step> {
        Ok(Step::Gap(match self.search()? {
            Some(next) => format!("{what}; gone on at byte {next}"),
            None => format!("{what}; nothing more is found up to the end at byte {}", self.at),
        }))
    }

    /// Passes over empty lines to what follows and says whether there is anything; `begun` where it is a record.
    fn begin(&mut self) -> io::Result<bool> {
        loop {
            let buffer = self.reader.fill_buf()?;
            let Some(&first) = buffer.first() else { return Ok(false) };
            if first == b'\r' || first == b'\n' {
                self.reader.consume(1);
                self.at += 1;
            } else if first == b'W' {
                // A line that is none is passed over with what follows it.
                let line = self.line(HEAD)?.unwrap_or_default();
                self.begun = is_version(&line);
                return Ok(true);
            } else {
                return Ok(true);
            }
        }
    }

    /// Reads the next line that begins a record, and says where it stands.
    fn search(&mut self) -> io::Result<Option<u64>> {
        loop {
            let from = self.at;
            let Some(line) = self.line(HEAD)? else { return Ok(None) };
            if is_version(&line) {
                self.begun = true;
                return Ok(Some(from));
            }
        }
    }

    /// The fields up to the empty line; none where they do not end within reason.
    fn head(&mut self) -> io::Result<Option<Fields>> {
        let mut fields = Fields::default();
        let mut size = 0;
        while size < HEAD {
            let Some(line) = self.line(HEAD)? else { return Err(io::ErrorKind::UnexpectedEof.into()) };
            if line.trim_ascii().is_empty() {
                return Ok(Some(fields));
            }
            size += line.len();
            fields.line(&line);
        }
        Ok(None)
    }

    /// Reads what the record holds, as far as it is wanted.
    fn block(&mut self, fields: &Fields, length: u64, from: u64) -> io::Result<Result<Page, ReadError>> {
        if let Some(reason) = page::unwanted(fields) {
            self.pass(length)?;
            return Ok(Err(page::none(self.name(), fields, reason)));
        }
        let mut block = Vec::new();
        let got = self.reader.by_ref().take(length.min(self.limit)).read_to_end(&mut block)?;
        self.at += got as u64;
        self.pass(length - got as u64)?;
        let name = self.name();
        let page = Page::new(&name, fields, block);
        Ok(match page {
            Ok(_) if length > self.limit => Err(ReadError::TooLarge { path: name, limit: self.limit }),
            Ok(page) => Ok(page),
            Err(ReadError::Malformed { path, what }) => {
                Err(ReadError::Malformed { path, what: format!("{what}, in the record at byte {from}") })
            }
            Err(error) => Err(error),
        })
    }

    /// Passes over bytes.
    fn pass(&mut self, mut count: u64) -> io::Result<()> {
        while count > 0 {
            let here = self.reader.fill_buf()?.len();
            if here == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            let used = here.min(usize::try_from(count).unwrap_or(usize::MAX));
            self.reader.consume(used);
            self.at += used as u64;
            count -= used as u64;
        }
        Ok(())
    }

    /// A line without its end, of which at most `most` bytes are kept; none at the end of the file.
    fn line(&mut self, most: usize) -> io::Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        let mut any = false;
        loop {
            let buffer = self.reader.fill_buf()?;
            if buffer.is_empty() {
                return Ok(any.then_some(line));
            }
            any = true;
            let end = memchr::memchr(b'\n', buffer);
            let part = &buffer[..end.unwrap_or(buffer.len())];
            line.extend_from_slice(&part[..part.len().min(most - line.len())]);
            let used = part.len() + usize::from(end.is_some());
            self.reader.consume(used);
            self.at += used as u64;
            if end.is_some() {
                line.truncate(line.trim_ascii_end().len());
                return Ok(Some(line));
            }
        }
    }

    /// What is said where the file breaks off.
    fn broken(&self, error: io::Error) -> ReadError {
        let cut = error.kind() == io::ErrorKind::UnexpectedEof;
        let what = match ReadError::broken(&self.path, error) {
            ReadError::Malformed { what, .. } => what,
            ReadError::Unreadable { .. } if cut => "the file ends inside a record; it is truncated".to_owned(),
            error => return error,
        };
        self.malformed(format!("{what}; read up to byte {} (unpacked), in record {}", self.at, self.next))
    }
}

/// `WARC/1.0` and its like.
fn is_version(line: &[u8]) -> bool {
    let Some(version) = line.strip_prefix(b"WARC/") else { return false };
    version.len() <= 8 && version.first().is_some_and(u8::is_ascii_digit) && version.contains(&b'.')
}

impl Iterator for Records {
    type Item = Result<(String, Page), ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let found = match self.step() {
            Ok(Step::End) => {
                self.ended = true;
                return None;
            }
            Ok(Step::Record(record)) => record.map(|page| (self.name(), page)),
            Ok(Step::Gap(what)) => Err(self.malformed(what)),
            Err(error) => {
                // Behind a damaged member of a packed crawl, the next one is read.
                self.ended = error.kind() != io::ErrorKind::InvalidData;
                self.begun = false;
                Err(self.broken(error))
            }
        };
        self.next += 1;
        Some(found)
    }
}

#[cfg(test)]
mod tests;
