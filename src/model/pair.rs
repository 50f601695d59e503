//! Sentence pairs as they are written.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Kind;
use crate::lang::Lang;

/// A reason to look twice at a pair, by the field's name where there is one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Flag(pub String);

impl fmt::Display for Flag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One side of a pair.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Side {
    /// The sentences, joined by a space where there are several.
    pub text: String,
    /// Language.
    pub lang: Lang,
    /// Document it came from.
    pub doc: String,
    /// Address of the document; empty where none is known.
    pub url: String,
    /// Numbers of its sentences in the document, as `4` or `4+5`.
    pub index: String,
    /// Byte ranges of the document's decoded text.
    pub span: String,
}

/// A sentence pair: one row of the output.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pair {
    /// Source side.
    pub src: Side,
    /// Target side.
    pub trg: Side,
    /// Probability that the pair is a translation, 0–1.
    pub score: f64,
    /// Sentences on each side.
    pub bead: Kind,
    /// Reasons to look twice, sorted.
    pub flags: Vec<Flag>,
    /// Stable hash of both texts and where they came from, 16 hexadecimal digits.
    pub id: String,
}

impl Pair {
    /// The pair's identity: 64 bits of XXH3 over both documents, spans and texts, in hexadecimal.
    pub fn id_of(src: &Side, trg: &Side) -> String {
        let mut hash = xxhash_rust::xxh3::Xxh3::new();
        for part in [&src.doc, &src.span, &src.text, &trg.doc, &trg.span, &trg.text] {
            hash.update(&(part.len() as u64).to_le_bytes());
            hash.update(part.as_bytes());
        }
        format!("{:016x}", hash.digest())
    }

    /// The flags as one cell, `;` between them.
    pub fn flags_cell(&self) -> String {
        self.flags.iter().map(|f| f.0.as_str()).collect::<Vec<_>>().join(";")
    }
}
