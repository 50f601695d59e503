//! The lexicon: start-up, lookups, analyses and numbers. `cargo bench --bench lexicon`

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use sejajar::lang::Lang;
use sejajar::lexicon::{Bilingual, End, Lexicons, Morphology, Numbers};

const SENTENCE: &str =
    "Pemerintah mengatakan 1.500 orang di dua puluh negara menghadiri pertemuan yang diadakan pada 17 Agustus 1945";

fn lexicon(c: &mut Criterion) {
    let lexicons = Lexicons::builtin();
    c.bench_function("load ms-en", |b| b.iter(|| Bilingual::load(&lexicons, Lang::MS, Lang::EN).map(|l| l.len())));
    let Ok(bilingual) = Bilingual::load(&lexicons, Lang::ID, Lang::EN) else { return };
    c.bench_function("exact form", |b| b.iter(|| bilingual.exact(End::Src, black_box("pemerintah")).len()));
    c.bench_function("inflected form", |b| b.iter(|| bilingual.entries(End::Src, black_box("diadakannya")).len()));
    let tokens: Vec<_> = SENTENCE.split(' ').map(|word| bilingual.token(End::Src, word)).collect();
    let run: Vec<_> = tokens.iter().collect();
    c.bench_function("phrases of a sentence", |b| b.iter(|| bilingual.phrases_of(End::Src, black_box(&run)).len()));
    if let Ok(morphology) = Morphology::load(&lexicons, Lang::ID) {
        c.bench_function("analyses", |b| b.iter(|| morphology.analyses(black_box("dipertanggungjawabkan")).len()));
    }
    if let Ok(numbers) = Numbers::new(&lexicons, Lang::ID) {
        c.bench_function("numbers of a sentence", |b| b.iter(|| numbers.values(black_box(SENTENCE)).len()));
    }
}

criterion_group!(benches, lexicon);
criterion_main!(benches);
