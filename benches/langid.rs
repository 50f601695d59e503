//! Sentences per second of the language identifier, on one thread.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use sejajar::identify::Identifier;
use sejajar::lexicon::Lexicons;

const SENTENCES: [&str; 4] = [
    "Polis menahan tiga suspek kerana disyaki terlibat dalam kes kecurian kereta di bandar itu semalam.",
    "Polisi menahan tiga tersangka karena diduga terlibat dalam kasus pencurian mobil di kota itu kemarin.",
    "Police arrested three men who are believed to have stolen cars in the town on Monday.",
    "Aku arep lunga menyang pasar karo kancaku amarga ana sing kudu dituku.",
];

fn identify(c: &mut Criterion) {
    let Ok(identifier) = Identifier::load(&Lexicons::builtin()) else { return };
    let mut group = c.benchmark_group("langid");
    group.throughput(Throughput::Elements(SENTENCES.len() as u64));
    group.bench_function("sentences", |b| b.iter(|| SENTENCES.map(|s| identifier.identify(s))));
    group.bench_function("load", |b| b.iter(|| Identifier::load(&Lexicons::builtin()).is_ok()));
    group.finish();
}

criterion_group!(benches, identify);
criterion_main!(benches);
