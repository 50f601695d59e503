//! Pages that mean harm, or might as well.

use super::story::Draw;

/// A page of one of the kinds, in turn.
pub fn page(kind: usize, draw: &mut Draw) -> Vec<u8> {
    match kind % 10 {
        0 => ["<div>".repeat(20_000), "Dalam sekali.".to_owned()].concat().into_bytes(),
        1 => Vec::new(),
        2 => (0..20_000).map(|_| draw.below(256) as u8).collect(),
        3 => format!("<html><body><p title=\"{}\">Ya.</p>", "a".repeat(500_000)).into_bytes(),
        4 => b"<html><head><meta charset=\"utf-16\"></head><body><p>Bukan itu pengekodannya, dan bukan begitu.</p>"
            .to_vec(),
        5 => format!("<html><body><p>{}</p>", "tanpaspasi".repeat(40_000)).into_bytes(),
        6 => [b"<html><body><p>\xff\xfe\x00\x80 Teks ".as_slice(), &[0xc3; 500], b" rosak</p>"].concat(),
        7 => format!("<html><body><table>{}", "<tr><td><table>".repeat(5_000)).into_bytes(),
        8 => format!("<html><body>{}", "<b><i><a href=x><p>Ya. ".repeat(3_000)).into_bytes(),
        _ => format!("<script>{}<p>Tidak.</p>", "<!--<script>".repeat(10_000)).into_bytes(),
    }
}
