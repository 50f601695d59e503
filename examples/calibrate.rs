//! Fits the weights from which a bead's probability is computed (`WEIGHTS` in `src/align/calibrate.rs`).
//!
//! `cargo run --release --example calibrate -- FOLDER…`: each folder is a set named `SRC-TRG_SOURCE.KIND`, with a
//! folder for each document that holds `src.txt` and `tgt.txt` (a sentence a line) and `gold.align` (a ladder).
//!
//! Each gold bead stands against one near miss: its source side with the target side of the next gold bead, or, every
//! other time, with that of another bead of the same document. Evidence is taken twice, with what the whole set
//! teaches and without. A logistic regression (Newton's method, a ridge of 1) weighs each bead alike. It prints the
//! weights and, in bins of ten, the mean probability and the share of translations: with the weights as they are, with
//! the new ones, and with each source judged by weights fitted to the others.

use std::collections::BTreeSet;
use std::error::Error;
use std::ops::Range;
use std::path::Path;

use sejajar::align::{Aligner, Batch, Job, Passage, Table};
use sejajar::eval::parse_ladder;
use sejajar::flow::Flow;
use sejajar::lang::Lang;
use sejajar::lexicon::Lexicons;
use sejajar::pipeline::{AlignOptions, align_batch};

/// A bead's features, whether it is a translation, and the source of its text.
struct Example {
    features: Vec<f64>,
    good: bool,
    source: String,
}

type Sides = (Range<usize>, Range<usize>);

fn main() -> Result<(), Box<dyn Error>> {
    let mut examples = Vec::new();
    for folder in std::env::args().skip(1) {
        read(Path::new(&folder), &mut examples)?;
    }
    let sources: BTreeSet<String> = examples.iter().map(|e| e.source.clone()).collect();
    let all: Vec<&Example> = examples.iter().collect();
    bins("as it is", all.iter().map(|e| (probability(Aligner::calibration(), &e.features), e.good)));
    let weights = fit(&all);
    bins("fitted", all.iter().map(|e| (probability(&weights, &e.features), e.good)));
    println!("{}", weights.iter().map(|w| format!("{w:.3}")).collect::<Vec<_>>().join(", "));
    let mut left_out = Vec::new();
    for source in &sources {
        let (judged, others): (Vec<&Example>, Vec<&Example>) = all.iter().partition(|e| e.source == *source);
        let weights = fit(&others);
        left_out.extend(judged.iter().map(|e| (probability(&weights, &e.features), e.good)));
    }
    bins("each source left out", left_out.into_iter());
    Ok(())
}

/// Adds the examples of a set.
fn read(folder: &Path, examples: &mut Vec<Example>) -> Result<(), Box<dyn Error>> {
    let name = folder.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let (langs, rest) = name.split_once('_').ok_or("a set is named SRC-TRG_SOURCE.KIND")?;
    let (src, trg) = langs.split_once('-').ok_or("a set is named SRC-TRG_SOURCE.KIND")?;
    let source = rest.split(['.', '-']).next().unwrap_or(rest).to_owned();
    let lang = |code: &str| Lang::parse(code).map_err(|_| format!("'{code}' is no language code"));
    let aligner = Aligner::load(&Lexicons::builtin(), lang(src)?, lang(trg)?)?;
    let mut documents: Vec<_> =
        std::fs::read_dir(folder)?.map(|entry| entry.map(|e| e.path())).collect::<Result<_, _>>()?;
    documents.sort();
    let (mut jobs, mut beads) = (Vec::new(), Vec::new());
    for document in documents {
        let side = |name: &str| -> std::io::Result<Passage> {
            let sentences = std::fs::read_to_string(document.join(name))?.lines().map(str::to_owned).collect();
            Ok(Passage { sentences, blocks: Vec::new() })
        };
        jobs.push(Job { src: side("src.txt")?, trg: side("tgt.txt")? });
        let gold = parse_ladder(&std::fs::read_to_string(document.join("gold.align"))?)
            .map_err(|bead| format!("{}: {bead:?}", document.display()))?;
        let range = |side: &[usize]| side.first().zip(side.last()).map(|(&a, &b)| a..b + 1);
        beads.push(gold.iter().filter_map(|(s, t)| Some((range(s)?, range(t)?))).collect::<Vec<Sides>>());
    }
    let learned = align_batch(&Flow::new(1)?, &aligner, &jobs, &AlignOptions::default()).learned;
    let batch = Batch::new(jobs.iter().map(|job| aligner.prepare(job)).collect(), learned.as_ref());
    let table = aligner.known(&batch);
    for (i, gold) in beads.iter().enumerate().filter(|(_, gold)| gold.len() > 3) {
        for table in [table.as_ref(), None] {
            examples.extend(judged(&aligner, &batch, i, gold, table, &source));
        }
    }
    Ok(())
}

/// The gold beads of a document, and a near miss for each.
fn judged(
    aligner: &Aligner,
    batch: &Batch,
    doc: usize,
    gold: &[Sides],
    table: Option<&Table>,
    source: &str,
) -> Vec<Example> {
    let miss = |k: usize| {
        let other = if k.is_multiple_of(2) { k + 1 } else { k + 2 + k * 7 % (gold.len() - 3) };
        (gold[k].0.clone(), gold[other % gold.len()].1.clone())
    };
    let misses: Vec<Sides> = (0..gold.len()).map(miss).collect();
    let example = |good| move |features| Example { features, good, source: source.to_owned() };
    let good = aligner.features(batch, doc, gold, table).into_iter().map(example(true));
    good.chain(aligner.features(batch, doc, &misses, table).into_iter().map(example(false))).collect()
}

fn probability(weights: &[f64], features: &[f64]) -> f64 {
    Aligner::probability(sum(weights, features))
}

fn sum(weights: &[f64], features: &[f64]) -> f64 {
    features.iter().zip(weights).map(|(f, w)| f * w).sum()
}

/// Logistic regression by Newton's method.
fn fit(examples: &[&Example]) -> Vec<f64> {
    let n = examples.first().map_or(0, |e| e.features.len());
    let mut weights = vec![0.0; n];
    for _ in 0..14 {
        // The ridge spares the constant.
        let mut gradient: Vec<f64> = weights.iter().enumerate().map(|(k, w)| if k == 0 { 0.0 } else { -w }).collect();
        let mut hessian: Vec<Vec<f64>> =
            (0..n).map(|k| (0..n).map(|l| f64::from(u8::from(k == l))).collect()).collect();
        for e in examples {
            let p = 1.0 / (1.0 + (-sum(&weights, &e.features)).exp());
            let (error, slope) = (f64::from(u8::from(e.good)) - p, (p * (1.0 - p)).max(1e-6));
            for ((g, row), x) in gradient.iter_mut().zip(&mut hessian).zip(&e.features) {
                *g += error * x;
                row.iter_mut().zip(&e.features).for_each(|(h, y)| *h += slope * x * y);
            }
        }
        for (weight, step) in weights.iter_mut().zip(solved(hessian, gradient)) {
            *weight += step;
        }
    }
    weights
}

/// Solves a positive definite system by elimination.
fn solved(mut a: Vec<Vec<f64>>, mut b: Vec<f64>) -> Vec<f64> {
    let n = b.len();
    for k in 0..n {
        let (pivot, value) = (a[k].clone(), b[k]);
        for row in k + 1..n {
            let factor = a[row][k] / pivot[k];
            a[row].iter_mut().zip(&pivot).for_each(|(x, p)| *x -= factor * p);
            b[row] -= factor * value;
        }
    }
    for k in (0..n).rev() {
        let known: f64 = (k + 1..n).map(|l| a[k][l] * b[l]).sum();
        b[k] = (b[k] - known) / a[k][k];
    }
    b
}

/// Prints, for each tenth of the scale, how many there are, their mean probability and the share of translations.
fn bins(title: &str, judged: impl Iterator<Item = (f64, bool)>) {
    let mut bins = [(0usize, 0.0f64, 0usize); 10];
    for (p, good) in judged {
        let bin = &mut bins[((p * 10.0) as usize).min(9)];
        *bin = (bin.0 + 1, bin.1 + p, bin.2 + usize::from(good));
    }
    println!("{title}");
    for (n, sum, good) in bins.into_iter().filter(|bin| bin.0 > 0) {
        let (mean, share) = (sum / n as f64, good as f64 / n as f64);
        println!("  {n:6}  mean {mean:.3}  translations {share:.3}  off {:+.3}", share - mean);
    }
}
