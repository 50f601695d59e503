//! The aligner by size of document and of batch, on texts of invented words: `cargo bench --bench align`.
//!
//! Criterion prints a time for each number of sentence pairs; a time that grows like the number is the aim.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use sejajar::align::{Aligner, Job, Passage};
use sejajar::flow::Flow;
use sejajar::lang::Lang;
use sejajar::lexicon::Lexicons;
use sejajar::pipeline::{AlignOptions, align_batch};

/// Whole numbers drawn one after the other, the same in every run.
struct Draw(u64);

impl Draw {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }

    /// A word's number: few are frequent, most are rare.
    fn word(&mut self) -> u64 {
        let bits = 1 + self.below(15);
        self.below(1 << bits)
    }
}

/// A word of one of two languages that look nothing alike.
fn word(n: u64, alphabet: &[u8]) -> String {
    (0..4).map(|k| char::from(alphabet[(n / 12u64.pow(k) % 12) as usize])).collect()
}

/// Two texts of `len` sentences, one in ten of which is lost on either side and one word in eight on the other.
fn document(len: usize, draw: &mut Draw) -> Job {
    let mut job = Job::default();
    for _ in 0..len {
        let words: Vec<u64> = (0..6 + draw.below(24)).map(|_| draw.word()).collect();
        let mut side = |passage: &mut Passage, alphabet: &[u8]| {
            let kept: Vec<String> = words.iter().filter(|_| draw.below(8) > 0).map(|&n| word(n, alphabet)).collect();
            if draw.below(10) > 0 {
                passage.sentences.push(kept.join(" ") + ".");
            }
        };
        side(&mut job.src, b"aeioukltvwzy");
        side(&mut job.trg, b"bcdfghmnprsx");
    }
    job
}

fn bench(c: &mut Criterion) {
    let (Ok(flow), Ok(aligner)) = (Flow::new(1), Aligner::load(&Lexicons::builtin(), Lang::MS, Lang::EN)) else {
        return;
    };
    let mut group = c.benchmark_group("align");
    group.sample_size(10);
    let mut run = |name: &str, pairs: usize, jobs: &[Job]| {
        group.throughput(Throughput::Elements(pairs as u64));
        group.bench_with_input(BenchmarkId::new(name, pairs), jobs, |b, jobs| {
            b.iter(|| align_batch(&flow, &aligner, jobs, &AlignOptions::default()));
        });
    };
    for len in [300, 1_000, 3_000, 10_000] {
        run("one document", len, &[document(len, &mut Draw(1))]);
    }
    for count in [10, 100, 400] {
        let mut draw = Draw(2);
        let jobs: Vec<Job> = (0..count).map(|_| document(50, &mut draw)).collect();
        run("documents of 50", count * 50, &jobs);
    }
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);
