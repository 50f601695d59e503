//! A change of a text.

use std::borrow::Cow;
use std::ops::Range;

/// Puts `with` in place of a byte range of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty for an insertion.
    pub range: Range<usize>,
    /// What stands there afterwards; empty for a deletion.
    pub with: Cow<'static, str>,
}

impl Edit {
    /// A change of `range` into `with`.
    pub fn new(range: Range<usize>, with: impl Into<Cow<'static, str>>) -> Edit {
        Edit { range, with: with.into() }
    }
}
