//! Character references of HTML left in text, escaped once or more (`&amp;`, `&#8217;`, `&amp;quot;`).

use html5gum::{Token, Tokenizer};

use super::Context;
use super::reach::before;
use crate::model::Edit;

/// Longest reference, `&CounterClockwiseContourIntegral;`, with room for a number.
const LONGEST: usize = 34;

pub fn edits(text: &str, _: &Context<'_>) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut from = 0;
    for at in memchr::memchr_iter(b'&', text.as_bytes()) {
        if at < from {
            continue;
        }
        let Some(end) = reference(text, at) else { continue };
        let Some(meant) = decoded(&text[at..end]) else { continue };
        // Half of a broken letter (`Î&frac14;`): decoded, it would look like another letter altogether.
        let broken = before(text, at).is_some_and(|c| matches!(c, '\u{c2}'..='\u{f4}'))
            && meant.starts_with(|c: char| matches!(c, '\u{80}'..='\u{bf}'));
        if !broken {
            edits.push(Edit::new(at..end, meant));
            from = end;
        }
    }
    edits
}

/// Where the reference that begins at `at` ends, `amp;` of escaped ampersands skipped.
fn reference(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut start = at + 1;
    while bytes[start..].starts_with(b"amp;")
        && bytes.get(start + 4).is_some_and(|b| b.is_ascii_alphabetic() || *b == b'#')
        && closed(bytes, start + 4).is_some()
    {
        start += 4;
    }
    closed(bytes, start)
}

fn closed(bytes: &[u8], start: usize) -> Option<usize> {
    let name = bytes[start..].iter().take(LONGEST).take_while(|b| b.is_ascii_alphanumeric() || **b == b'#').count();
    (name > 1 && bytes.get(start + name) == Some(&b';')).then_some(start + name + 1)
}

/// What a reference means; nothing where it means nothing, or a character that text cannot have.
fn decoded(reference: &str) -> Option<String> {
    let mut current = reference.to_owned();
    while let Some(inner) = current.strip_prefix("&amp;").filter(|rest| rest.ends_with(';')) {
        current = format!("&{inner}");
    }
    let mut meant = String::new();
    for token in Tokenizer::new(current.as_str()) {
        if let Ok(Token::String(string)) = token {
            meant.push_str(std::str::from_utf8(&string.value).ok()?);
        }
    }
    let is_text = |c: char| c != '\u{fffd}' && (!c.is_control() || matches!(c, '\n' | '\t'));
    let meant = meant.replace(['\n', '\t'], " ");
    (meant != current && !meant.is_empty() && !meant.ends_with(';') && meant.chars().all(is_text)
        || current == "&semi;")
        .then_some(meant)
}

#[cfg(test)]
mod tests {
    use super::super::testing::bare;

    #[test]
    fn references_are_decoded_however_often_they_were_escaped() {
        assert_eq!(bare("A &amp; B"), "A & B");
        assert_eq!(bare("&#8220;ya&#x201D;"), "“ya”");
        assert_eq!(bare("&amp;quot;ya&amp;quot;"), "\"ya\"");
        assert_eq!(bare("&amp;amp;lt; 5"), "< 5");
        assert_eq!(bare("3&nbsp;km"), "3 km");
        assert_eq!(bare("P&eacute;rez"), "Pérez");
    }

    #[test]
    fn what_is_no_reference_stays() {
        for text in ["A & B", "R&D; dan lain", "&tiada;", "AT&T", "&#;", "&#xFFFFFFF;", "&#0;", "&"] {
            assert_eq!(bare(text), text);
        }
    }

    #[test]
    fn ampersands_by_the_thousand_take_no_time() {
        let text = "&amp;".repeat(20_000);
        assert_eq!(bare(&text), "&".repeat(20_000));
    }
}
