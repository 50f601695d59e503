//! Text that was decoded in the wrong encoding, once or several times (mojibake).
//!
//! The work is that of ftfy (R. Speer, "ftfy", Zenodo, 2019) in its Rust port `plsfix`, between repairs of our own
//! for what it misses ([`sequences`](super::sequences)). It sees a line at a time, in bounded pieces, and only where
//! neighbours stand together that correct text hardly has.

use plsfix::TextFixerConfig;

use super::{Context, sequences};
use crate::model::Edit;

/// Longest piece, in bytes, that is looked at as one; long enough for a paragraph's evidence, short enough to be
/// looked at again and again.
const PIECE: usize = 1024;

/// Stands for `&` while the library works, since it would decode entities on the way, which is another step's.
const AMPERSAND_STAND_IN: &str = "\u{1c}";

pub fn edits(text: &str, _: &Context<'_>) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut at = 0;
    for piece in pieces(text) {
        if is_suspicious(piece)
            && let Some(fixed) = fixed(piece)
        {
            differences(piece, &fixed, at, &mut edits);
        }
        at += piece.len();
    }
    edits
}

/// Lines with their ends; long ones divided after a space where there is one.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive('\n').flat_map(|line| {
        let mut rest = line;
        std::iter::from_fn(move || {
            if rest.is_empty() {
                return None;
            }
            let mut end = rest.len().min(PIECE);
            while !rest.is_char_boundary(end) {
                end -= 1;
            }
            if end < rest.len()
                && let Some(space) = rest[..end].rfind(' ')
                && space > PIECE / 2
            {
                end = space + 1;
            }
            let (piece, after) = rest.split_at(end);
            rest = after;
            Some(piece)
        })
    })
}

/// Letters that a lead byte of UTF-8 becomes in one of the usual encodings, when its continuation byte became a
/// plain space: À-like capitals in the Latin encodings, their fellows in 1250, 1251 and Mac OS Roman.
const LEADS_BEFORE_SPACE: &[char] = &['Â', 'Ã', 'Å', 'Î', 'Ð', 'Ù', 'à', 'â', 'ã', 'Ă', 'Ĺ', 'Г', 'В', '√'];

/// Whether two neighbours stand together that correct text hardly has, or a control character.
fn is_suspicious(piece: &str) -> bool {
    let mut previous = 'a';
    for c in piece.chars() {
        if matches!(c, '\u{80}'..='\u{9f}') {
            return true;
        }
        let odd = |c: char| !c.is_ascii() && !matches!(c, '\u{2010}'..='\u{2026}');
        if odd(previous) && !c.is_ascii() || !previous.is_ascii() && odd(c) {
            return true;
        }
        if LEADS_BEFORE_SPACE.contains(&previous) && matches!(c, ' ' | '?' | '\u{a0}') {
            return true;
        }
        previous = c;
    }
    LEADS_BEFORE_SPACE.contains(&previous)
}

/// How often a piece is gone over at most; each layer takes one or two.
const ROUNDS: usize = 8;

/// The repaired piece, where it wants repair.
fn fixed(piece: &str) -> Option<String> {
    let (body, end) = piece.strip_suffix('\n').map_or((piece, ""), |body| (body, "\n"));
    let mut current = gone_over(body);
    for _ in 1..ROUNDS {
        let next = gone_over(&current);
        if next == current {
            break;
        }
        current = next;
    }
    (current != body).then(|| current + end)
}

fn gone_over(line: &str) -> String {
    let config = TextFixerConfig {
        remove_terminal_escapes: false,
        fix_latin_ligatures: false,
        fix_character_width: false,
        uncurl_quotes: false,
        fix_line_breaks: false,
        remove_control_chars: false,
        normalization: None,
        ..TextFixerConfig::default()
    };
    let line = sequences::before_lines(line);
    let fixed = if line.contains(AMPERSAND_STAND_IN) {
        line.into_owned()
    } else {
        plsfix::fix_text(&line.replace('&', AMPERSAND_STAND_IN), Some(&config)).replace(AMPERSAND_STAND_IN, "&")
    };
    sequences::after_lines(&fixed).into_owned()
}

/// How far, in characters, the two texts may run apart before they are taken up again where they agree.
const WINDOW: usize = 24;

/// The changes that lead from one text to the other, each as narrow as it can be told.
///
/// Both are followed side by side; where they part, the nearest place is sought where three characters agree again.
fn differences(from: &str, to: &str, offset: usize, edits: &mut Vec<Edit>) {
    let a: Vec<(usize, char)> = from.char_indices().collect();
    let b: Vec<(usize, char)> = to.char_indices().collect();
    let at = |side: &[(usize, char)], text: &str, i: usize| side.get(i).map_or(text.len(), |&(at, _)| at);
    let (mut i, mut j) = (0, 0);
    while i < a.len() || j < b.len() {
        if i < a.len() && j < b.len() && a[i].1 == b[j].1 {
            i += 1;
            j += 1;
            continue;
        }
        let (to_i, to_j) = meeting(&a, &b, i, j).unwrap_or((a.len(), b.len()));
        let range = offset + at(&a, from, i)..offset + at(&a, from, to_i);
        edits.push(Edit::new(range, to[at(&b, to, j)..at(&b, to, to_j)].to_owned()));
        (i, j) = (to_i, to_j);
    }
}

/// The nearest pair of places from which the two sides agree for three characters, or to their ends.
fn meeting(a: &[(usize, char)], b: &[(usize, char)], i: usize, j: usize) -> Option<(usize, usize)> {
    for apart in 1..=2 * WINDOW {
        for step in 0..=apart.min(WINDOW) {
            let (x, y) = (i + apart - step, j + step);
            if x > a.len() || y > b.len() || apart - step > WINDOW {
                continue;
            }
            let agree = a[x..].iter().zip(&b[y..]).take(3).filter(|(p, q)| p.1 == q.1).count();
            if agree == 3 || (agree == a.len() - x && agree == b.len() - y) {
                return Some((x, y));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::knowledge::Knowledge;
    use super::super::{Normalizer, Options};
    use super::*;
    use crate::model::Text;

    fn fixed_by_edits(text: &str) -> (String, Vec<Edit>) {
        let knowledge = Knowledge::default();
        let edits = edits(text, &Context { knowledge: &knowledge, options: Options::default() });
        (Text::copied(text, 0).edited(&edits).as_str().to_owned(), edits)
    }

    #[test]
    fn one_and_two_layers_are_taken_off() {
        assert_eq!(fixed_by_edits("rÃ©sumÃ© â€” siap").0, "résumé — siap");
        assert_eq!(fixed_by_edits("rÃƒÂ©sumÃƒÂ©").0, "résumé");
    }

    #[test]
    fn changes_are_narrow() {
        let (_, edits) = fixed_by_edits("Datoâ€™ Ali dan cafÃ© itu");
        assert_eq!(edits, [Edit::new(4..12, "’"), Edit::new(24..28, "é")]);
    }

    #[test]
    fn entities_are_another_steps() {
        assert_eq!(fixed_by_edits("S&amp;P â€“ naik").0, "S&amp;P – naik");
    }

    #[test]
    fn pieces_cover_the_text() {
        let text = "é ".repeat(2000) + &"û".repeat(3000) + "\nb";
        assert_eq!(pieces(&text).collect::<String>(), text);
        assert!(pieces(&text).all(|p| p.len() <= PIECE));
    }

    #[test]
    fn clean_foreign_text_stays() {
        let normalizer = Normalizer::with_knowledge(Knowledge::default(), Options::default());
        for text in ["Ærøskøbing à Paris", "naïve déjà vu", "Привет, мир", "東京の天気", "شكرا جزيلا", "Đà Nẵng"]
        {
            assert_eq!(normalizer.normalize_str(text), text);
        }
    }
}
