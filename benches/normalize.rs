//! Speed of repair: clean text, which should cost little more than being read, and text with something in every line.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use sejajar::lang::Lang;
use sejajar::lexicon::{Lexicons, Pack};
use sejajar::normalize::{Normalizer, Options};

/// A paragraph as newspapers print them.
const CLEAN: &str = "Perdana Menteri berkata, “kerajaan akan terus membantu 1.500 keluarga di kawasan luar bandar” \
                     ketika merasmikan jambatan baharu itu pada 3 Mac lalu. Beliau hadir bersama menteri-menteri lain.";

/// The same with a fault of each kind.
const DIRTY: &str = "Perdana Menteri berkata , â€œkerajaan akan terus mem-bantu 1. 500 keluarga di kawasan luar bandarâ€\u{9d} \
                     ketika merasmikan jambatan baharu itu pada 3 Mac lalu.Beliau hadir  bersama menteri- menteri &amp; lain .";

fn speed(criterion: &mut Criterion) {
    let lexicons = Lexicons::builtin();
    let pack = Pack::load(&lexicons, Lang::MS).expect("a pack");
    let normalizer = Normalizer::new(&lexicons, &pack, Options::default()).expect("a normalizer");
    let mut group = criterion.benchmark_group("normalize");
    for (name, line) in [("clean", CLEAN), ("dirty", DIRTY)] {
        group.throughput(Throughput::Bytes(line.len() as u64));
        group.bench_function(name, |bencher| bencher.iter(|| black_box(normalizer.normalize_str(black_box(line)))));
    }
    group.finish();
}

criterion_group!(benches, speed);
criterion_main!(benches);
