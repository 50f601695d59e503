//! Informal spellings written out (`yg` → `yang`); only when asked for.

use super::Context;
use crate::lang::words;
use crate::model::Edit;

pub fn edits(text: &str, context: &Context<'_>) -> Vec<Edit> {
    if !context.options.informal || context.knowledge.longest_informal() == 0 {
        return Vec::new();
    }
    let all: Vec<(usize, &str)> = words(text).collect();
    let mut edits = Vec::new();
    let mut i = 0;
    while i < all.len() {
        let most = context.knowledge.longest_informal().min(all.len() - i);
        let found = (1..=most).rev().find_map(|count| {
            let (start, last) = (all[i].0, all[i + count - 1]);
            let range = start..last.0 + last.1.len();
            let phrase = &text[range.clone()];
            let with = context.knowledge.written_out(&phrase.to_lowercase()).map(str::to_owned);
            let with = with.or_else(|| if count == 1 { twice(phrase) } else { None })?;
            Some((count, Edit::new(range, in_case_of(phrase, &with))))
        });
        i += found.as_ref().map_or(1, |f| f.0);
        edits.extend(found.map(|f| f.1).filter(|e| e.with != text[e.range.clone()]));
    }
    edits
}

/// `kanak2` and `negara2nya` written out.
fn twice(word: &str) -> Option<String> {
    let (stem, tail) = word.split_once('2')?;
    let is_word = |s: &str| s.chars().all(char::is_alphabetic);
    (stem.chars().count() > 2 && is_word(stem) && is_word(tail))
        .then(|| format!("{stem}-{}{tail}", stem.to_lowercase()))
}

/// `with` with the capitals of `model`: none, the first letter, or all.
fn in_case_of(model: &str, with: &str) -> String {
    let mut letters = model.chars().filter(|c| c.is_alphabetic());
    let first = letters.next().is_some_and(char::is_uppercase);
    let rest = letters.next().is_some_and(char::is_uppercase);
    match (first, rest) {
        (true, true) => with.to_uppercase(),
        (true, false) => {
            let mut chars = with.chars();
            chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
        }
        _ => with.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Normalizer, Options};
    use crate::lang::Lang;
    use crate::lexicon::{Lexicons, Pack};

    #[test]
    fn informal_spellings_are_written_out_when_asked() {
        let lexicons = Lexicons::builtin();
        let pack = Pack::load(&lexicons, Lang::MS).expect("a pack");
        let normalized = |informal, text: &str| {
            let options = Options { informal, ..Options::default() };
            Normalizer::new(&lexicons, &pack, options).expect("a normalizer").normalize_str(text).into_owned()
        };
        let text = "Yg datang kanak2 dgn hubungan 2 hala, UTK 2 halaman";
        assert_eq!(normalized(false, text), text);
        assert_eq!(normalized(true, text), "Yang datang kanak-kanak dengan hubungan dua hala, UNTUK 2 halaman");
    }
}
