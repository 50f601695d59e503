//! Bytes into text.

use super::ReadError;

/// Decodes a document's bytes.
///
/// # Errors
/// Where the bytes are no text.
pub fn decode(path: &str, bytes: &[u8]) -> Result<String, ReadError> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(error) => Err(ReadError::NotText {
            path: path.to_owned(),
            what: format!("invalid UTF-8 at byte {}", error.valid_up_to()),
        }),
    }
}
