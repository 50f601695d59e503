//! Sentence splitting, in bytes a second on one thread, beside the sentence boundaries of Unicode (UAX #29).

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use sejajar::lang::Lang;
use sejajar::lexicon::{Lexicons, Pack};
use sejajar::split::Splitter;
use unicode_segmentation::UnicodeSegmentation;

/// A paragraph of each kind: reported speech, titles and figures, a list, glued sentences.
const PARAGRAPHS: [&str; 4] = [
    "“Kami sudah menerima laporan itu,” kata beliau. “Siasatan sedang dijalankan, dan orang ramai diminta bertenang. \
     Apakah puncanya?” Beliau enggan mengulas lanjut.",
    "Y.B. Datuk Seri Dr. Aminah merasmikan kilang Maju Jaya Sdn. Bhd. di Jln. Ampang pada jam 10.30 pagi, 23.11.2019. \
     Kos projek itu RM1.2 juta, naik 3.5 peratus. Syarikat itu mengambil 1,500 pekerja.",
    "1. Basuh tangan dengan sabun. 2. Pakai pelitup muka. 3. Jaga jarak (sekurang-kurangnya 1 m. persegi).",
    "Dia sangat sayang akan ibunya.Sebutan itu sering kedengaran... Layari www.contoh.com.my untuk maklumat lanjut!",
];

fn split(c: &mut Criterion) {
    let text = PARAGRAPHS.join("\n").repeat(500);
    let Ok(pack) = Pack::load(&Lexicons::builtin(), Lang::MS) else { return };
    let splitter = Splitter::new(&pack);
    let mut group = c.benchmark_group("split");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("sejajar", |b| {
        b.iter(|| {
            let mut count = 0;
            for line in black_box(&text).lines() {
                splitter.for_each(line, |_| count += 1);
            }
            count
        });
    });
    group.bench_function("unicode-segmentation", |b| {
        b.iter(|| black_box(&text).lines().map(|line| line.unicode_sentences().count()).sum::<usize>());
    });
    group.finish();
}

criterion_group!(benches, split);
criterion_main!(benches);
