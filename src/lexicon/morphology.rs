//! From a surface form to its root, through the affix table, checked against the words that are known.

use std::borrow::Cow;
use std::sync::Arc;

use rustc_hash::FxHashSet;

pub use super::affixes::Formation;
use super::affixes::{Affixes, Frame, Place};
use super::forms::Words;
use super::words::each_row;
use super::{LexiconError, Lexicons};
use crate::lang::{Lang, is_joiner};

/// One way to understand a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Analysis {
    /// The root: `ada` of `diadakannya`.
    pub root: String,
    /// The known word nearest to the form: `mengadakan`, or the root where nothing is nearer.
    pub lemma: String,
    /// Affixes that were taken off, the outermost first: `nya`, `di`, `kan`; `×2` is reduplication.
    pub affixes: Vec<String>,
    /// Whether form and lemma are one word or two words of one root.
    pub formation: Formation,
}

/// The words of a language and how they are built.
///
/// No root is invented: what stands in [`Analysis::root`] is a word of the lexicons' tables, or a root that
/// `irregular.tsv` names.
#[derive(Clone, Debug, Default)]
pub struct Morphology {
    affixes: Arc<Affixes>,
    known: Words,
}

impl Morphology {
    /// Reads a language's `affixes.toml` and `irregular.tsv`, and its words from the tables of all groups.
    ///
    /// [`Lexicons::morphology`] reads them once for all who ask.
    ///
    /// # Errors
    /// Where one of the files is malformed.
    pub fn load(lexicons: &Lexicons, lang: Lang) -> Result<Morphology, LexiconError> {
        let mut known = Words::with_capacity(1 << 15);
        let mut joined = String::new();
        for (group, column) in lexicons.groups_of(lang)? {
            for name in ["words.tsv", "phrases.tsv"] {
                for file in lexicons.versions(&format!("{}/{name}", group.folder))? {
                    each_row(&file.name, &file.text, group.columns, |cells, _| {
                        let own = if cells[column] == "=" { cells[0] } else { cells[column] };
                        for form in own.split('|') {
                            // `tanggung jawab` is one word within others: `pertanggungjawaban`.
                            if let Some((first, second)) = form.split_once(' ').filter(|(_, rest)| !rest.contains(' '))
                            {
                                joined.clear();
                                joined.extend([first, second]);
                                known.add(&joined);
                            }
                            for word in form.split(' ').filter(|word| word.len() > 1) {
                                known.add(word);
                            }
                        }
                    })?;
                }
            }
        }
        let affixes = lexicons.affixes(lang)?;
        for root in &affixes.roots {
            known.add(root);
        }
        Ok(Morphology { affixes, known })
    }

    /// Whether the tables have the word as it stands, case folded.
    pub fn is_known(&self, word: &str) -> bool {
        let word = folded(word);
        self.known.get(&word).is_some() || self.affixes.irregular(&word).next().is_some()
    }

    /// Whether the word is known or built from a known root by the affix rules.
    pub fn is_formed(&self, word: &str) -> bool {
        self.is_known(word) || !self.analyses(word).is_empty()
    }

    /// The ways to understand a form, the likeliest first; none where no rule leads to a known word.
    ///
    /// A word that is known and not built from another one (`berita`, `pejabat`) is its own root.
    pub fn analyses(&self, word: &str) -> Vec<Analysis> {
        analyses(&self.affixes, &folded(word), &|w| self.known.get(w).is_some())
    }
}

/// Lower case, with plain hyphens and apostrophes.
pub(super) fn folded(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
        return Cow::Borrowed(word);
    }
    let mut lower = String::new();
    fold_into(word, &mut lower);
    Cow::Owned(lower)
}

/// As [`folded`], into a string whose content it replaces.
pub(super) fn fold_into(word: &str, lower: &mut String) {
    lower.clear();
    if word.is_ascii() {
        lower.push_str(word);
        lower.make_ascii_lowercase();
        return;
    }
    lower.extend(word.chars().flat_map(char::to_lowercase).map(|c| match c {
        '’' | '‘' => '\'',
        c if is_joiner(c) && c != '\'' => '-',
        c => c,
    }));
}

/// All ways to understand a folded word.
pub(super) fn analyses(affixes: &Affixes, word: &str, known: &dyn Fn(&str) -> bool) -> Vec<Analysis> {
    let mut found = steps(affixes, word, known);
    for analysis in &mut found {
        deepen(affixes, analysis, known);
    }
    if found.is_empty() && known(word) {
        found.push(plain(word, word));
    }
    found
}

fn plain(root: &str, lemma: &str) -> Analysis {
    Analysis { root: root.to_owned(), lemma: lemma.to_owned(), affixes: Vec::new(), formation: Formation::Inflection }
}

/// Follows a root that is itself built to its own root.
fn deepen(affixes: &Affixes, analysis: &mut Analysis, known: &dyn Fn(&str) -> bool) {
    // Malay has no more than three layers; a ring of irregular words must end.
    for _ in 0..3 {
        let Some(next) = steps(affixes, &analysis.root, known).into_iter().next() else { return };
        if next.root == analysis.root {
            return;
        }
        analysis.root = next.root;
        analysis.affixes.extend(next.affixes);
    }
}

/// One step from a word towards its root: irregular, or through clitics and one frame, or through reduplication.
pub(super) fn steps(affixes: &Affixes, word: &str, known: &dyn Fn(&str) -> bool) -> Vec<Analysis> {
    let irregular: Vec<Analysis> = affixes.irregular(word).map(|root| plain(root, root)).collect();
    if !irregular.is_empty() {
        return irregular;
    }
    let mut found = Vec::new();
    for (stem, outer) in peeled(affixes, word) {
        if !outer.is_empty() {
            let mut roots: Vec<Analysis> = affixes.irregular(&stem).map(|root| plain(root, &stem)).collect();
            if roots.is_empty() && known(&stem) && (affixes.bears(&stem) || !known(word)) {
                roots.push(plain(&stem, &stem));
            }
            found.extend(roots.into_iter().map(|a| Analysis { affixes: outer.clone(), ..a }));
        }
        let is_known = known(&stem);
        let bodies = bodies(affixes, &stem);
        for frame in affixes.frames.iter().filter(|frame| !(frame.unless_known && is_known)) {
            frame_steps(affixes, frame, (&stem, &bodies), &outer, known, &mut found);
        }
        if let Some((first, second)) = stem.split_once('-') {
            doubled(affixes, &stem, first, second, &outer, known, &mut found);
        }
    }
    // The root of which most is seen in the word is the likeliest: `dimakan` is of makan, not of ma, and `memainkan`
    // of main, not of pain.
    let seen_of = |root: &str| {
        let cuts = (0..=root.len()).filter(|&i| root.is_char_boundary(i));
        let whole = |part: &&str| word.contains(*part);
        let parts = cuts.flat_map(|i| [&root[i..], &root[..i]]);
        parts.filter(whole).map(str::len).max().unwrap_or(0)
    };
    found.sort_by_key(|a| (std::cmp::Reverse(seen_of(&a.root)), a.affixes.len()));
    let mut seen = FxHashSet::default();
    found.retain(|a| a.root != word && seen.insert((a.root.clone(), a.lemma.clone())));
    found
}

/// A word without its particle, its clitic, or both.
fn peeled(affixes: &Affixes, word: &str) -> Vec<(String, Vec<String>)> {
    let mut stems = vec![(word.to_owned(), Vec::new())];
    for place in [Place::Particle, Place::Clitic] {
        for i in 0..stems.len() {
            for row in affixes.suffixes.iter().filter(|row| row.place == place) {
                if let Some(rest) = row.strip(&stems[i].0)
                    && rest.chars().count() >= 2
                {
                    let rest = rest.strip_suffix('-').unwrap_or(&rest).to_owned();
                    let mut outer: Vec<String> = stems[i].1.clone();
                    outer.push(row.affix.clone());
                    stems.push((rest, outer));
                }
            }
        }
    }
    stems
}

/// A stem without a suffix, and what each prefix leaves of it; the empty name is none.
struct Body<'a> {
    suffix: &'a str,
    without: Vec<(&'a str, String)>,
}

/// The bodies of a stem, worked out once for all frames.
fn bodies<'a>(affixes: &'a Affixes, stem: &str) -> Vec<Body<'a>> {
    let whole = ("", stem.to_owned());
    let rows = affixes.suffixes.iter().filter_map(|row| Some((row.affix.as_str(), row.strip(stem)?)));
    let body = |(suffix, body): (&'a str, String)| Body { suffix, without: affixes.without_prefixes(&body) };
    std::iter::once(whole).chain(rows).map(body).collect()
}

fn frame_steps(
    affixes: &Affixes,
    frame: &Frame,
    (stem, bodies): (&str, &[Body<'_>]),
    clitics: &[String],
    known: &dyn Fn(&str) -> bool,
    found: &mut Vec<Analysis>,
) {
    for suffix in &frame.suffixes {
        for body in bodies.iter().filter(|body| body.suffix == suffix) {
            for outer in &frame.outer {
                for (_, base) in body.without.iter().filter(|(prefix, _)| prefix == outer) {
                    let none = [String::new()];
                    for inner in if frame.inner.is_empty() { &none[..] } else { &frame.inner[..] } {
                        if outer.is_empty() && inner.is_empty() && suffix.is_empty() {
                            continue;
                        }
                        for root in affixes.without_prefix(inner, base) {
                            if !affixes.bears(&root) || !known(&root) {
                                continue;
                            }
                            let mut names = clitics.to_vec();
                            names.extend([outer, inner, suffix].into_iter().filter(|n| !n.is_empty()).cloned());
                            let like = alike(affixes, frame, base, suffix, known).filter(|like| like != stem);
                            let formation = if like.is_some() { Formation::Inflection } else { frame.formation };
                            let lemma = like.unwrap_or_else(|| root.clone());
                            found.push(Analysis { root, lemma, affixes: names, formation });
                        }
                    }
                }
            }
        }
    }
}

/// The first word of a frame's `like` patterns that is known.
fn alike(affixes: &Affixes, frame: &Frame, base: &str, suffix: &str, known: &dyn Fn(&str) -> bool) -> Option<String> {
    frame.like.iter().find_map(|pattern| {
        let (prefix, end) = pattern.split_once('_')?;
        let end = match end.trim() {
            "=" => suffix,
            other => other,
        };
        affixes.with_prefix(prefix.trim(), base).into_iter().map(|word| word + end).find(|word| known(word))
    })
}

/// Reduplication, whole (`negara-negara`), with affixes (`berlari-lari`, `tolong-menolong`, `sayur-sayuran`) or as
/// an echo with another consonant or other vowels (`sayur-mayur`, `gerak-gerik`).
fn doubled(
    affixes: &Affixes,
    stem: &str,
    first: &str,
    second: &str,
    clitics: &[String],
    known: &dyn Fn(&str) -> bool,
    found: &mut Vec<Analysis>,
) {
    let mut push = |root: &str, names: &[String]| {
        let mut all = clitics.to_vec();
        all.push("×2".to_owned());
        all.extend(names.iter().cloned());
        let formation = if names.is_empty() { Formation::Inflection } else { Formation::Derivation };
        found.push(Analysis { root: root.to_owned(), lemma: root.to_owned(), affixes: all, formation });
    };
    if first == second {
        if known(first) {
            push(first, &[]);
        } else if let Some(inner) = steps(affixes, first, known).into_iter().next() {
            push(&inner.root, &inner.affixes);
        }
        return;
    }
    // Affixes around the doubled word: `berlari-lari` and `setinggi-tinggi` as `berlari`, `setinggi`.
    let roots = |part: &str| {
        let mut roots = steps(affixes, part, known);
        if known(part) {
            roots.push(plain(part, part));
        }
        roots
    };
    let (left, right) = (roots(first), roots(second));
    let shared = left.iter().find_map(|l| right.iter().find(|r| r.root == l.root).map(|r| (l, r)));
    if let Some((l, r)) = shared {
        let names: Vec<String> = l.affixes.iter().chain(&r.affixes).cloned().collect();
        push(&l.root, &names);
    } else if let Some(l) = left.iter().find(|l| second.starts_with(l.root.as_str())) {
        // A suffix on the whole: `kebarat-baratan`, `undang-undangan`.
        push(&l.root, &l.affixes);
    } else if let Some(whole) = around(affixes, stem, first, second, known) {
        push(&whole.root, &whole.affixes);
    } else if known(first) && is_echo(first, second) {
        push(first, &[]);
    } else if known(second) && is_echo(second, first) {
        push(second, &[]);
    }
}

/// A frame around a doubled word whose prefix is on the first part and whose suffix is on the second one:
/// `kehijau-hijauan` is `kehijauan` of `hijau`.
fn around(affixes: &Affixes, stem: &str, first: &str, second: &str, known: &dyn Fn(&str) -> bool) -> Option<Analysis> {
    let shared = (1..=first.len().min(second.len()))
        .rev()
        .filter(|&n| first.is_char_boundary(first.len() - n))
        .find(|&n| second.starts_with(&first[first.len() - n..]) && n >= affixes.least)?;
    let joined = format!("{}{}", &stem[..first.len() - shared], second);
    let bodies = bodies(affixes, &joined);
    let mut steps = Vec::new();
    for frame in &affixes.frames {
        frame_steps(affixes, frame, (&joined, &bodies), &[], known, &mut steps);
    }
    steps.into_iter().next()
}

/// Whether one word echoes the other: the same but for the first consonant, or but for the vowels.
fn is_echo(word: &str, echo: &str) -> bool {
    let vowel = |c: &char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
    let tail = |w: &str| w.trim_start_matches(|c| !vowel(&c)).to_owned();
    let bones = |w: &str| w.chars().filter(|c| !vowel(c)).collect::<String>();
    word.len() >= 4
        && word.len().abs_diff(echo.len()) <= 2
        && (tail(word) == tail(echo) || (bones(word) == bones(echo) && word.len() == echo.len()))
}
