//! The aligner through the pipeline: what does not depend on threads, what is added up from shards, what was moved.

use sejajar::align::{Aligner, Batch, Job, Passage};
use sejajar::flow::Flow;
use sejajar::lang::Lang;
use sejajar::lexicon::{Learned, Lexicons};
use sejajar::model::Ladder;
use sejajar::pipeline::{AlignOptions, Aligned, align_batch};

/// A report on a village, sentence by sentence in Malay and in English.
const REPORT: [(&str, &str); 12] = [
    ("Kampung itu terletak di tepi sungai yang besar.", "The village lies on the bank of a large river."),
    ("Kebanyakan penduduk bekerja sebagai nelayan dan petani.", "Most residents work as fishermen and farmers."),
    (
        "Pada tahun 1987 kerajaan negeri membina sebuah jambatan baharu.",
        "In 1987 the state government built a new bridge.",
    ),
    ("Sebuah sekolah rendah dibuka dua tahun kemudian.", "A primary school was opened two years later."),
    (
        "Guru besar sekolah itu, Encik Rahman, tinggal berhampiran masjid.",
        "The headmaster of the school, Mr Rahman, lives near the mosque.",
    ),
    (
        "Setiap pagi kanak-kanak berjalan kaki melalui sawah padi.",
        "Every morning the children walk through the rice fields.",
    ),
    ("Banjir besar memusnahkan 45 buah rumah pada bulan Disember.", "A great flood destroyed 45 houses in December."),
    ("Tentera dan polis membantu memindahkan mangsa.", "The army and the police helped to move the victims."),
    (
        "Doktor dari hospital daerah merawat orang yang sakit.",
        "Doctors from the district hospital treated the sick people.",
    ),
    ("Harga ikan di pasar naik selepas bencana itu.", "The price of fish at the market rose after the disaster."),
    ("Sekarang pelancong datang untuk melihat burung dan hutan.", "Now tourists come to see the birds and the forest."),
    ("Penduduk berharap masa depan mereka lebih cerah.", "The residents hope that their future will be brighter."),
];

fn report(src: &[usize], trg: &[usize]) -> Job {
    let passage = |sentences: Vec<&str>| Passage {
        sentences: sentences.into_iter().map(str::to_owned).collect(),
        blocks: Vec::new(),
    };
    Job {
        src: passage(src.iter().map(|&i| REPORT[i].0).collect()),
        trg: passage(trg.iter().map(|&i| REPORT[i].1).collect()),
    }
}

fn malay() -> Aligner {
    Aligner::load(&Lexicons::builtin(), Lang::MS, Lang::EN).expect("the built-in lexicons are well formed")
}

fn batch(threads: usize, aligner: &Aligner, jobs: &[Job], options: &AlignOptions<'_>) -> Aligned {
    align_batch(&Flow::new(threads).expect("threads"), aligner, jobs, options)
}

fn ladders(aligned: Aligned) -> Vec<Ladder> {
    aligned.ladders.into_iter().map(|ladder| ladder.expect("no job fails")).collect()
}

/// Documents that differ in what they lack and in where they begin.
fn jobs() -> Vec<Job> {
    let all: Vec<usize> = (0..REPORT.len()).collect();
    let without = |gone: usize| all.iter().copied().filter(|&i| i != gone).collect::<Vec<_>>();
    (0..REPORT.len()).map(|k| report(&without(k), &all[k / 4..])).collect()
}

#[test]
fn threads_change_no_bit_of_what_is_found_or_learned() {
    let (aligner, jobs) = (malay(), jobs());
    let run = |threads| {
        let aligned = batch(threads, &aligner, &jobs, &AlignOptions::default());
        let text = aligned.learned.as_ref().expect("learned").to_text();
        let bits = |ladder: Ladder| -> Vec<_> {
            ladder.into_iter().map(|b| (b.src, b.trg, b.score.to_bits(), b.crossing)).collect()
        };
        (ladders(aligned).into_iter().map(bits).collect::<Vec<_>>(), text)
    };
    let one = run(1);
    assert!(one.0.iter().all(|ladder| ladder.len() >= 9) && one.1.lines().count() > 50);
    for threads in [2, 8] {
        assert_eq!(run(threads), one, "{threads} threads");
    }
}

#[test]
fn shards_saved_and_merged_are_what_is_counted_together() {
    let (aligner, jobs) = (malay(), jobs());
    let batch = Batch::new(jobs.iter().map(|job| aligner.prepare(job)).collect(), None);
    let ladders: Vec<Ladder> = (0..jobs.len()).map(|i| aligner.align(&batch, i, None, None)).collect();
    let count = |shard: std::ops::Range<usize>| {
        let counts = shard.map(|i| aligner.counts(&batch, i, &ladders[i], None)).collect();
        aligner.learned(&batch, &aligner.learn(&batch, counts))
    };
    let together = count(0..jobs.len());
    assert!(together.pairs.len() > 50);
    for cut in 1..jobs.len() {
        let read = |shard: Learned| Learned::parse(&shard.to_text(), "shard").expect("own form");
        let (mut first, mut last) = (read(count(0..cut)), read(count(cut..jobs.len())));
        let copy = first.clone();
        first.merge(&last);
        last.merge(&copy);
        assert_eq!(first.to_text(), together.to_text(), "cut at {cut}");
        assert_eq!(last, first);
    }
}

#[test]
fn a_saved_lexicon_is_learned_from_and_added_to() {
    let (aligner, jobs) = (malay(), jobs());
    let learned = batch(1, &aligner, &jobs, &AlignOptions::default()).learned.expect("learned");
    let saved = Learned::parse(&learned.to_text(), "saved").expect("own form");
    let job = [report(&[6, 7, 8], &[6, 7, 8])];
    let score = |known: Option<&Learned>| {
        let options = AlignOptions { learn: false, one_to_one: true, known };
        ladders(batch(1, &aligner, &job, &options))[0].iter().map(|b| b.score).sum::<f64>()
    };
    assert!(score(Some(&saved)) > score(None), "{} {}", score(Some(&saved)), score(None));
    let more = batch(1, &aligner, &job, &AlignOptions { known: Some(&saved), ..AlignOptions::default() });
    let more = more.learned.expect("learned");
    for (pair, n) in &saved.pairs {
        assert!(more.pairs.get(pair).is_some_and(|sum| sum >= n), "{pair:?}");
    }
    let (before, after) = (saved.src_words["banjir"], more.src_words["banjir"]);
    assert_eq!(after, before + 1);
}

#[test]
fn a_sentence_moved_within_the_document_is_found_and_flagged() {
    let aligner = malay();
    for (from, to) in [(2, 11), (6, 0), (9, 3)] {
        let mut trg: Vec<usize> = (0..REPORT.len()).collect();
        let moved = trg.remove(from);
        trg.insert(to, moved);
        let job = report(&(0..REPORT.len()).collect::<Vec<_>>(), &trg);
        let ladder = &ladders(batch(1, &aligner, &[job], &AlignOptions::default()))[0];
        let crossing: Vec<_> = ladder.iter().filter(|b| b.crossing).map(|b| (b.src.clone(), b.trg.clone())).collect();
        assert_eq!(crossing, [(from..from + 1, to..to + 1)], "{from} to {to}: {ladder:?}");
        let others = ladder.iter().filter(|b| !b.crossing && b.is_pair());
        assert!(others.clone().count() == REPORT.len() - 1 && others.clone().all(|b| trg[b.trg.start] == b.src.start));
    }
}
