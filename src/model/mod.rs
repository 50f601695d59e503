//! The types that all stages share: text with its way back to the input, documents, beads, pairs.

mod bead;
mod document;
mod edit;
mod host;
mod outline;
mod pair;
mod row;
mod text;

pub use bead::{Bead, Kind, Ladder};
pub use document::{Alternate, Block, BlockKind, Document, Format, Guess, Meta, Record, Sentence, Verdict};
pub use edit::Edit;
pub use host::host;
pub use outline::{Element, Outline, Place};
pub use pair::{Flag, Pair, Side};
pub use row::{COLUMNS, Row, cell, score, text_of};
pub use text::{Span, Spans, Text};
