//! Cleaning of pages: from bytes to blocks, and from blocks to verdicts, for a page of HTML and for one of lines.

use std::hint::black_box;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use sejajar::clean::{Cleaner, TreeJudge};
use sejajar::identify::{self, Identifier};
use sejajar::lang::Lang;
use sejajar::lexicon::{Lexicons, Pack};
use sejajar::model::{Document, Format, Meta, Record};

const PROSE: &str = "Perdana Menteri berkata, kerajaan akan terus membantu keluarga di kawasan luar bandar ketika \
                     merasmikan jambatan baharu itu. Beliau hadir bersama menteri-menteri lain dan penduduk kampung.";

const BOILERPLATE: [&str; 6] = [
    "Baca Juga : Jambatan lama ditutup",
    "Kongsi :",
    "Komen",
    "12/03/2019 14:05",
    "Oleh Siti Aminah",
    "Hakcipta © 2019",
];

fn lines() -> String {
    let paragraphs = (0..12).map(|i| format!("{i} {PROSE}"));
    paragraphs
        .flat_map(|p| [p, BOILERPLATE[0].to_owned()])
        .chain(BOILERPLATE.map(str::to_owned))
        .collect::<Vec<_>>()
        .join("\n")
}

fn html() -> String {
    let menu: String =
        (0..80).map(|i| format!("<li class=\"menu-item item-{i}\"><a href=\"/{i}\">Sukan {i}</a></li>")).collect();
    let article: String =
        (0..12).map(|i| format!("<p>{i} {PROSE}</p><div class=\"ads\"><script>x({i});</script></div>")).collect();
    let footer: String = BOILERPLATE.iter().map(|line| format!("<div>{line}</div>")).collect();
    format!(
        "<html><head><title>Jambatan</title></head><body><nav><ul>{menu}</ul></nav><div class=\"content\"><h1>Jambatan</h1>{article}</div>{footer}</body></html>"
    )
}

fn record(text: String, format: Format) -> Record {
    Record { path: "page".to_owned(), id: None, text, format, meta: Meta::default(), fetched: None }
}

fn clean(c: &mut Criterion) {
    let lexicons = Lexicons::builtin();
    let packs: Vec<Pack> =
        [Lang::UND, Lang::MS, Lang::ID, Lang::EN].iter().filter_map(|&lang| Pack::load(&lexicons, lang).ok()).collect();
    let (Ok(cleaner), Ok(tree), Ok(identifier)) =
        (Cleaner::new(&packs), TreeJudge::load(&lexicons), Identifier::load(&lexicons))
    else {
        return;
    };
    let verdicts = |mut document: Document| {
        tree.around(&mut document, |document| cleaner.clean(document));
        document
    };
    let mut group = c.benchmark_group("clean");
    for (name, record) in [("html", record(html(), Format::Html)), ("lines", record(lines(), Format::Plain))] {
        group.throughput(Throughput::Bytes(record.text.len() as u64));
        group.bench_function(format!("{name}: blocks"), |b| b.iter(|| sejajar::blocks::document(black_box(&record))));
        let mut document = sejajar::blocks::document(&record);
        identify::document(&identifier, &mut document);
        group.bench_function(format!("{name}: languages"), |b| {
            b.iter_batched(|| document.clone(), |mut d| identify::document(&identifier, &mut d), BatchSize::SmallInput);
        });
        group.bench_function(format!("{name}: verdicts"), |b| {
            b.iter_batched(|| document.clone(), verdicts, BatchSize::SmallInput);
        });
    }
    group.finish();
}

criterion_group!(benches, clean);
criterion_main!(benches);
