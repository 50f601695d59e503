//! Sentences and words glued behind a punctuation mark: `ibunya.Sebutan`, `ke-8,Tan Sri`.

use super::Context;
use super::knowledge::Knowledge;
use super::reach::{after, before, is_address, is_letter, letters_after, letters_before, token};
use crate::model::Edit;

pub fn edits(text: &str, context: &Context<'_>) -> Vec<Edit> {
    let mut edits = Vec::new();
    for at in
        memchr::memchr3_iter(b'.', b',', b'!', text.as_bytes()).chain(memchr::memchr2_iter(b'?', b';', text.as_bytes()))
    {
        let mark = char::from(text.as_bytes()[at]);
        let Some(previous) = before(text, at) else { continue };
        let Some(next) = after(text, at + 1) else { continue };
        if !is_letter(next) || !(is_letter(previous) || mark == ',' && previous.is_ascii_digit()) {
            continue;
        }
        let (left, right) = (letters_before(text, at), letters_after(text, at + 1));
        let glued = match mark {
            ',' => is_comma(left, right),
            ';' => false,
            _ => next.is_uppercase() && is_end(left, right, mark, context.knowledge),
        };
        if glued && !is_address(token(text, at)) {
            edits.push(Edit::new(at + 1..at + 1, " "));
        }
    }
    edits.sort_by_key(|e| e.range.start);
    edits
}

/// Between words, or behind a number; single letters are a formula (`f(x,y)`).
fn is_comma(left: &str, right: &str) -> bool {
    right.chars().nth(1).is_some() && (left.is_empty() || left.chars().nth(1).is_some())
}

/// Whether a sentence ends between two words: they are no parts of a host or file name, degree or initials.
fn is_end(left: &str, right: &str, mark: char, knowledge: &Knowledge) -> bool {
    let (long, wide) = (left.chars().count(), right.chars().count());
    let begins = right.chars().skip(1).all(|c| !c.is_uppercase());
    let is_name = left.starts_with(char::is_uppercase);
    if !begins || !left.ends_with(char::is_lowercase) {
        return false;
    }
    if mark == '.' && is_name && knowledge.is_domain(right) {
        return false;
    }
    // `Dr.Ahmad`, but `Ph.D`, `M.Si`, `S.Kom`.
    if is_name && long <= 3 {
        return mark == '.' && long > 1 && wide > 3;
    }
    long > 2 && wide > 1 && (knowledge.forms(left) || knowledge.forms(right))
}

#[cfg(test)]
mod tests {
    use super::super::testing::malay;
    use crate::lexicon::{Lexicons, Table};

    #[test]
    fn glued_sentences_come_apart() {
        assert_eq!(malay("Dia pulang.Esoknya hujan!Mereka basah"), "Dia pulang. Esoknya hujan! Mereka basah");
        assert_eq!(malay("Dr.Zainal, ke-3,Datuk Ali,isteri"), "Dr. Zainal, ke-3, Datuk Ali, isteri");
        assert_eq!(malay("rumah.My Home ditutup"), "rumah. My Home ditutup");
    }

    #[test]
    fn host_names_stay_and_sentences_that_begin_alike_come_apart() {
        for file in Lexicons::builtin().versions("und/domains.tsv").expect("readable") {
            for row in Table::parse(&file, 3).expect("well formed").rows() {
                let (example, keep) = (row.cells[1], row.cells[2]);
                assert_eq!(malay(example), example);
                assert!(keep == "-" || malay(keep) == keep.replacen('.', ". ", 1), "{keep}");
            }
        }
    }

    #[test]
    fn names_with_points_stay() {
        for text in [
            "Astro.Com",
            "Harian.My",
            "S.Kom",
            "Ph.D",
            "a.m.",
            "www.Berita.Com",
            "lapor@Berita.My",
            "f(x,y)",
            "1,2",
            "J.K.Rowling",
            "Laporan.Akhir_2.Pdf",
        ] {
            assert_eq!(malay(text), text);
        }
    }
}
