//! The hard rules, one table of them.

use super::{Candidate, foreign};
use crate::lang::{key, words};

/// What a broken rule does to a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Nothing.
    Off,
    /// It is told in the pair's flags.
    Flag,
    /// The pair is rejected.
    Drop,
}

/// A reason to look twice at a pair.
#[derive(Debug)]
pub struct Rule {
    /// Its name, the one in the column `flags`.
    pub name: &'static str,
    /// What it does unless it is told otherwise.
    pub default: Action,
    /// What breaks it, in a few words.
    pub what: &'static str,
    /// Whether a pair breaks it.
    pub breaks: fn(&Candidate<'_>) -> bool,
}

/// Whether either side of a pair answers to a test.
macro_rules! either {
    ($test:expr) => {
        |c| ($test)(c.src) || ($test)(c.trg)
    };
}

/// All rules, sorted by name.
pub const RULES: &[Rule] = &[
    Rule {
        name: "code_switched",
        default: Action::Flag,
        what: "a side that speaks another language in between",
        breaks: foreign::switched,
    },
    Rule {
        name: "crossing",
        default: Action::Flag,
        what: "found outside the order of its document",
        breaks: |c| c.crossing,
    },
    Rule {
        name: "jawi",
        default: Action::Flag,
        what: "a side in Arabic letters (Jawi)",
        breaks: |c| foreign::jawi(c.knowledge, c.src) || foreign::jawi(c.knowledge, c.trg),
    },
    Rule {
        name: "length_ratio",
        default: Action::Drop,
        what: "one side is more than four times as long as the other",
        breaks: length_ratio,
    },
    Rule {
        name: "machine_translation",
        default: Action::Flag,
        what: "traces of a translation plug-in",
        breaks: |c| marked(c, "machine_translation"),
    },
    Rule {
        name: "near_copy",
        default: Action::Drop,
        what: "its documents are near-copies of others whose pairs score better",
        // Told by all documents together, where they are known.
        breaks: |_| false,
    },
    Rule {
        name: "no_bad_encoding",
        default: Action::Drop,
        what: "replacement characters or mojibake",
        breaks: |c| marked(c, "no_bad_encoding"),
    },
    Rule {
        name: "no_breadcrumbs",
        default: Action::Drop,
        what: "a path of a menu (Home > News > World)",
        breaks: either!(breadcrumbs),
    },
    Rule {
        name: "no_empty",
        default: Action::Drop,
        what: "a side without a letter or digit",
        breaks: either!(|t: &str| !t.chars().any(char::is_alphanumeric)),
    },
    Rule {
        name: "no_glued_words",
        default: Action::Flag,
        what: "words run together (beritaTerkini)",
        breaks: either!(glued),
    },
    Rule {
        name: "no_identical",
        default: Action::Drop,
        what: "both sides say the same, letter by letter",
        breaks: identical,
    },
    Rule {
        name: "no_only_numbers",
        default: Action::Drop,
        what: "a side of numbers alone",
        breaks: either!(only_numbers),
    },
    Rule {
        name: "no_only_symbols",
        default: Action::Drop,
        what: "a side with hardly a letter",
        breaks: either!(only_symbols),
    },
    Rule { name: "no_paren", default: Action::Off, what: "brackets on one side alone", breaks: paren },
    Rule {
        name: "no_repeated_words",
        default: Action::Flag,
        what: "a word three times in a row",
        breaks: either!(repeated),
    },
    Rule { name: "no_urls", default: Action::Off, what: "an address of the web", breaks: either!(url) },
    Rule {
        name: "number_mismatch",
        default: Action::Flag,
        what: "numbers, dates or sums that the other side has not",
        breaks: numbers,
    },
    Rule {
        name: "personal_data",
        default: Action::Flag,
        what: "an e-mail address, telephone or identity number",
        breaks: |c| [c.src, c.trg].iter().any(|text| !c.knowledge.personal(text).is_empty()),
    },
    Rule {
        name: "too_long",
        default: Action::Drop,
        what: "more than 1,500 characters on a side",
        breaks: either!(|t: &str| t.chars().nth(1500).is_some()),
    },
    Rule {
        name: "too_short",
        default: Action::Off,
        what: "fewer than three words on a side",
        breaks: either!(|t: &str| words(t).nth(2).is_none()),
    },
    Rule {
        name: "untranslated",
        default: Action::Flag,
        what: "a long stretch that both sides share",
        breaks: untranslated,
    },
    Rule {
        name: "wrong_language",
        default: Action::Flag,
        what: "a side in another language than its own",
        breaks: wrong_language,
    },
];

fn length_ratio(c: &Candidate<'_>) -> bool {
    let lengths = [c.src, c.trg].map(|t| t.chars().filter(|c| c.is_alphanumeric()).count());
    let (short, long) = (lengths[0].min(lengths[1]), lengths[0].max(lengths[1]));
    long > 20 && long > short * 4
}

fn identical(c: &Candidate<'_>) -> bool {
    let src = key(c.src);
    !src.is_empty() && src == key(c.trg)
}

fn only_numbers(text: &str) -> bool {
    text.chars().any(|c| c.is_ascii_digit()) && !text.chars().any(char::is_alphabetic)
}

fn only_symbols(text: &str) -> bool {
    let (mut letters, mut all) = (0usize, 0usize);
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        all += 1;
        letters += usize::from(c.is_alphanumeric());
    }
    all > 0 && letters * 3 < all
}

/// A mark of the rule's on either side.
fn marked(c: &Candidate<'_>, rule: &str) -> bool {
    c.knowledge.is_marked(rule, c.src) || c.knowledge.is_marked(rule, c.trg)
}

fn breadcrumbs(text: &str) -> bool {
    let marks = |mark: &str| text.matches(mark).count();
    [" > ", " » ", " / ", " | ", " :: "].iter().any(|mark| marks(mark) >= 2) && words(text).count() < 14
}

/// Capitals inside words: at least two words such as `beritaTerkini`, where names like `WhatsApp` are one.
fn glued(text: &str) -> bool {
    let inner = |word: &str| {
        let mut low = 0;
        word.chars().any(|c| {
            let glued = c.is_uppercase() && low >= 3;
            low = if c.is_lowercase() { low + 1 } else { 0 };
            glued
        })
    };
    words(text).filter(|(_, w)| !w.contains('-') && inner(w)).count() >= 2
}

fn repeated(text: &str) -> bool {
    let all: Vec<String> = words(text).map(|(_, w)| w.to_lowercase()).collect();
    all.windows(3).any(|w| w[0] == w[1] && w[1] == w[2] && w[0].chars().any(char::is_alphabetic))
}

fn url(text: &str) -> bool {
    text.contains("http://") || text.contains("https://") || text.contains("www.")
}

fn paren(c: &Candidate<'_>) -> bool {
    let count = |text: &str| text.matches(['(', '[', '{']).count();
    (count(c.src) == 0) != (count(c.trg) == 0)
}

/// A value of one side is missing on the other: small counts, which are often written otherwise, are set aside.
fn numbers(c: &Candidate<'_>) -> bool {
    let telling = |values: &[String]| -> Vec<String> {
        let plain = |v: &String| v.split(' ').next().and_then(|n| n.parse::<f64>().ok()).is_some_and(|n| n <= 10.0);
        values.iter().filter(|v| !plain(v) && !v.starts_with("DOW")).cloned().collect()
    };
    let (src, trg) = (telling(c.values.0), telling(c.values.1));
    src.iter().any(|v| !c.values.1.contains(v)) && trg.iter().any(|v| !c.values.0.contains(v))
}

/// Eight words or more in a row that stand on both sides, more than names and titles make.
fn untranslated(c: &Candidate<'_>) -> bool {
    if c.langs.0 == c.langs.1 {
        return false;
    }
    const RUN: usize = 8;
    let lower = |text: &str| -> Vec<String> { words(text).map(|(_, w)| w.to_lowercase()).collect() };
    let (src, trg) = (lower(c.src), lower(c.trg));
    if src.len() < RUN || trg.len() < RUN {
        return false;
    }
    let runs: rustc_hash::FxHashSet<&[String]> = src.windows(RUN).collect();
    trg.windows(RUN).any(|run| runs.contains(run))
}

fn wrong_language(c: &Candidate<'_>) -> bool {
    let Some((src, trg)) = c.guesses else { return false };
    let wrong = |guess: crate::model::Guess, lang, text: &str| {
        let other = guess.lang != lang && guess.confidence > 0.9 && guess.lang != crate::lang::Lang::UND;
        other && !foreign::jawi(c.knowledge, text)
    };
    wrong(src, c.langs.0, c.src) || wrong(trg, c.langs.1, c.trg)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;
    use crate::model::Guess;
    use crate::score::{Knowledge, Policy};

    fn knowledge() -> &'static Knowledge {
        static KNOWLEDGE: std::sync::LazyLock<Knowledge> =
            std::sync::LazyLock::new(|| Knowledge::load(&crate::lexicon::Lexicons::builtin()).expect("lexicons"));
        &KNOWLEDGE
    }

    fn broken(src: &str, trg: &str) -> Vec<String> {
        let candidate = Candidate {
            src,
            trg,
            langs: (Lang::MS, Lang::EN),
            crossing: false,
            guesses: None,
            values: (&[], &[]),
            knowledge: knowledge(),
        };
        let mut policy = Policy::default();
        for rule in RULES.iter().filter(|r| r.default == Action::Off) {
            policy.set(rule.name, Action::Flag).expect("a rule");
        }
        policy.judge(&candidate).0.into_iter().map(|f| f.0).collect()
    }

    #[test]
    fn rules_are_sorted_and_each_once() {
        assert!(RULES.windows(2).all(|w| w[0].name < w[1].name));
    }

    #[test]
    fn good_pairs_break_no_rule() {
        for (src, trg) in [
            ("Kanak-kanak itu berlari-lari di padang.", "The children were running about in the field."),
            ("Berita Utama Hari Ini", "Today's Top News"),
            ("Hubungi WhatsApp rasmi kami.", "Contact our official WhatsApp."),
        ] {
            assert_eq!(broken(src, trg), Vec::<String>::new(), "{src}");
        }
    }

    #[test]
    fn each_rule_has_something_that_breaks_it() {
        for (src, trg, rule) in [
            ("—", "One sentence here.", "no_empty"),
            ("اورڠ ايت داتڠ كسيني", "The man came here", "jawi"),
            ("I rasa dia very baik but tak nak share", "I think he is very kind", "code_switched"),
            ("Diterjemahkan oleh Google", "Translated by Google", "machine_translation"),
            ("Kuala Lumpur 2020 dan lain", "Kuala Lumpur 2020, dan lain!", "no_identical"),
            ("Utama > Berita > Dunia", "Home > News > World", "no_breadcrumbs"),
            ("Harga naik tinggi \u{fffd}", "Prices rise very high", "no_bad_encoding"),
            ("Lihat di https://contoh.my sekarang", "See it there right now", "no_urls"),
            ("12,5 - 30", "12.5 - 30 of them", "no_only_numbers"),
            ("--- *** +++ a", "Something of a line", "no_only_symbols"),
            ("Baca beritaTerkini dan sukanTerkini", "Read the latest news and sports", "no_glued_words"),
            ("ya ya ya katanya lagi", "yes he said it again", "no_repeated_words"),
            ("Dia (Ali) pergi ke pasar", "Ali went to the market", "no_paren"),
            ("Ya", "Yes of course", "too_short"),
            ("Hubungi saya di ali@contoh.my hari ini", "Contact me today by mail", "personal_data"),
            ("Ya.", "That is a very long sentence that says far more than yes.", "length_ratio"),
            (
                "Lagu we are the champions my friend and we will keep on",
                "The song we are the champions my friend and we will",
                "untranslated",
            ),
        ] {
            assert!(broken(src, trg).iter().any(|r| r == rule), "{rule}: {src} | {trg}: {:?}", broken(src, trg));
        }
    }

    #[test]
    fn numbers_must_be_on_both_sides() {
        let values = |v: &[&str]| v.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>();
        let (a, b, c) = (values(&["54000", "2"]), values(&["54000"]), values(&["45000"]));
        let candidate = |src, trg| Candidate {
            src: "a",
            trg: "b",
            langs: (Lang::MS, Lang::EN),
            crossing: false,
            guesses: None,
            values: (src, trg),
            knowledge: knowledge(),
        };
        assert!(!numbers(&candidate(&a, &b)));
        assert!(numbers(&candidate(&a, &c)));
    }

    #[test]
    fn a_language_is_wrong_only_where_the_identifier_is_sure() {
        let guess = |lang, confidence| Guess { lang, confidence };
        let candidate = |src| Candidate {
            src: "a",
            trg: "b",
            langs: (Lang::MS, Lang::EN),
            crossing: false,
            guesses: Some((src, guess(Lang::EN, 1.0))),
            values: (&[], &[]),
            knowledge: knowledge(),
        };
        assert!(wrong_language(&candidate(guess(Lang::EN, 0.99))));
        assert!(!wrong_language(&candidate(guess(Lang::ID, 0.6))));
        assert!(!wrong_language(&candidate(guess(Lang::MS, 0.99))));
    }

    #[test]
    fn unknown_rules_name_the_nearest() {
        let error = Policy::default().set("no_url", Action::Drop).expect_err("unknown");
        assert_eq!(error.nearest, "no_urls");
    }
}
