//! The aligner as a whole, on a small invented pair of languages.

use proptest::prelude::*;

use super::*;

fn aligner() -> Aligner {
    let none = std::env::temp_dir();
    let lexicons = Lexicons::only_folder(&none).expect("a folder");
    Aligner::load(&lexicons, Lang::MS, Lang::EN).expect("no files are no error")
}

fn passage(sentences: &[String]) -> Passage {
    Passage { sentences: sentences.to_vec(), blocks: Vec::new() }
}

/// A sentence of words by number, in one of two languages whose words look nothing alike.
fn sentence(words: &[u32], trg: bool) -> String {
    let word = |n: &u32| {
        let alphabet: &[u8] = if trg { b"bdfghmnprs" } else { b"aeiouklvwz" };
        (0..4).map(|k| char::from(alphabet[(n / 10u32.pow(k) % 10) as usize])).collect::<String>()
    };
    words.iter().map(word).collect::<Vec<_>>().join(" ") + "."
}

/// Documents in which each sentence stands opposite its translation.
fn parallel(documents: usize) -> Vec<Job> {
    let mut seed = 7u32;
    let mut draw = |below: u32| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) % below
    };
    (0..documents)
        .map(|_| {
            let sentences: Vec<Vec<u32>> =
                (0..20).map(|_| (0..6 + draw(8)).map(|_| draw(12) * draw(12)).collect()).collect();
            let side = |trg| passage(&sentences.iter().map(|s| sentence(s, trg)).collect::<Vec<_>>());
            Job { src: side(false), trg: side(true) }
        })
        .collect()
}

/// Aligns as the pipeline does, in one thread.
fn align(aligner: &Aligner, jobs: &[Job]) -> (Batch, Option<Table>, Vec<Ladder>) {
    let batch = Batch::new(jobs.iter().map(|job| aligner.prepare(job)).collect(), None);
    let mut ladders: Vec<Ladder> = (0..jobs.len()).map(|i| aligner.align(&batch, i, None, None)).collect();
    let mut table = None;
    for &steps in batch.rounds() {
        for _ in 0..steps {
            let counts = (0..jobs.len()).map(|i| aligner.counts(&batch, i, &ladders[i], table.as_ref())).collect();
            table = Some(aligner.learn(&batch, counts));
        }
        ladders = (0..jobs.len()).map(|i| aligner.align(&batch, i, table.as_ref(), Some(&ladders[i]))).collect();
    }
    (batch, table, ladders)
}

fn shapes(ladder: &[Bead]) -> Vec<(usize, usize)> {
    ladder.iter().map(|b| (b.src.len(), b.trg.len())).collect()
}

#[test]
fn words_are_learned_from_position_and_length_alone() {
    let aligner = aligner();
    let mut jobs = parallel(30);
    // One document has a sentence too much, and one in which two sentences were joined.
    jobs[3].trg.sentences.remove(9);
    let joined = jobs[5].trg.sentences.remove(12);
    jobs[5].trg.sentences[11].push(' ');
    jobs[5].trg.sentences[11].push_str(&joined);
    let (batch, table, ladders) = align(&aligner, &jobs);
    assert_eq!(shapes(&ladders[0]), [(1, 1); 20]);
    assert!(ladders[3].iter().any(|b| (b.src.clone(), b.trg.len()) == (9..10, 0)), "{:?}", shapes(&ladders[3]));
    assert!(ladders[5].iter().any(|b| (b.src.clone(), b.trg.clone()) == (11..13, 11..12)), "{:?}", shapes(&ladders[5]));
    let learned = aligner.learned(&batch, table.as_ref().expect("learned"));
    let (s, t) = (sentence(&[10], false), sentence(&[10], true));
    assert!(learned.probability(s.trim_end_matches('.'), t.trim_end_matches('.')) > 0.5);
}

#[test]
fn what_was_learned_helps_a_single_document() {
    let aligner = aligner();
    let jobs = parallel(31);
    let (batch, table, _) = align(&aligner, &jobs[..30]);
    let learned = aligner.learned(&batch, table.as_ref().expect("learned"));
    let mut job = jobs[30].clone();
    job.trg.sentences.drain(4..10);
    let batch = Batch::new(vec![aligner.prepare(&job)], Some(&learned));
    let known = aligner.known(&batch);
    let ladder = aligner.align(&batch, 0, known.as_ref(), None);
    let alone: Vec<usize> = ladder.iter().filter(|b| b.trg.is_empty()).map(|b| b.src.start).collect();
    assert_eq!(alone, [4, 5, 6, 7, 8, 9]);
}

#[test]
fn the_terms_of_a_bead_add_up() {
    let aligner = aligner();
    let mut jobs = parallel(30);
    let joined = jobs[5].trg.sentences.remove(12);
    jobs[5].trg.sentences[11].push(' ');
    jobs[5].trg.sentences[11].push_str(&joined);
    let (batch, table, ladders) = align(&aligner, &jobs);
    let mut merged = 0;
    for (d, bead) in [2, 5].into_iter().flat_map(|d| ladders[d].iter().filter(|b| b.is_pair()).map(move |b| (d, b))) {
        let terms = aligner.explain(&batch, d, bead, table.as_ref());
        assert!(terms.iter().any(|t| t.name == "word"));
        let doc = &batch.docs[d];
        let matrix = matrix::Matrix::new(doc, &batch.statistics, table.as_ref(), &aligner.weights);
        let mut scorer = bead::Scorer::new(doc, &matrix, &batch.statistics, table.as_ref(), None, &aligner.weights);
        let mut cells = cells::Cells::new(doc, &matrix);
        cells.only(bead.src.clone(), bead.trg.clone());
        let total = f64::from(scorer.parts(&cells, bead.src.clone(), bead.trg.clone()).total());
        let sum: f64 = terms.iter().map(|t| t.value).sum();
        assert!((sum - total).abs() < 0.02, "{sum} {total} {terms:?}");
        // What neighbours share is taken off merged beads alone: it is no place to hide a sum that does not add up.
        let shared: f64 = terms.iter().filter(|t| t.name == "shared").map(|t| t.value).sum();
        if (bead.src.len(), bead.trg.len()) == (1, 1) {
            assert!(shared.abs() < 0.05, "{terms:?}");
        } else {
            merged += 1;
            assert!(shared < 0.05, "{terms:?}");
        }
    }
    assert!(merged > 0, "{:?}", shapes(&ladders[5]));
}

#[test]
fn documents_made_ready_together_are_as_each_by_itself() {
    let aligner = aligner();
    let jobs = parallel(4);
    let together = aligner.prepare_all(&jobs);
    for (job, doc) in jobs.iter().zip(&together) {
        assert_eq!(format!("{:?}", aligner.prepare(job)), format!("{doc:?}"));
    }
}

#[test]
fn a_sentence_of_unknown_words_joins_where_its_length_is_missed() {
    let aligner = aligner();
    let mut jobs = parallel(30);
    // The second half of a translation is of words that occur nowhere else.
    let whole = &mut jobs[7].trg.sentences;
    let strange = "Xyzzyx qqvvqq wwjjww zzkkzz vvqqvv jjxxjj kkvvkk.".to_owned();
    let words: Vec<&str> = whole[9].split(' ').collect();
    whole[9] = words[..words.len() / 3 + 1].join(" ") + ".";
    whole.insert(10, strange);
    let (_, _, ladders) = align(&aligner, &jobs);
    assert!(ladders[7].iter().any(|b| (b.src.clone(), b.trg.clone()) == (9..10, 9..11)), "{:?}", shapes(&ladders[7]));
}

#[test]
fn an_empty_side_leaves_the_other_alone() {
    let aligner = aligner();
    let one = passage(&["Satu.".to_owned(), "Dua.".to_owned()]);
    for (job, shape) in
        [(Job { src: one.clone(), ..Job::default() }, (1, 0)), (Job { trg: one, ..Job::default() }, (0, 1))]
    {
        assert_eq!(shapes(&align(&aligner, &[job]).2[0]), [shape; 2]);
    }
    assert!(align(&aligner, &[Job::default()]).2[0].is_empty());
}

#[test]
fn line_by_line_only_scores() {
    let aligner = aligner();
    let job = &parallel(1)[0];
    let mut longer = job.clone();
    longer.src.sentences.push("Lagi satu.".to_owned());
    let batch = Batch::new(vec![aligner.prepare(&longer)], None);
    let ladder = aligner.one_to_one(&batch, 0, None);
    assert_eq!(shapes(&ladder), [vec![(1, 1); 20], vec![(1, 0)]].concat());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn each_sentence_is_in_one_bead_in_order(src in prop::collection::vec(".{0,40}", 0..12), trg in prop::collection::vec("[a-c ]{0,20}[.?,;]?", 0..60)) {
        let aligner = aligner();
        let job = Job { src: passage(&src), trg: passage(&trg) };
        let (_, _, ladders) = align(&aligner, &[job]);
        let straight = ladders[0].iter().filter(|b| !b.crossing);
        let mut last = (0, 0);
        for bead in straight {
            prop_assert!(bead.src.start >= last.0 && bead.trg.start >= last.1);
            prop_assert!((0.0..=1.0).contains(&bead.score));
            last = (bead.src.end, bead.trg.end);
        }
        let mut seen: Vec<usize> = ladders[0].iter().flat_map(|b| b.src.clone()).collect();
        seen.sort_unstable();
        prop_assert_eq!(seen, (0..src.len()).collect::<Vec<_>>());
        let mut seen: Vec<usize> = ladders[0].iter().flat_map(|b| b.trg.clone()).collect();
        seen.sort_unstable();
        prop_assert_eq!(seen, (0..trg.len()).collect::<Vec<_>>());
    }
}
