//! Unicode Normalization Form C (UAX #15): `e` with an accent behind it becomes `é`.

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::Context;
use crate::model::Edit;

pub fn edits(text: &str, _: &Context<'_>) -> Vec<Edit> {
    if is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return Vec::new();
    }
    let mut edits = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        if at > start && is_boundary(c) {
            composed(text, start, at, &mut edits);
            start = at;
        }
    }
    composed(text, start, text.len(), &mut edits);
    edits
}

/// Whether nothing before a character ever composes with it, nor moves behind it.
fn is_boundary(c: char) -> bool {
    c.is_ascii() || canonical_combining_class(c) == 0 && is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes
}

fn composed(text: &str, start: usize, end: usize, edits: &mut Vec<Edit>) {
    let part = &text[start..end];
    if part.len() > 1 && is_nfc_quick(part.chars()) != IsNormalized::Yes {
        let form: String = part.nfc().collect();
        if form != part {
            edits.push(Edit::new(start..end, form));
        }
    }
}
