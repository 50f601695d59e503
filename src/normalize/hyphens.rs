//! Hyphens that old line breaks left inside words: `bagai-mana`, `dicip-takan`, `mem-bincangkan`.
//!
//! A hyphen goes where the joined word is known, or built by the rules of affixes, and the parts are no words that
//! stand together: reduplications (`negara-negara`, `sayur-mayur`), compounds, prefixes and names keep theirs.

use super::Context;
use super::knowledge::{Knowledge, Part};
use super::reach::{after, before, is_address, letters_after, letters_before, token};
use crate::model::Edit;

/// What is to become of a hyphen between two parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The parts are one word.
    Join,
    /// The hyphen belongs there.
    Keep,
    /// Nothing is known of the parts.
    Unsure,
}

/// Least letters of a word that is put together.
const LEAST: usize = 4;

pub fn edits(text: &str, context: &Context<'_>) -> Vec<Edit> {
    if !context.knowledge.has_words() {
        return Vec::new();
    }
    let mut edits = Vec::new();
    for at in memchr::memchr_iter(b'-', text.as_bytes()) {
        let (left, right) = (letters_before(text, at), letters_after(text, at + 1));
        if left.is_empty() || right.is_empty() {
            continue;
        }
        let outer = (before(text, at - left.len()), after(text, at + 1 + right.len()));
        if is_joined(text, at, left, right, outer, context.knowledge) && !is_address(token(text, at)) {
            edits.push(Edit::new(at..at + 1, ""));
        }
    }
    edits
}

fn is_joined(
    text: &str,
    at: usize,
    left: &str,
    right: &str,
    outer: (Option<char>, Option<char>),
    knowledge: &Knowledge,
) -> bool {
    let ends = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '-' | '_' | '@' | '/' | '\''));
    let both = left.to_lowercase() + right;
    match outer {
        (Some('-'), next) if ends(next) => {
            let first = letters_before(text, at - left.len() - 1).to_lowercase();
            first == both
        }
        (previous, Some('-')) if ends(previous) => {
            let last = letters_after(text, at + 1 + right.len() + 1);
            last == both
        }
        (previous, next) => ends(previous) && ends(next) && verdict(left, right, knowledge) == Verdict::Join,
    }
}

/// What is to become of the hyphen between two parts.
pub fn verdict(left: &str, right: &str, knowledge: &Knowledge) -> Verdict {
    let is_upper = |s: &str| s.chars().all(char::is_uppercase);
    let is_lower = |s: &str| s.chars().all(char::is_lowercase);
    let tail = left.chars().next().map_or(0, char::len_utf8);
    let one_case = is_lower(right) && is_lower(&left[tail..]) || is_upper(left) && is_upper(right);
    if !one_case || left.chars().count() == 1 || right.chars().count() == 1 {
        return Verdict::Keep;
    }
    let (l, r) = (left.to_lowercase(), right.to_lowercase());
    let joined = format!("{l}{r}");
    let part = (knowledge.part(&l), knowledge.part(&r));
    if left != l && knowledge.is_name(&joined) && !knowledge.is_name(&r) {
        return Verdict::Join;
    }
    if is_reduplication(&l, &r) && part.0 != Some(Part::Affix) {
        return Verdict::Keep;
    }
    if joined.chars().count() < LEAST {
        return Verdict::Unsure;
    }
    match part {
        (Some(Part::Affix), _) if keeps_its_letter(&l, &r, knowledge) => Verdict::Keep,
        (Some(Part::Affix), _) if r.chars().count() >= LEAST && knowledge.is_foreign(&r) && !knowledge.knows(&r) => {
            if knowledge.knows(&joined) {
                Verdict::Join
            } else {
                Verdict::Keep
            }
        }
        (Some(Part::Affix), Some(Part::Solid)) if !knowledge.knows(&joined) => Verdict::Keep,
        (Some(Part::Affix), _) => built(knowledge.forms(&joined)),
        (Some(Part::Prefix), _) => {
            let short = r.chars().count() <= 3;
            let syllable = knowledge.knows(&joined) && (short || !knowledge.forms(&r));
            if syllable && !knowledge.is_english() { Verdict::Join } else { Verdict::Keep }
        }
        (_, Some(Part::Suffix)) => built(knowledge.forms(&joined)),
        (_, Some(Part::Clitic)) => {
            let native = knowledge.forms(&joined) && !knowledge.is_foreign(&l);
            if knowledge.knows(&joined) || native { Verdict::Join } else { Verdict::Keep }
        }
        (_, Some(Part::Solid)) if knowledge.knows(&joined) => Verdict::Join,
        _ if are_syllables(&l, &r, &joined, knowledge) => Verdict::Join,
        _ if is_suffixes(&r, knowledge) => built(knowledge.forms(&joined)),
        _ if are_words(&l, &r, knowledge) && !is_built_across(&l, &r, &joined, knowledge) => Verdict::Keep,
        _ => built(knowledge.forms(&joined)),
    }
}

/// Syllables that happen to be words (`ban-dara`), rather than words that stand together (`make-up`).
fn are_syllables(left: &str, right: &str, joined: &str, knowledge: &Knowledge) -> bool {
    let foreign = knowledge.is_english() || knowledge.is_foreign(left) && knowledge.is_foreign(right);
    (is_syllable(left) || is_syllable(right)) && knowledge.knows(joined) && !foreign
}

/// Whether a part has one vowel, or one group of them.
fn is_syllable(part: &str) -> bool {
    let vowels = |c: char| "aeiou".contains(c);
    part.split(|c| !vowels(c)).filter(|group| !group.is_empty()).count() <= 1
}

/// Whether the joined word is built by affixes from a root that lies across the hyphen (`ban-tuan` from `bantu`),
/// rather than before or behind it (`bersuka-cita`).
fn is_built_across(left: &str, right: &str, joined: &str, knowledge: &Knowledge) -> bool {
    knowledge.roots(joined).iter().any(|root| {
        let before = root.strip_suffix(right).filter(|rest| rest.chars().count() >= LEAST);
        root != joined && root != left && !right.contains(root.as_str()) && before.is_none() && !root.starts_with(left)
    })
}

/// A suffix with a clitic behind it: `-kannya`.
fn is_suffixes(part: &str, knowledge: &Knowledge) -> bool {
    part.char_indices().any(|(at, _)| {
        knowledge.part(&part[..at]) == Some(Part::Suffix) && knowledge.part(&part[at..]) == Some(Part::Clitic)
    })
}

/// Whether both parts are words by themselves; the second one may have a clitic (`orang-tuanya`).
fn are_words(left: &str, right: &str, knowledge: &Knowledge) -> bool {
    let clitic = |at: usize| knowledge.part(&right[at..]) == Some(Part::Clitic);
    let bare = right.char_indices().map(|(at, _)| at).find(|&at| at >= 3 && clitic(at));
    let is_word = knowledge.knows(right)
        || knowledge.is_english() && knowledge.forms(right)
        || bare.is_some_and(|at| knowledge.knows(&right[..at]));
    is_word && knowledge.forms(left)
}

/// Whether the stem behind an affix is a foreign word that keeps a first letter which stems of the language give up
/// (`mem-posting`, where one of its own would have made `memosting`).
fn keeps_its_letter(affix: &str, stem: &str, knowledge: &Knowledge) -> bool {
    let kept = match affix {
        "mem" | "pem" => 'p',
        "men" | "pen" => 't',
        "meng" | "peng" => 'k',
        _ => return false,
    };
    stem.starts_with(kept) && stem.chars().count() >= LEAST && knowledge.is_foreign(stem)
}

fn built(formed: bool) -> Verdict {
    if formed { Verdict::Join } else { Verdict::Unsure }
}

/// Whether the second part repeats the first: as it is, with affixes (`surat-menyurat`, `dibesar-besarkan`,
/// `belajar-mengajar`), with another beginning (`sayur-mayur`) or with other vowels (`bolak-balik`).
pub fn is_reduplication(left: &str, right: &str) -> bool {
    if left == right {
        return true;
    }
    let long = |s: &str| s.chars().count() >= 4;
    if !long(left) || !long(right) {
        return false;
    }
    let rest = |s: &str| s.chars().skip(1).collect::<String>();
    let skeleton = |s: &str| s.chars().filter(|c| !"aeiou".contains(*c)).collect::<String>();
    let meets = left.char_indices().any(|(i, _)| left[i..].chars().count() >= 4 && right.starts_with(&left[i..]));
    let shared = left.chars().rev().zip(right.chars().rev()).take_while(|(a, b)| a == b).count();
    right.contains(&rest(left))
        || shared >= 4
        || meets
        || (skeleton(left) == skeleton(right) && left.chars().count() == right.chars().count())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;
    use crate::lexicon::{Lexicons, Pack};

    fn knowledge(lang: Lang) -> Knowledge {
        let lexicons = Lexicons::builtin();
        let pack = Pack::load(&lexicons, lang).expect("a pack");
        Knowledge::load(&lexicons, &pack).expect("knowledge")
    }

    fn judged(lang: Lang, word: &str) -> Verdict {
        let (left, right) = word.split_once('-').expect("a hyphen");
        verdict(left, right, &knowledge(lang))
    }

    #[test]
    fn broken_words_are_joined() {
        for word in [
            "ke-adaan",
            "pem-bangunan",
            "meng-ambil",
            "seba-gai",
            "kenda-raan",
            "Pelak-sanaan",
            "ban-tuan",
            "sen-diri",
            "guna-kannya",
        ] {
            assert_eq!(judged(Lang::ID, word), Verdict::Join, "{word}");
            assert_eq!(judged(Lang::MS, word), Verdict::Join, "{word}");
        }
    }

    #[test]
    fn hyphens_that_belong_stay() {
        for word in [
            "rumah-rumah",
            "lauk-pauk",
            "tolong-menolong",
            "gerak-gerik",
            "anti-rasuah",
            "Kim-Jong",
            "KPK-lah",
            "e-mel",
        ] {
            assert_eq!(judged(Lang::MS, word), Verdict::Keep, "{word}");
        }
    }
}
