//! Small words glued to the capital behind them: `dariKiri`, `diTengah`.

use super::Context;
use super::reach::{before, is_address, letters_after, token};
use crate::model::Edit;

/// Least letters of two words that are taken apart because both are known; brands are named with shorter ones.
const LEAST: (usize, usize) = (6, 4);

pub fn edits(text: &str, context: &Context<'_>) -> Vec<Edit> {
    let mut edits = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_alphabetic() {
            at += 1;
            continue;
        }
        let word = letters_after(text, at);
        let next = at + word.len().max(1);
        let apart = before(text, at).is_none_or(|c| c.is_whitespace() || "(\"“‘'[,;:-–—".contains(c));
        if apart
            && let Some(capital) = word.find(|c: char| !c.is_ascii_lowercase()).filter(|&i| i > 1)
            && is_glued(&word[..capital], &word[capital..], context)
            && !is_address(token(text, at))
        {
            edits.push(Edit::new(at + capital..at + capital, " "));
        }
        at = next;
    }
    edits
}

fn is_glued(small: &str, rest: &str, context: &Context<'_>) -> bool {
    let is_word = rest.len() > 2
        && rest.starts_with(|c: char| c.is_ascii_uppercase())
        && rest[1..].bytes().all(|b| b.is_ascii_lowercase());
    let knowledge = context.knowledge;
    is_word
        && (knowledge.is_glued(small)
            || small.len() >= LEAST.0 && rest.len() >= LEAST.1 && knowledge.forms(small) && knowledge.knows(rest))
}

#[cfg(test)]
mod tests {
    use super::super::{Normalizer, Options};
    use crate::lang::Lang;
    use crate::lexicon::{Lexicons, Pack};

    #[test]
    fn small_words_come_off_capitals_and_brands_stay() {
        let lexicons = Lexicons::builtin();
        let pack = Pack::load(&lexicons, Lang::MS).expect("a pack");
        let normalizer = Normalizer::new(&lexicons, &pack, Options::default()).expect("a normalizer");
        assert_eq!(normalizer.normalize_str("(keKanan) dari pintu"), "(ke Kanan) dari pintu");
        assert_eq!(normalizer.normalize_str("untukAnda"), "untuk Anda");
        assert_eq!(normalizer.normalize_str("keputusanMesyuarat itu"), "keputusan Mesyuarat itu");
        for text in ["iPhone dan eBay", "McDonald", "WhatsApp", "pH air", "diGi", "myKad", "lagi.diBeli@x.my"] {
            assert_eq!(normalizer.normalize_str(text), text);
        }
    }
}
