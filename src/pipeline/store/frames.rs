//! Records one behind the other: each by itself in the form of postcard, compressed, with its length before it.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Halt;

/// Compression that costs little beside the work whose result is kept.
const LEVEL: i32 = 1;

/// Bytes of a length.
const HEAD: usize = 4;

/// A record as it is kept.
///
/// # Errors
/// Where there is no memory for it.
pub fn frame<T: Serialize>(value: &T) -> Result<Vec<u8>, Halt> {
    let failed = |what: String| Halt::io("a record", std::io::Error::other(what));
    let plain = postcard::to_stdvec(value).map_err(|e| failed(e.to_string()))?;
    let packed = zstd::bulk::compress(&plain, LEVEL).map_err(|e| failed(e.to_string()))?;
    let mut bytes = Vec::with_capacity(HEAD + packed.len());
    bytes.extend((packed.len() as u32).to_le_bytes());
    bytes.extend(packed);
    Ok(bytes)
}

/// The record of a frame, its length set aside; `None` where it is damaged.
pub fn unframe<T: DeserializeOwned>(packed: &[u8]) -> Option<T> {
    let plain = zstd::stream::decode_all(packed).ok()?;
    postcard::from_bytes(&plain).ok()
}

/// The frames of some bytes, each with the place where it begins behind its length; they end where the bytes are no
/// frame.
pub fn frames(bytes: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let head = bytes.get(at..at + HEAD)?;
        let len = u32::from_le_bytes(head.try_into().ok()?) as usize;
        let start = at + HEAD;
        let frame = bytes.get(start..start + len)?;
        at = start + len;
        Some((start, frame))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_come_back_and_what_is_torn_does_not() {
        let values = [vec!["satu".to_owned()], Vec::new(), vec!["dua".to_owned(), "tiga".to_owned()]];
        let bytes: Vec<u8> = values.iter().flat_map(|v| frame(v).expect("a frame")).collect();
        let back = |bytes: &[u8]| -> Vec<Option<Vec<String>>> { frames(bytes).map(|(_, f)| unframe(f)).collect() };
        assert_eq!(back(&bytes), values.map(Some));
        assert_eq!(back(&bytes[..bytes.len() - 1]).len(), 2);
        let mut wrong = bytes.clone();
        wrong[6] ^= 0xff;
        assert_eq!(back(&wrong)[0], None);
    }
}
