//! Words that look alike: names and loans that need no dictionary.

use rustc_hash::FxHashMap;

use super::tokens::{Class, Type};

/// Likeness below which two words are not taken for one.
const LEAST: f64 = 0.84;

/// A word as it is compared: its letters folded over what spelling reforms and loans change.
struct Folded {
    text: String,
    signature: u64,
    bits: u32,
}

/// Pairs of look-alike types with the probability that one translates the other, in order of the source type.
pub(super) fn pairs(src: &[Type], trg: &[Type]) -> Vec<(u32, u32, f32)> {
    let mut exact: FxHashMap<(&str, bool), u32> = FxHashMap::default();
    let mut buckets: FxHashMap<u16, Vec<u32>> = FxHashMap::default();
    let folded: Vec<Option<Folded>> = trg.iter().map(fold).collect();
    for (t, kind) in trg.iter().enumerate() {
        if kind.class != Class::Phrase {
            exact.insert((&kind.text, kind.class == Class::Word), t as u32);
        }
        if let Some(folded) = &folded[t] {
            buckets.entry(key(&folded.text)).or_default().push(t as u32);
        }
    }
    let mut found = Vec::new();
    for (s, kind) in src.iter().enumerate() {
        if kind.class != Class::Phrase
            && let Some(&t) = exact.get(&(&*kind.text, kind.class == Class::Word))
        {
            found.push((s as u32, t, same(kind, &trg[t as usize])));
        }
        let Some(own) = fold(kind) else { continue };
        for &t in buckets.get(&key(&own.text)).into_iter().flatten() {
            let Some(other) = &folded[t as usize] else { continue };
            let common = (own.signature & other.signature).count_ones();
            if common * 2 < own.bits.max(other.bits) || trg[t as usize].text == kind.text {
                continue;
            }
            let likeness = strsim::jaro_winkler(&own.text, &other.text);
            if likeness >= LEAST {
                let share = ((likeness - 0.76) / 0.24) as f32;
                found.push((s as u32, t, 0.6 * share * share));
            }
        }
    }
    found
}

/// The probability that the same spelling means the same.
fn same(a: &Type, b: &Type) -> f32 {
    match a.class {
        Class::Number | Class::Value => 0.9,
        Class::Mark => 0.8,
        _ if a.capitals > 0 && b.capitals > 0 => 0.8,
        _ if a.text.chars().count() >= 5 => 0.6,
        _ => 0.1,
    }
}

fn fold(kind: &Type) -> Option<Folded> {
    if kind.class != Class::Word || kind.text.chars().count() < 4 {
        return None;
    }
    let mut text = String::with_capacity(kind.text.len());
    for c in unicode_normalization::UnicodeNormalization::nfd(&*kind.text) {
        let c = match c {
            'c' | 'q' | 'x' => 'k',
            'z' => 's',
            'v' => 'f',
            'y' | 'j' => 'i',
            'h' | '-' | '\'' => continue,
            c if unicode_normalization::char::is_combining_mark(c) => continue,
            c => c,
        };
        if !text.ends_with(c) {
            text.push(c);
        }
    }
    if text.len() < 4 {
        return None;
    }
    let mut signature = 0u64;
    for pair in text.as_bytes().windows(2) {
        signature |= 1 << ((u32::from(pair[0]) * 31 + u32::from(pair[1]) * 7) % 64);
    }
    Some(Folded { signature, bits: signature.count_ones(), text })
}

/// Look-alikes share their first letter, and mostly the first consonant behind it.
fn key(text: &str) -> u16 {
    let class = |b: u8| match b {
        b'p' | b'f' | b'b' => b'p',
        b'k' | b's' | b'g' => b'k',
        b't' | b'd' => b't',
        b => b,
    };
    let bytes = text.as_bytes();
    let next = bytes[1..].iter().copied().find(|b| !b"aeiou".contains(b)).unwrap_or(0);
    u16::from(class(bytes[0])) << 8 | u16::from(class(next))
}
