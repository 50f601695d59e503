//! Texts that change their language or their script.

use super::{Candidate, Knowledge};
use crate::lang::{Lang, words};

/// Least words of another language, each counted once, that tell a change of language.
const TELLING: usize = 3;

/// Least share of them among all words of a text.
const SHARE: usize = 7;

/// Least share of Arabic letters, as a divisor, from which a text is one in Jawi and not one with a name in it.
const ARABIC: usize = 3;

/// Whether a side speaks another language in between, as Malay speakers do with English.
pub fn switched(c: &Candidate<'_>) -> bool {
    changes(c.knowledge, c.langs.0, c.src) || changes(c.knowledge, c.langs.1, c.trg)
}

/// Function words of another language, inside its own phrases: before a word with a capital they are part of a name
/// or title (`University of the Arts`).
fn changes(knowledge: &Knowledge, lang: Lang, text: &str) -> bool {
    let all: Vec<&str> = words(text).map(|(_, word)| word).collect();
    let low: Vec<String> = all.iter().map(|word| word.to_lowercase()).collect();
    knowledge.others(lang).any(|foreign| {
        let mut found: Vec<&str> = Vec::new();
        for i in 0..all.len().saturating_sub(1) {
            let next = (i + 1..all.len()).find(|&j| !foreign.has(&low[j])).unwrap_or(i + 1);
            let named = all[next].starts_with(char::is_uppercase);
            if foreign.has(&low[i]) && !named && !found.contains(&low[i].as_str()) {
                found.push(&low[i]);
            }
        }
        found.len() >= TELLING && found.len() * SHARE >= all.len()
    })
}

/// Whether a text is Malay in Arabic letters: letters of Jawi alone or Malay words written with it, in a text that
/// has many Arabic letters.
pub fn jawi(knowledge: &Knowledge, text: &str) -> bool {
    let (mut arabic, mut letters) = (0usize, 0usize);
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        letters += 1;
        arabic += usize::from(is_arabic(c));
    }
    arabic > 0 && arabic * ARABIC >= letters && knowledge.is_marked("jawi", text)
}

/// The blocks of Unicode that have the letters of the Arabic script.
fn is_arabic(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{8a0}'..='\u{8ff}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicons;

    #[test]
    fn speech_that_changes_its_language_is_told_from_names_in_it() {
        let knowledge = Knowledge::load(&Lexicons::builtin()).expect("lexicons");
        for (lang, text) in [
            (Lang::MS, "I rasa dia memang very talented but tak nak share dengan orang lain."),
            (Lang::ID, "Menurut gue sih it is not that simple, karena they already tahu."),
            (Lang::MS, "Katanya dalam bahasa Inggeris, we are not going to give up because this is our home."),
            (Lang::EN, "He said kami tidak akan pergi dari sini."),
        ] {
            assert!(changes(&knowledge, lang, text), "{text}");
        }
        for (lang, text) in [
            (Lang::MS, "Beliau belajar di University of the Arts sebelum menyertai Bank of America."),
            (Lang::MS, "Filem The Lord of the Rings dan Gone with the Wind ditayangkan semula."),
            (Lang::MS, "Amerika Syarikat (AS) dan negara itu akan bertemu pada hari Isnin."),
            (Lang::ID, "Album berjudul Not the One itu dirilis pada hari Jumat lalu."),
            (Lang::EN, "The Majlis Agama Islam dan Adat Melayu Perak was founded in 1949."),
            (Lang::EN, "Parti Keadilan Rakyat and Barisan Nasional agreed to meet."),
        ] {
            assert!(!changes(&knowledge, lang, text), "{text}");
        }
    }

    #[test]
    fn jawi_is_told_from_arabic_and_from_names() {
        let knowledge = Knowledge::load(&Lexicons::builtin()).expect("lexicons");
        assert!(jawi(&knowledge, "اورڠ ملايو منوليس دڠن توليسن جاوي"));
        assert!(jawi(&knowledge, "راج دان رعيت ايت برسام"));
        assert!(!jawi(&knowledge, "بسم الله الرحمن الرحيم"));
        assert!(!jawi(&knowledge, "Bahasa Melayu (Jawi: بهاس ملايو يڠ) ialah bahasa kebangsaan negara itu."));
        assert!(!jawi(&knowledge, ""));
    }
}
