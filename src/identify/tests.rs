//! What the identifier promises, on the built-in model and on small ones trained here.

use super::*;
use crate::model::{Block, BlockKind, Document, Meta, Text};

fn identifier() -> Identifier {
    Identifier::load(&Lexicons::builtin()).expect("the built-in files are well formed")
}

fn langs(identifier: &Identifier, texts: &[&str]) -> Vec<String> {
    texts.iter().map(|t| identifier.identify(t).lang.to_string()).collect()
}

#[test]
fn the_same_news_is_told_apart_in_both_languages() {
    let pairs = [
        ("Polis menahan tiga suspek kerana mencuri kereta.", "Polisi menahan tiga tersangka karena mencuri mobil."),
        ("Mesyuarat itu akan diadakan pada hari Isnin.", "Rapat itu akan diadakan pada hari Senin."),
        (
            "Beliau berkata kerajaan sedia membantu mangsa banjir.",
            "Ia mengatakan pemerintah siap membantu korban banjir.",
        ),
        ("Harga minyak meningkat lima peratus semalam.", "Harga minyak naik lima persen kemarin."),
        ("Anda boleh memuat turun aplikasi ini secara percuma.", "Anda bisa mengunduh aplikasi ini secara gratis."),
        ("Pesakit itu dirawat di hospital berhampiran.", "Pasien itu dirawat di rumah sakit terdekat."),
        ("Dia nak pergi ke kedai sekejap saja.", "Dia mau pergi ke toko sebentar saja."),
        ("Perdana Menteri Israel berlepas ke Jerman.", "Perdana Menteri Israel berangkat ke Jerman."),
    ];
    let identifier = identifier();
    for (malay, indonesian) in pairs {
        assert_eq!(langs(&identifier, &[malay, indonesian]), ["ms", "id"], "{malay} / {indonesian}");
    }
}

#[test]
fn english_and_other_languages_have_their_own_code() {
    let identifier = identifier();
    let texts = [
        ("en", "The police arrested three men on Monday morning."),
        ("de", "Die Polizei hat am Montag drei Männer festgenommen."),
        ("fr", "La police a arrêté trois hommes lundi matin."),
        ("nl", "De politie heeft maandag drie mannen aangehouden."),
        ("tl", "Tatlong lalaki ang inaresto ng mga pulis noong Lunes."),
        ("jv", "Aku arep lunga menyang pasar karo kancaku."),
        ("su", "Abdi bade angkat ka pasar sareng rerencangan."),
    ];
    for (lang, text) in texts {
        assert_eq!(langs(&identifier, &[text]), [lang], "{text}");
    }
}

#[test]
fn what_is_the_same_in_both_languages_is_left_open() {
    let identifier = identifier();
    for text in ["Dia makan nasi.", "Ibu membeli ikan di pasar.", "rumah besar itu"] {
        let spread = identifier.spread(text);
        let share = |lang| spread.iter().find(|(l, _)| *l == lang).map_or(0.0, |(_, p)| *p);
        let (ms, id) = (share(Lang::MS), share(Lang::ID));
        assert!(ms + id > 0.6, "{text}: {spread:?}");
        assert!((0.2..=0.8).contains(&(ms / (ms + id))), "{text}: {spread:?}");
    }
}

#[test]
fn where_there_is_nothing_to_decide_it_says_so() {
    let identifier = identifier();
    for text in ["", "12:30", "—", "100 %", "🙂🙂", "\u{301}\u{301}", "https://contoh.my/berita", "ᚠᚢᚦ"] {
        assert_eq!(identifier.identify(text), Guess { lang: Lang::UND, confidence: 0.0 }, "{text}");
        assert!(identifier.spread(text).is_empty(), "{text}");
        assert!(identifier.evidence(text).is_empty(), "{text}");
    }
}

#[test]
fn other_scripts_are_told_by_the_script() {
    let lexicons = Lexicons::builtin();
    let identifier = identifier();
    assert_eq!(langs(&identifier, &["Полиция задержала троих.", "警方逮捕三名男子", "ڤوليس ملايو"]), ["ru", "zh", "ar"]);
    for file in lexicons.versions("langid.scripts.tsv").expect("readable") {
        let table = crate::lexicon::Table::parse(&file, 4).expect("well formed");
        for row in table.rows() {
            assert_eq!(langs(&identifier, &[row.cells[3]]), [row.cells[2]], "{}", row.cells[3]);
        }
    }
}

#[test]
fn probabilities_add_up_and_the_clear_first_is_the_guess() {
    let identifier = identifier();
    for text in ["Polis menahan tiga suspek", "the cat sat here", "Guten Tag, meine Damen", "Dia makan nasi."] {
        let spread = identifier.spread(text);
        assert!((spread.iter().map(|(_, p)| p).sum::<f64>() - 1.0).abs() < 1e-4);
        assert!(spread.windows(2).all(|w| w[0].1 >= w[1].1));
        assert_eq!(spread.first().map(|(l, _)| *l), Some(identifier.identify(text).lang), "{text}");
    }
}

#[test]
fn evidence_names_the_words_that_differ() {
    let evidence = identifier().evidence("Polis menahan tiga orang kerana mencuri di sana sahaja.");
    let words: Vec<&str> = evidence.iter().take(3).map(|e| e.word.as_str()).collect();
    for word in ["Polis", "kerana", "sahaja"] {
        assert!(words.contains(&word), "{words:?}");
    }
    assert!(evidence.iter().take(3).all(|e| e.lang == Lang::MS && e.weight > 0.0));
}

#[test]
fn cue_words_are_sorted_once_in_their_example_and_of_one_language() {
    let lexicons = Lexicons::builtin();
    for name in ["ms/cues.tsv", "id/cues.tsv", "ms/habits.tsv", "id/habits.tsv"] {
        for file in lexicons.versions(name).expect("readable") {
            let table = crate::lexicon::Table::parse(&file, 3).expect("well formed");
            assert!(file.text.lines().is_sorted_by(|a, b| a < b), "{name}: unsorted or double");
            for row in table.rows() {
                let has = crate::lang::words(row.cells[2])
                    .any(|(_, w)| w.to_lowercase().split('-').any(|w| w == row.cells[0]));
                assert!(has, "{name}: '{}' is not in its example", row.cells[0]);
            }
        }
    }
    assert!(Cues::load(&lexicons, Lang::MS, Lang::ID).is_ok());
}

#[test]
fn a_word_stands_in_one_list_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, text).expect("written");
    };
    write("ms/cues.tsv", "kerana\tkarena\tkerana hujan\n");
    write("id/habits.tsv", "saat\tmostly\tpada saat itu\n");
    let load = || Cues::load(&Lexicons::only_folder(folder.path()).expect("readable"), Lang::MS, Lang::ID);
    let cues = load().expect("well formed");
    let side = |word: &str| cues.side(super::features::word_hash(word));
    assert_eq!([side("kerana"), side("saat"), side("itu")], [4, -2, 0]);
    write("ms/habits.tsv", "saat\trather\tsaat ini\n");
    assert!(load().is_err_and(|e| e.to_string().contains("stands in")));
    write("ms/habits.tsv", "turut\toften\tturut serta\n");
    assert!(load().is_err_and(|e| e.to_string().contains("neither")));
}

#[test]
fn numbers_help_to_tell_but_are_in_no_language_alone() {
    for text in ["54.000", "1,5", "10.30", "12/3"] {
        assert_eq!(identifier().identify(text).lang, Lang::UND, "{text}");
    }
}

fn texts() -> Vec<Labelled> {
    let of = |source: &str, lang: &str, lines: &[&str]| Labelled {
        source: source.into(),
        lang: Lang::parse(lang).expect("a code"),
        lines: lines.iter().map(|l| (*l).to_owned()).collect(),
    };
    vec![
        of(
            "a",
            "ms",
            &["polis menahan suspek kerana rasuah", "mereka boleh datang sahaja", "wang itu hilang kerana dicuri"],
        ),
        of("b", "ms", &["kerana itu polis datang", "dia sahaja yang boleh pergi", "wang sahaja tidak cukup"]),
        of(
            "a",
            "id",
            &["polisi menahan tersangka karena korupsi", "mereka bisa datang saja", "uang itu hilang karena dicuri"],
        ),
        of("b", "id", &["karena itu polisi datang", "dia saja yang bisa pergi", "uang saja tidak cukup"]),
        of("a", "xx", &["qua zor vexi qua nolt", "zor nolt qua vexi", "vexi qua zor nolt zor"]),
    ]
}

#[test]
fn a_model_is_made_from_text_and_is_the_same_every_time() {
    let lexicons = Lexicons::builtin();
    let settings = Settings { wide_bits: 10, close_bits: 12, ..Settings::default() };
    let train = || Identifier::train(&texts(), &lexicons, &settings).expect("cues").expect("texts");
    let bytes = train();
    assert_eq!(bytes, train());
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join(MODEL), bytes).expect("written");
    let identifier = Identifier::load(&Lexicons::with_folder(folder.path()).expect("readable")).expect("a model");
    assert_eq!(langs(&identifier, &["polis datang sahaja", "polisi datang saja", "nolt qua zor"]), ["ms", "id", "xx"]);
}

#[test]
fn one_language_is_too_few_to_learn_from() {
    let one = &texts()[..1];
    let refused = Identifier::train(one, &Lexicons::builtin(), &Settings::default()).expect("cues");
    assert_eq!(refused, Err(TrainError::Languages(1)));
}

#[test]
fn a_broken_model_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join(MODEL), b"SJLANG01").expect("written");
    let loaded = Identifier::load(&Lexicons::with_folder(folder.path()).expect("readable"));
    assert!(matches!(loaded, Err(LexiconError::Malformed { .. })));
}

fn page(blocks: &[(BlockKind, &str)], declared: Option<Lang>) -> Document {
    let meta = Meta { lang: declared, ..Meta::default() };
    let blocks = blocks.iter().map(|(kind, text)| Block::new(*kind, Text::copied(text, 0))).collect();
    let mut document = Document { meta, blocks, ..Document::default() };
    super::document(&identifier(), &mut document);
    document
}

fn block_langs(document: &Document) -> Vec<String> {
    document.blocks.iter().map(|b| b.lang.map_or(String::new(), |g| g.lang.to_string())).collect()
}

#[test]
fn weak_blocks_follow_the_document() {
    use BlockKind::{Heading, Paragraph};
    for (lang, prose) in [
        (
            "ms",
            "Polis berkata ketiga-tiga suspek ditahan kerana disyaki terlibat dalam kes rasuah bernilai jutaan ringgit.",
        ),
        (
            "id",
            "Polisi mengatakan ketiga tersangka ditahan karena diduga terlibat dalam kasus korupsi bernilai miliaran rupiah.",
        ),
    ] {
        let page =
            page(&[(Heading, "Dia makan nasi"), (Paragraph, prose), (Paragraph, "Ibu membeli ikan di pasar.")], None);
        assert_eq!(block_langs(&page), [lang; 3]);
        assert!(page.lang.is_some_and(|g| g.lang.as_str() == lang && g.confidence > 0.5));
    }
}

#[test]
fn english_paragraphs_of_a_malay_page_stay_english() {
    use BlockKind::Paragraph;
    let page = page(
        &[
            (Paragraph, "Polis menahan tiga lelaki kerana disyaki mencuri kereta di bandar itu semalam."),
            (Paragraph, "Police arrested three men who are believed to have stolen cars in the town yesterday."),
            (Paragraph, "Ketiga-tiga suspek dibawa ke balai polis untuk siasatan lanjut dan akan didakwa esok."),
            (Paragraph, "12:30"),
        ],
        None,
    );
    assert_eq!(block_langs(&page), ["ms", "en", "ms", "und"]);
    assert_eq!(page.lang.map(|g| g.lang), Some(Lang::MS));
}

#[test]
fn a_declared_language_decides_only_what_is_open() {
    use BlockKind::Paragraph;
    for lang in [Lang::MS, Lang::ID] {
        let open = page(&[(Paragraph, "Dia makan nasi."), (Paragraph, "Ibu membeli ikan di pasar.")], Some(lang));
        assert_eq!(open.lang.map(|g| g.lang), Some(lang));
    }
    let clear = "Polis menahan tiga suspek kerana disyaki mencuri kereta, kata jurucakap kerajaan semalam.";
    assert_eq!(page(&[(Paragraph, clear)], Some(Lang::ID)).lang.map(|g| g.lang), Some(Lang::MS));
}

proptest::proptest! {
    #[test]
    fn no_text_is_too_strange(text in "\\PC{0,200}") {
        let identifier = Identifier::load(&Lexicons::builtin()).expect("well formed");
        let guess = identifier.identify(&text);
        proptest::prop_assert!((0.0..=1.0).contains(&guess.confidence));
        identifier.evidence(&text);
    }
}
