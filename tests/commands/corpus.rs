//! `score`, `filter`, `dedup`, `convert`, `stats` and `sample`: corpora that exist already.

use crate::common::{Folder, column, stderr, stdout};
use predicates::prelude::PredicateBooleanExt;
use predicates::str::contains;

const MS_EN: [&str; 4] = ["-s", "ms", "-t", "en"];

/// Pairs with a column of somebody else's: three good ones, one that is none, one twice.
const TSV: &str = "src_text\ttrg_text\tdomain\n\
    Kedai itu dibuka pada jam 9 pagi.\tThe shop opens at 9 in the morning.\tniaga\n\
    Sungai itu panjangnya 560 kilometer.\tThe river is 560 kilometres long.\talam\n\
    Kakak saya mengajar di sekolah rendah.\tThe price of oil fell in London on Friday.\t\n\
    Kedai itu dibuka pada jam 9 pagi!\tThe shop opens at 9 in the morning\tniaga\n\
    Mereka menanam padi di tepi tasik.\tThey plant rice beside the lake.\talam\n";

fn corpus() -> Folder {
    Folder::with(&[("c.tsv", TSV)])
}

fn scores(table: &str) -> Vec<f64> {
    column(table, "score").iter().map(|s| s.parse().expect("a number")).collect()
}

#[test]
fn translations_score_above_what_is_none_and_foreign_columns_stay() {
    let folder = corpus();
    let table = stdout(&folder.call(&["score", "c.tsv"]).args(MS_EN).assert().code(0));
    assert_eq!(column(&table, "domain"), ["niaga", "alam", "", "niaga", "alam"]);
    let scores = scores(&table);
    assert!([0, 1, 3, 4].iter().all(|&i| scores[i] > scores[2]), "{scores:?}");
    assert!(table.starts_with("src_text,trg_text,domain,"), "{table}");
    folder.call(&["score", "c.tsv"]).assert().code(2).stderr(contains("-s and -t"));
}

#[test]
fn standard_input_scores_the_same_as_a_file() {
    let folder = corpus();
    let file = stdout(&folder.call(&["score", "c.tsv"]).args(MS_EN).assert().code(0));
    let piped = stdout(&folder.call(&["score", "-"]).args(MS_EN).write_stdin(TSV).assert().code(0));
    assert_eq!(piped, file);
    let mut many = String::from("src_text\ttrg_text\n");
    for n in 0..3000 {
        many.push_str(&format!("Rumah nombor {n} dicat putih.\tHouse number {n} is painted white.\n"));
    }
    let piped = stdout(&folder.call(&["score", "-"]).args(MS_EN).write_stdin(many).assert().code(0));
    assert_eq!(column(&piped, "score").len(), 3000);
}

#[test]
fn filtering_keeps_drops_and_counts() {
    let scores = ["score", "0.9", "0.8", "0.1", "0.9", "0.7"];
    let scored: String = TSV.lines().zip(scores).map(|(line, score)| format!("{line}\t{score}\n")).collect();
    let folder = Folder::with(&[("c.tsv", &scored)]);
    let call = ["filter", "c.tsv", "-o", "kept.jsonl", "--rejects", "out.csv", "--min-score", "0.3"];
    let done = folder.call(&call).args(MS_EN).assert().code(0);
    let kept: Vec<serde_json::Value> =
        folder.read("kept.jsonl").lines().map(|l| serde_json::from_str(l).expect("a row")).collect();
    let rejects = folder.read("out.csv");
    assert_eq!(column(&rejects, "src_text"), ["Kakak saya mengajar di sekolah rendah."]);
    assert_eq!(column(&rejects, "flags")[0].split(';').filter(|f| *f == "low_score").count(), 1, "{rejects}");
    assert_eq!(kept.len(), 4);
    assert_eq!(kept[1]["domain"], "alam");
    assert!(stderr(&done).contains("pairs 5 = 4 kept + 1 rejected (low_score 1)"), "{}", stderr(&done));
    let call = ["filter", "c.tsv", "--min-score", "1", "-q"];
    folder.call(&call).args(MS_EN).assert().code(4).stdout(contains("src_text,trg_text")).stderr("");
}

#[test]
fn a_score_that_stands_there_is_kept_by_filter_and_made_anew_by_score() {
    let row = "src_text,trg_text,score\nAir sungai itu jernih.,The river's water is clear.,0.42\n";
    let folder = Folder::with(&[("c.csv", row)]);
    let kept = stdout(&folder.call(&["filter", "c.csv", "--min-score", "0.4"]).args(MS_EN).assert().code(0));
    assert_eq!(column(&kept, "score"), ["0.42"]);
    let anew = stdout(&folder.call(&["score", "c.csv"]).args(MS_EN).assert().code(0));
    assert_ne!(column(&anew, "score"), ["0.42"]);
}

#[test]
fn what_stands_in_a_test_set_is_left_out() {
    let folder = corpus();
    folder.write("test.txt", "they plant rice, beside the lake\n".as_bytes());
    folder.write("test.tsv", "Sungai itu panjangnya 560 kilometer.\tx\n".as_bytes());
    let call = ["filter", "c.tsv", "--min-score", "0", "--exclude", "test.txt", "--exclude", "test.tsv"];
    let done = folder.call(&call).args(MS_EN).assert().code(0);
    let kept = column(&stdout(&done), "src_text");
    assert!(kept.iter().all(|t| !t.starts_with("Mereka") && !t.starts_with("Sungai")), "{kept:?}");
    assert!(stderr(&done).contains("excluded 2"), "{}", stderr(&done));
}

#[test]
fn test_sets_come_in_any_format_and_short_sentences_count_in_pairs() {
    let corpus = "src_text\ttrg_text\nAyam itu berkokok pada waktu subuh.\tThe rooster crows at dawn.\n\
        Ya.\tYes.\nYa.\tIndeed.\nBukit itu tinggi dan hijau.\tThe hill is high and green.\n";
    let folder = Folder::with(&[("c.tsv", corpus)]);
    let rows =
        "src_text,trg_text,id\n\"Ayam itu, berkokok pada waktu subuh\",x,Bukit itu tinggi dan hijau.\nYa,YES,1\n";
    folder.write("t.csv", rows.as_bytes());
    for name in ["t.jsonl", "t.tmx", "t.parquet"] {
        folder.call(&["convert", "t.csv", "-o", name]).args(MS_EN).assert().code(0);
    }
    folder.call(&["convert", "t.csv", "-o", "m.moses"]).args(MS_EN).assert().code(0);
    folder.write("flat.csv", b"Ya,Yes,\"Ayam itu, berkokok pada waktu subuh\"\n");
    folder.write(
        "flores.jsonl",
        b"{\"sentence\":{\"ms\":\"Ya\",\"en\":\"yes\"},\"x\":[\"Ayam itu berkokok pada waktu subuh\"]}\n",
    );
    let sets: [&[&str]; 7] =
        [&["t.csv"], &["t.jsonl"], &["t.tmx"], &["t.parquet"], &["m.ms", "m.en"], &["flat.csv"], &["flores.jsonl"]];
    for set in sets {
        let mut call = vec!["filter", "c.tsv", "--min-score", "0"];
        call.extend(set.iter().flat_map(|name| ["--exclude", name]));
        let kept = stdout(&folder.call(&call).args(MS_EN).assert().code(0));
        assert_eq!(column(&kept, "trg_text"), ["Indeed.", "The hill is high and green."], "{set:?}");
    }
}

#[test]
fn personal_data_is_flagged_or_replaced_on_both_sides() {
    let row = "src_text\ttrg_text\nHubungi siti@contoh.my atau 03-8888 1234 segera.\tContact siti@contoh.my or 03-8888 1234 at once.\n";
    let folder = Folder::with(&[("c.tsv", row)]);
    let flagged = stdout(&folder.call(&["filter", "c.tsv", "--min-score", "0"]).args(MS_EN).assert().code(0));
    assert!(column(&flagged, "flags")[0].contains("personal_data") && flagged.contains("siti@contoh.my"));
    let call = ["filter", "c.tsv", "--min-score", "0", "--replace-personal"];
    let replaced = stdout(&folder.call(&call).args(MS_EN).assert().code(0));
    assert_eq!(column(&replaced, "src_text"), ["Hubungi [EMAIL] atau [PHONE] segera."]);
    assert_eq!(column(&replaced, "trg_text"), ["Contact [EMAIL] or [PHONE] at once."]);
    let call = ["filter", "c.tsv", "--min-score", "0", "--rule", "personal_data=drop"];
    folder.call(&call).args(MS_EN).assert().code(4);
}

#[test]
fn duplicates_leave_the_best_scored() {
    let folder = corpus();
    let done = folder.call(&["dedup", "c.tsv", "-o", "d.tsv"]).assert().code(0);
    assert!(stderr(&done).contains("pairs 5 = 4 kept + 1 duplicates"), "{}", stderr(&done));
    let kept = folder.read("d.tsv");
    assert!(kept.contains("9 pagi.\t") && !kept.contains("9 pagi!\t"), "the first, where none has a score:\n{kept}");
    let scored =
        "src_text,trg_text,score\nRumah 1 dijual.,House 1 for sale.,0.5\nRumah 2 dijual.,House 2 for sale.,0.9\n";
    folder.write("s.csv", scored.as_bytes());
    let best = stdout(&folder.call(&["dedup", "s.csv"]).assert().code(0));
    assert_eq!(column(&best, "src_text"), ["Rumah 2 dijual."]);
    let both = stdout(&folder.call(&["dedup", "s.csv", "--keep-digits"]).assert().code(0));
    assert_eq!(column(&both, "src_text").len(), 2);
    folder.call(&["dedup", "s.csv", "-q"]).assert().code(0).stderr("");
    folder.call(&["dedup", "-"]).write_stdin(scored).assert().code(2).stderr(contains("twice"));
}

#[test]
fn formats_go_round_in_a_circle() {
    let text = "src_text,trg_text,score,note\n\"Kata \"\"ya\"\", lalu pergi.\",\"He said \"\"yes\"\" & left <soon>.\",0.75,\"a,b\"\nDua.,Two.,0.5,\n";
    let folder = Folder::with(&[("a.csv", text)]);
    let names = ["a.csv", "b.tsv", "c.jsonl", "d.tmx", "e.csv.gz", "g.parquet", "h.jsonl", "i.parquet.zst", "f.csv"];
    for (from, to) in names.iter().zip(&names[1..]) {
        folder.call(&["convert", from, "-o", to]).args(MS_EN).assert().code(0).stderr("");
    }
    let round = folder.read("f.csv");
    for name in ["src_text", "trg_text", "score", "note"] {
        assert_eq!(column(&round, name), column(text, name), "{name}\n{round}");
    }
}

#[test]
fn moses_files_come_in_pairs() {
    let folder =
        Folder::with(&[("m.ms", "Satu.\nDua\tekor.\n"), ("m.en", "One.\nTwo of them.\n"), ("short.en", "One.\n")]);
    let table = stdout(&folder.call(&["convert", "m.ms", "--moses", "m.en"]).assert().code(0));
    assert_eq!(column(&table, "trg_text"), ["One.", "Two of them."]);
    folder.write("t.csv", table.as_bytes());
    folder.call(&["convert", "t.csv", "--format", "moses", "-o", "out"]).args(MS_EN).assert().code(0);
    assert_eq!(
        (folder.read("out.ms").as_str(), folder.read("out.en").as_str()),
        ("Satu.\nDua ekor.\n", "One.\nTwo of them.\n")
    );
    folder
        .call(&["convert", "m.ms", "--moses", "short.en"])
        .assert()
        .code(1)
        .stderr(contains("short.en").or(contains("m.ms")));
    folder.call(&["convert", "m.ms"]).assert().code(1).stderr(contains("--moses"));
    folder.call(&["convert", "t.csv", "--format", "moses"]).args(MS_EN).assert().code(2).stderr(contains("PREFIX"));
}

#[test]
fn columns_go_by_other_names_and_a_table_may_have_none() {
    let folder =
        Folder::with(&[("named.csv", "id,melayu,inggeris\n1,Satu.,One.\n"), ("bare.tsv", "Satu.\tOne.\nDua.\tTwo.\n")]);
    let call = ["convert", "named.csv", "--src-column", "melayu", "--trg-column", "inggeris"];
    let table = stdout(&folder.call(&call).assert().code(0));
    assert_eq!((column(&table, "src_text"), column(&table, "id")), (vec!["Satu.".to_owned()], vec!["1".to_owned()]));
    let table = stdout(&folder.call(&["convert", "bare.tsv"]).assert().code(0));
    assert_eq!(column(&table, "trg_text"), ["One.", "Two."]);
}

#[test]
fn a_corpus_is_described_in_numbers() {
    let folder = corpus();
    insta::assert_snapshot!(stdout(&folder.call(&["stats", "c.tsv"]).args(MS_EN).assert().code(0)));
}

#[test]
fn a_sample_is_the_same_each_time_and_in_the_order_of_the_corpus() {
    let folder = corpus();
    let sample = |more: &[&str]| {
        let done = folder.call(&["sample", "c.tsv", "-n", "3"]).args(more).assert().code(0);
        column(&stdout(&done), "src_text")
    };
    let first = sample(&[]);
    assert_eq!((first.len(), &sample(&[])), (3, &first));
    let place = |text: &String| TSV.find(text.as_str()).expect("a line of the corpus");
    assert!(first.iter().map(place).is_sorted());
    assert!((1..20).any(|seed| sample(&["--seed", &seed.to_string()]) != first));
    assert_eq!(sample(&["-n", "100"]).len(), 5);
}

#[test]
fn broken_rows_are_named_with_their_line() {
    let folder = Folder::with(&[
        ("a.jsonl", "{\"src_text\":\"a\",\"trg_text\":\"b\"}\n{oops\n"),
        ("a.tmx", "<?xml version=\"1.0\"?><tmx><body><tu><tuv xml:lang=\"ms\"><seg>a</seg></tuv></tu></body></tmx>"),
    ]);
    folder.call(&["convert", "a.jsonl", "-o", "x.csv"]).assert().code(1).stderr(contains("line 2"));
    folder.call(&["convert", "a.tmx", "-o", "x.csv"]).assert().code(1).stderr(contains("two segments"));
    assert_eq!(folder.names(), ["a.jsonl", "a.tmx"], "nothing half-written is left");
    folder.call(&["convert", "a.jsonl", "-o", "x.doc"]).assert().code(2).stderr(contains(".jsonl"));
}

/// A Parquet file of rows whose texts stand in a struct, and of a list where one is asked for.
fn nested(list: bool) -> Vec<u8> {
    use parquet::data_type::{ByteArray, ByteArrayType};
    use std::sync::Arc;
    let schema =
        "message schema { required group translation { required binary ms (UTF8); optional binary en (UTF8); }";
    let schema = format!("{schema} {} }}", if list { "repeated binary tags (UTF8);" } else { "" });
    let schema = Arc::new(parquet::schema::parser::parse_message_type(&schema).expect("a schema"));
    let mut file =
        parquet::file::writer::SerializedFileWriter::new(Vec::new(), schema, Arc::default()).expect("a file");
    for rows in [["Satu.", "One."], ["Dua.", ""]] {
        let mut group = file.next_row_group().expect("a row group");
        // Whether there is a value, and whether it goes on with a list, for columns that say so.
        let none: Option<[i16; 1]> = None;
        let mut levels = vec![(none, none), (Some([i16::from(!rows[1].is_empty())]), None)];
        levels.extend(list.then_some((Some([0]), Some([0]))));
        for (i, (there, again)) in levels.iter().enumerate() {
            let mut column = group.next_column().expect("a column").expect("another column");
            let values: Vec<ByteArray> =
                rows.get(i).into_iter().filter(|t| !t.is_empty()).map(|t| (*t).into()).collect();
            let (there, again) = (there.as_ref().map(|l| &l[..]), again.as_ref().map(|l| &l[..]));
            column.typed::<ByteArrayType>().write_batch(&values, there, again).expect("values");
            column.close().expect("a column");
        }
        group.close().expect("a row group");
    }
    file.into_inner().expect("a file")
}

#[test]
fn parquet_of_others_is_read_as_far_as_rows_have_cells() {
    let folder = Folder::new();
    folder.write("a.parquet", &nested(false));
    let table = stdout(&folder.call(&["convert", "a.parquet"]).assert().code(0));
    assert_eq!(table, "src_text,trg_text\nSatu.,One.\nDua.,\n");
    let piped = stdout(&folder.call(&["convert", "-"]).write_stdin(nested(false)).assert().code(0));
    assert_eq!(piped, table);
    folder.write("b.parquet", &nested(true));
    folder.call(&["convert", "b.parquet"]).assert().code(1).stderr(contains("column tags holds a list"));
    folder.call(&["convert", "a.parquet", "--src-column", "x"]).assert().code(0);
    folder.write("cut.parquet", &nested(false)[..60]);
    folder.call(&["convert", "cut.parquet", "-o", "x.csv"]).assert().code(1).stderr(contains("Parquet"));
    assert_eq!(folder.names(), ["a.parquet", "b.parquet", "cut.parquet"]);
}

#[test]
fn every_command_takes_and_gives_parquet() {
    let folder = corpus();
    folder.call(&["convert", "c.tsv", "-o", "c.parquet"]).assert().code(0);
    for call in [
        &["score", "c.parquet", "-s", "ms", "-t", "en", "-o", "score.parquet"][..],
        &["filter", "score.parquet", "-s", "ms", "-t", "en", "-o", "filter.parquet", "--rejects", "no.parquet", "-q"],
        &["dedup", "filter.parquet", "-o", "dedup.parquet", "-q"],
        &["sample", "dedup.parquet", "-n", "2", "-o", "sample.parquet"],
    ] {
        folder.call(call).assert().code(0).stderr("");
    }
    let stats = |name: &str| stdout(&folder.call(&["stats", name]).assert().code(0));
    assert!(stats("sample.parquet").starts_with("pairs\t2\n"), "{}", stats("sample.parquet"));
    let kept = stdout(&folder.call(&["convert", "dedup.parquet"]).assert().code(0));
    assert!(column(&kept, "domain").contains(&"alam".to_owned()), "{kept}");
}
