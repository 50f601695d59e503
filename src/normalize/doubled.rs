//! Words written twice by mistake: `yang yang`.
//!
//! Only words that `carriers.tsv` says stand once, since nouns are doubled to mean many (`kumpulan kumpulan`).

use super::Context;
use crate::model::Edit;

pub fn edits(text: &str, context: &Context<'_>) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut start = 0;
    for space in memchr::memchr_iter(b' ', text.as_bytes()) {
        let word = &text[start..space];
        let length = word.len();
        let second = text.get(space + 1..space + 1 + length);
        start = space + 1;
        if length == 0 || !second.is_some_and(|s| s.eq_ignore_ascii_case(word)) {
            continue;
        }
        let end = space + 1 + length;
        let apart = !text[end..].starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’'));
        // Two capitals are a name (`Yang Yang`).
        let small = second.is_some_and(|s| s.bytes().all(|b| b.is_ascii_lowercase()));
        if apart && small && context.knowledge.stands_once(word) {
            edits.push(Edit::new(space..end, ""));
        }
    }
    edits
}

#[cfg(test)]
mod tests {
    use super::super::{Normalizer, Options};
    use crate::lang::Lang;
    use crate::lexicon::{Lexicons, Pack};

    #[test]
    fn what_stands_once_is_not_doubled() {
        let lexicons = Lexicons::builtin();
        let pack = Pack::load(&lexicons, Lang::MS).expect("a pack");
        let normalizer = Normalizer::new(&lexicons, &pack, Options::default()).expect("a normalizer");
        assert_eq!(normalizer.normalize_str("Yang yang yang datang dari dari utara"), "Yang datang dari utara");
        for text in ["kumpulan kumpulan", "Yang Yang menang", "dalam dalam-dalam", "ke kedai"] {
            assert_eq!(normalizer.normalize_str(text), text);
        }
    }
}
