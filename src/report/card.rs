//! The card of a data set: what is in it, where it comes from, and how it was made.

use std::fmt;

use super::Funnel;
use crate::lang::Lang;
use crate::model::Pair;

/// Sites that are named; the others are summed up.
const SITES: usize = 50;

/// The pairs of a data set, added up.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tally {
    /// How many there are.
    pub pairs: usize,
    /// Words of the source side, and of the target side.
    pub words: [usize; 2],
    /// The sum of their scores.
    pub scores: f64,
}

impl Tally {
    /// Adds a pair.
    pub fn add(&mut self, pair: &Pair) {
        self.pairs += 1;
        self.words[0] += pair.src.text.split_whitespace().count();
        self.words[1] += pair.trg.text.split_whitespace().count();
        self.scores += pair.score;
    }
}

/// What a card tells of.
#[derive(Clone, Debug)]
pub struct Card<'a> {
    /// The two languages.
    pub langs: (Lang, Lang),
    /// The pairs written.
    pub pairs: Tally,
    /// The counts of the run.
    pub funnel: &'a Funnel,
    /// Least score of a pair, 0–1.
    pub min_score: f64,
    /// Whether pairs were flagged only, never rejected.
    pub keep_all: bool,
    /// The rules: name, what each does, what breaks it.
    pub rules: Vec<(String, String, String)>,
    /// The files written.
    pub files: Vec<String>,
}

/// A text as a cell of a Markdown table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace(['\n', '\r'], " ")
}

impl Card<'_> {
    fn size(&self) -> &'static str {
        match self.pairs.pairs {
            0..1_000 => "n<1K",
            1_000..10_000 => "1K<n<10K",
            10_000..100_000 => "10K<n<100K",
            100_000..1_000_000 => "100K<n<1M",
            1_000_000..10_000_000 => "1M<n<10M",
            _ => "n>10M",
        }
    }

    fn sites(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut sites: Vec<_> = self.funnel.sites.iter().filter(|(_, site)| site.read > 0).collect();
        sites.sort_by(|a, b| (b.1.kept, b.1.read, a.0).cmp(&(a.1.kept, a.1.read, b.0)));
        writeln!(f, "## Sources\nA pair is counted at the site of its source document; `-` stands for documents")?;
        writeln!(f, "without an address.\n\n| site | documents read | sentences | pairs |\n|---|---:|---:|---:|")?;
        for (host, site) in sites.iter().take(SITES) {
            writeln!(f, "| {} | {} | {} | {} |", cell(host), site.read, site.sentences, site.kept)?;
        }
        if let Some(others) = sites.get(SITES..).filter(|others| !others.is_empty()) {
            let sum = |count: fn(&super::Site) -> u64| others.iter().map(|(_, site)| count(site)).sum::<u64>();
            let counts = (sum(|s| s.read), sum(|s| s.sentences), sum(|s| s.kept));
            writeln!(f, "| {} others | {} | {} | {} |", others.len(), counts.0, counts.1, counts.2)?;
        }
        writeln!(f)
    }
}

impl fmt::Display for Card<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (src, trg) = self.langs;
        let version = env!("CARGO_PKG_VERSION");
        writeln!(f, "---\nlanguage:\n- {src}\n- {trg}\ntask_categories:\n- translation")?;
        writeln!(f, "size_categories:\n- {}\n---\n# Sentence pairs, {src}–{trg}\n", self.size())?;
        let Tally { pairs: count, words, scores } = self.pairs;
        let mean = scores / count.max(1) as f64;
        writeln!(f, "| | |\n|---|---:|\n| pairs | {count} |\n| pairs of documents | {} |", self.funnel.document_pairs)?;
        writeln!(f, "| words, {src} | {} |", words[0])?;
        writeln!(f, "| words, {trg} | {} |", words[1])?;
        writeln!(f, "| mean score | {mean:.3} |\n\nFiles: {}\n", self.files.join(", "))?;
        self.sites(f)?;
        writeln!(f, "## From inputs to pairs\n```\n{}\n```\n", self.funnel)?;
        writeln!(f, "## Filters")?;
        match self.keep_all {
            true => writeln!(f, "Nothing was left out; rows are flagged instead.\n")?,
            false => writeln!(f, "Pairs that score below {} were left out, and near duplicates.\n", self.min_score)?,
        }
        writeln!(f, "| rule | does | is broken by |\n|---|---|---|")?;
        for (name, action, what) in &self.rules {
            writeln!(f, "| {} | {action} | {} |", cell(name), cell(what))?;
        }
        writeln!(
            f,
            "\n## Making\nMade with sejajar {version}. The texts remain their publishers'; no licence is stated."
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_sites_are_summed_up() {
        let mut funnel = Funnel::default();
        for i in 0..60 {
            funnel.document(Some(&format!("https://s{i:02}.example/")), 2);
        }
        funnel.keep("https://s59.example/x");
        let langs = (Lang::parse("ms").expect("ms"), Lang::parse("en").expect("en"));
        let card = Card {
            langs,
            pairs: Tally::default(),
            funnel: &funnel,
            min_score: 0.5,
            keep_all: false,
            rules: vec![("no_empty".into(), "drop".into(), "a | b".into())],
            files: vec!["pairs.csv".into()],
        };
        let text = card.to_string();
        assert!(text.starts_with("---\nlanguage:\n- ms\n- en\n"), "{text}");
        assert!(text.contains("|---:|\n| s59.example | 1 | 2 | 1 |\n| s00.example | 1 | 2 | 0 |\n"), "{text}");
        assert!(text.contains("| 10 others | 10 | 20 | 0 |\n"), "{text}");
        assert!(text.contains("| no_empty | drop | a \\| b |\n"), "{text}");
    }
}
