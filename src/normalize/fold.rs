//! Quotes, dashes and the ellipsis as ASCII; only when asked for.

use super::Context;
use crate::model::Edit;

pub fn edits(text: &str, context: &Context<'_>) -> Vec<Edit> {
    if !context.options.fold_punctuation {
        return Vec::new();
    }
    let fold = |(at, c): (usize, char)| folded(c).map(|with| Edit::new(at..at + c.len_utf8(), with));
    text.char_indices().filter_map(fold).collect()
}

fn folded(c: char) -> Option<&'static str> {
    Some(match c {
        '‘' | '’' | '‚' | '‛' | '′' | 'ʼ' | '‹' | '›' => "'",
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' => "\"",
        '\u{2010}' | '\u{2011}' | '\u{2012}' | '–' | '—' | '―' | '−' => "-",
        '…' => "...",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::knowledge::Knowledge;
    use super::super::{Normalizer, Options};

    #[test]
    fn folding_is_an_option() {
        let text = "“Dato’ — ya…”";
        let normalized = |fold_punctuation| {
            let options = Options { fold_punctuation, ..Options::default() };
            Normalizer::with_knowledge(Knowledge::default(), options).normalize_str(text).into_owned()
        };
        assert_eq!(normalized(false), text);
        assert_eq!(normalized(true), "\"Dato' - ya...\"");
    }
}
