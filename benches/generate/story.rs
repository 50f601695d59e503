//! Stories in two languages, with what belongs together in them.

use std::fs;
use std::io;
use std::path::Path;

/// Whole numbers drawn one after the other, the same in every run.
pub struct Draw(u64);

impl Draw {
    /// A sequence of its own for each seed.
    pub fn new(seed: u64) -> Draw {
        let mut draw = Draw(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        draw.below(2);
        draw
    }

    /// A number below another, which is at least 1.
    pub fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % n as u64) as usize
    }
}

/// The examples of the lexicon's Malay rows: a phrase and what it means.
pub fn phrases() -> io::Result<Vec<(String, String)>> {
    let mut phrases = Vec::new();
    for name in ["words.tsv", "phrases.tsv", "names.tsv"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicons/ms-id-en").join(name);
        for row in fs::read_to_string(path)?.lines() {
            let cells: Vec<&str> = row.split('\t').collect();
            let Some((own, english)) = cells.last().and_then(|example| example.split_once(" = ")) else { continue };
            if cells.first() != Some(&"-") {
                phrases.push((own.to_owned(), english.to_owned()));
            }
        }
    }
    Ok(phrases)
}

/// Sentences that mean the same; none on one side where the other language leaves them out.
#[derive(Clone, Debug)]
pub struct Bead {
    /// Malay sentences.
    pub src: Vec<String>,
    /// English sentences.
    pub trg: Vec<String>,
}

impl Bead {
    /// The sentences of a language, `ms` or `en`.
    pub fn side(&self, lang: &str) -> &[String] {
        if lang == "ms" { &self.src } else { &self.trg }
    }
}

/// A title and paragraphs of beads.
#[derive(Clone, Debug)]
pub struct Story {
    pub title: Bead,
    pub paragraphs: Vec<Vec<Bead>>,
}

impl Story {
    /// The beads that have both sides, the title among them.
    pub fn beads(&self) -> impl Iterator<Item = &Bead> {
        let all = std::iter::once(&self.title).chain(self.paragraphs.iter().flatten());
        all.filter(|bead| !bead.src.is_empty() && !bead.trg.is_empty())
    }

    /// The story as another site took it over: under a title of its own, with a sentence of its own at the end.
    pub fn copied(self, own: &Story) -> Story {
        let mut paragraphs = self.paragraphs;
        paragraphs.extend(own.paragraphs.first().and_then(|first| first.first()).map(|bead| vec![bead.clone()]));
        Story { title: own.title.clone(), paragraphs }
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// A clause of some phrases in both languages, without a capital at its start or a stop at its end.
fn clause(phrases: &[(String, String)], draw: &mut Draw) -> (String, String) {
    let parts: Vec<&(String, String)> = (0..3 + draw.below(3)).map(|_| &phrases[draw.below(phrases.len())]).collect();
    let join = |parts: Vec<&str>, and: &str| {
        let (last, rest) = parts.split_last().map_or(("", &[][..]), |(last, rest)| (*last, rest));
        format!("{} {and} {last}", rest.join(", "))
    };
    let src = join(parts.iter().map(|p| p.0.as_str()).collect(), "dan");
    let trg = join(parts.iter().map(|p| p.1.as_str()).collect(), "and");
    match draw.below(4) {
        0 => {
            let year = 1950 + draw.below(75);
            (format!("{src} pada tahun {year}"), format!("{trg} in {year}"))
        }
        1 => {
            let count = 11 + draw.below(8_900);
            (format!("sebanyak {count} {src}"), format!("a total of {count} {trg}"))
        }
        _ => (src, trg),
    }
}

fn bead(phrases: &[(String, String)], draw: &mut Draw) -> Bead {
    let sentence = |text: &str| vec![capital(text) + "."];
    let (src, trg) = clause(phrases, draw);
    match draw.below(40) {
        0 => Bead { src: sentence(&src), trg: Vec::new() },
        1 => Bead { src: Vec::new(), trg: sentence(&trg) },
        2 => {
            let (more_src, more_trg) = clause(phrases, draw);
            let trg = vec![capital(&trg) + ".", capital(&more_trg) + "."];
            Bead { src: sentence(&format!("{src} manakala {more_src}")), trg }
        }
        _ => Bead { src: sentence(&src), trg: sentence(&trg) },
    }
}

/// A text of `len` sentences in Malay and English, each with its translation.
pub fn sentences(phrases: &[(String, String)], len: usize, draw: &mut Draw) -> Vec<(String, String)> {
    let stopped = |(src, trg): (String, String)| (capital(&src) + ".", capital(&trg) + ".");
    (0..len).map(|_| stopped(clause(phrases, draw))).collect()
}

/// A story of its own, of 8 to 32 beads.
pub fn story(phrases: &[(String, String)], draw: &mut Draw) -> Story {
    let (src, trg) = clause(phrases, draw);
    let title = Bead { src: vec![capital(&src)], trg: vec![capital(&trg)] };
    let mut left = 8 + draw.below(25);
    let mut paragraphs = Vec::new();
    while left > 0 {
        let count = (1 + draw.below(3)).min(left);
        left -= count;
        paragraphs.push((0..count).map(|_| bead(phrases, draw)).collect());
    }
    Story { title, paragraphs }
}
