//! Packed inputs: gzip member by member, and Zstandard with the dictionary that a crawl brings along.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::Path;

use flate2::bufread::GzDecoder;

/// What a gzip member begins with: the magic number, and deflate as its method (RFC 1952).
const GZIP: [u8; 3] = [0x1f, 0x8b, 8];

/// What a frame of Zstandard begins with (RFC 8878).
const ZSTD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// What the frame begins with that holds the dictionary of all that follow ("Zstandard Compression for WARC Files",
/// IIPC).
const DICTIONARY: [u8; 4] = [0x5d, 0x2a, 0x4d, 0x18];

/// Most bytes of a dictionary, unpacked.
const MOST_DICTIONARY: u64 = 64 << 20;

/// Most bytes of a member that are held to look for the next one in, where it turns out to be damaged.
const HELD: usize = 32 << 20;

/// What the records of a crawl begin with: behind damage, reading goes on at the next member that does.
const RECORD: &[u8] = b"WARC/";

/// A file's bytes, unpacked where its name ends in `.gz` or `.zst`.
///
/// # Errors
/// Where the file cannot be opened.
pub fn unpacked(file: &Path) -> io::Result<Box<dyn Read + Send>> {
    unpack(file, File::open(file)?)
}

/// The bytes of `reader`, unpacked as the name of `file` says.
///
/// # Errors
/// Where the head of the packed data cannot be read.
pub fn unpack(file: &Path, reader: impl Read + Send + 'static) -> io::Result<Box<dyn Read + Send>> {
    Ok(match file.extension().and_then(|e| e.to_str()) {
        Some("gz") => Box::new(gzip(BufReader::with_capacity(1 << 16, reader))),
        Some("zst") => zstd(BufReader::with_capacity(1 << 16, reader))?,
        _ => Box::new(reader),
    })
}

/// The bytes of a stream without a name, unpacked where they begin as packed ones do.
///
/// # Errors
/// Where the head of the stream cannot be read.
pub fn unpack_by_head(mut reader: impl BufRead + Send + 'static) -> io::Result<Box<dyn BufRead + Send>> {
    let head = reader.fill_buf()?;
    if head.starts_with(&GZIP) {
        return Ok(Box::new(BufReader::with_capacity(1 << 16, gzip(reader))));
    }
    if head.starts_with(&ZSTD) || head.starts_with(&DICTIONARY) {
        return Ok(Box::new(BufReader::with_capacity(1 << 16, zstd(reader)?)));
    }
    Ok(Box::new(reader))
}

fn zstd(mut reader: impl BufRead + Send + 'static) -> io::Result<Box<dyn Read + Send>> {
    if !reader.fill_buf()?.starts_with(&DICTIONARY) {
        return Ok(Box::new(zstd::Decoder::with_buffer(reader)?));
    }
    let mut head = [0; 8];
    reader.read_exact(&mut head)?;
    let size = u32::from_le_bytes([head[4], head[5], head[6], head[7]]);
    let mut dictionary = Vec::new();
    reader.by_ref().take(u64::from(size).min(MOST_DICTIONARY)).read_to_end(&mut dictionary)?;
    if dictionary.starts_with(&ZSTD) {
        let mut unpacked = Vec::new();
        zstd::Decoder::with_buffer(dictionary.as_slice())?.take(MOST_DICTIONARY).read_to_end(&mut unpacked)?;
        dictionary = unpacked;
    }
    Ok(Box::new(zstd::Decoder::with_dictionary(reader, &dictionary)?))
}

fn gzip<R: BufRead>(raw: R) -> Members<R> {
    Members { state: State::Before(Held { raw, held: Vec::new(), behind: Cursor::default() }) }
}

/// The members of a gzip file, one behind the other. A damaged one gives one error of the kind `InvalidData`, behind
/// which reading goes on at the next member that begins a record of a crawl, where there is one.
struct Members<R> {
    state: State<R>,
}

enum State<R> {
    /// Before a member, or at the end.
    Before(Held<R>),
    Inside(Box<GzDecoder<Held<R>>>),
    Ended,
}

/// A reader that holds what was read of it since the member in hand began.
struct Held<R> {
    raw: R,
    held: Vec<u8>,
    /// What was held before and is read again.
    behind: Cursor<Vec<u8>>,
}

impl<R: BufRead> Read for Held<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Held<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if (self.behind.position() as usize) < self.behind.get_ref().len() {
            return self.behind.fill_buf();
        }
        self.raw.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        let from_behind = (self.behind.position() as usize) < self.behind.get_ref().len();
        let here = match from_behind {
            true => &self.behind.get_ref()[self.behind.position() as usize..],
            false => self.raw.fill_buf().unwrap_or_default(),
        };
        if self.held.len() < HELD {
            self.held.extend_from_slice(&here[..count.min(here.len())]);
        }
        if from_behind { self.behind.consume(count) } else { self.raw.consume(count) }
    }
}

impl<R: BufRead> Held<R> {
    /// Goes to the next member that begins a record, behind the start of the one in hand; whether there is one.
    fn resync(&mut self) -> io::Result<bool> {
        let mut window = std::mem::take(&mut self.held);
        // What lies behind what was held has not been looked at either.
        self.behind.read_to_end(&mut window)?;
        let mut at = 1;
        loop {
            let ended = {
                let more = self.raw.fill_buf()?;
                window.extend_from_slice(more);
                let count = more.len();
                self.raw.consume(count);
                count == 0
            };
            while let Some(found) = memchr::memmem::find(window.get(at..).unwrap_or_default(), &GZIP) {
                let start = at + found;
                if window.len() - start < 512 && !ended {
                    break;
                }
                if begins_record(&window[start..]) {
                    window.drain(..start);
                    self.behind = Cursor::new(window);
                    return Ok(true);
                }
                at = start + 1;
            }
            if ended {
                return Ok(false);
            }
            // Only what can be the beginning of a member is looked at again.
            let looked = memchr::memmem::find(window.get(at..).unwrap_or_default(), &GZIP)
                .map_or(window.len().saturating_sub(GZIP.len()), |found| at + found);
            window.drain(..looked);
            at = 0;
        }
    }
}

fn begins_record(bytes: &[u8]) -> bool {
    let mut head = [0; RECORD.len()];
    GzDecoder::new(bytes).read_exact(&mut head).is_ok() && head == *RECORD
}

impl<R: BufRead> Read for Members<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        loop {
            match std::mem::replace(&mut self.state, State::Ended) {
                State::Ended => return Ok(0),
                State::Before(mut held) => {
                    held.held.clear();
                    // Some files are filled up with zeros.
                    while held.fill_buf()?.first() == Some(&0) {
                        let zeros = held.fill_buf()?.iter().take_while(|&&byte| byte == 0).count();
                        held.consume(zeros);
                        held.held.clear();
                    }
                    if !held.fill_buf()?.is_empty() {
                        self.state = State::Inside(Box::new(GzDecoder::new(held)));
                    }
                }
                State::Inside(mut decoder) => match decoder.read(buffer) {
                    Ok(0) => self.state = State::Before(decoder.into_inner()),
                    Ok(count) => {
                        self.state = State::Inside(decoder);
                        return Ok(count);
                    }
                    Err(error) => {
                        let mut held = decoder.into_inner();
                        if error.raw_os_error().is_some() || !held.resync()? {
                            return Err(error);
                        }
                        self.state = State::Before(held);
                        return Err(io::Error::new(io::ErrorKind::InvalidData, error.to_string()));
                    }
                },
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use proptest::prelude::*;

    use super::*;

    fn packed(text: &str) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(text.as_bytes()).expect("gzip");
        encoder.finish().expect("gzip")
    }

    /// Reads to the end past everything that can be passed over.
    fn all(bytes: &[u8], capacity: usize) -> (String, usize) {
        let mut members = gzip(BufReader::with_capacity(capacity, bytes));
        let (mut text, mut errors) = (Vec::new(), 0);
        while let Err(error) = members.read_to_end(&mut text) {
            errors += 1;
            if error.kind() != io::ErrorKind::InvalidData {
                break;
            }
        }
        (String::from_utf8_lossy(&text).into_owned(), errors)
    }

    #[test]
    fn behind_a_damaged_member_the_next_record_is_read() {
        let parts = [packed("WARC/1.0 satu"), packed(&"WARC/1.0 dua".repeat(500)), packed("WARC/1.0 tiga")];
        let mut bytes = parts.concat();
        assert_eq!(all(&bytes, 7), (["WARC/1.0 satu", &"WARC/1.0 dua".repeat(500), "WARC/1.0 tiga"].concat(), 0));
        let at = parts[0].len() + parts[1].len() / 2;
        bytes[at..at + 4].fill(0xff);
        let (text, errors) = all(&bytes, 1 << 16);
        assert!(text.starts_with("WARC/1.0 satu") && text.ends_with("WARC/1.0 tiga"), "{text}");
        assert_eq!(errors, 1);
        bytes.truncate(bytes.len() - 3);
        assert_eq!(all(&bytes, 64).1, 2, "damaged in the middle, cut off at its end");
    }

    #[test]
    fn zeros_behind_the_last_member_are_no_damage() {
        assert_eq!(all(&[packed("satu"), vec![0; 700]].concat(), 64), ("satu".to_owned(), 0));
        assert_eq!(all(b"", 64), (String::new(), 0));
    }

    #[test]
    fn a_dictionary_is_found_at_the_head_packed_or_not() {
        let texts: Vec<String> = (0..400).map(|n| format!("WARC/1.0 halaman {n} berita {}", n * 7919)).collect();
        let dictionary = zstd::dict::from_samples(&texts, 4096).expect("a dictionary");
        let frame =
            zstd::bulk::Compressor::with_dictionary(3, &dictionary).expect("zstd").compress(texts[9].as_bytes());
        let frame = frame.expect("zstd");
        for held in [dictionary.clone(), zstd::encode_all(dictionary.as_slice(), 3).expect("zstd")] {
            let size = (held.len() as u32).to_le_bytes();
            let bytes = [&DICTIONARY[..], &size, &held, &frame, &frame].concat();
            let mut text = String::new();
            unpack_by_head(Cursor::new(bytes)).expect("a head").read_to_string(&mut text).expect("zstd");
            assert_eq!(text, texts[9].repeat(2));
        }
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_fall_or_go_on_for_ever(mut bytes in prop::collection::vec(any::<u8>(), 0..300), at in 0usize..200) {
            let good = packed("WARC/1.0 satu dua tiga");
            bytes.splice(at.min(bytes.len())..at.min(bytes.len()), good);
            let (_, errors) = all(&bytes, 16);
            prop_assert!(errors <= bytes.len());
        }
    }
}
