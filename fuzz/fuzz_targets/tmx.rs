#![no_main]
//! TMX: any bytes are read without a fall, and what is read is written and read back the same.

use sejajar::read::pairs;
use sejajar::write::{PairFormat, RowOptions, row_writer};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let reader = Box::new(std::io::Cursor::new(bytes.to_vec()));
    let Ok(rows) = pairs::open("a.tmx", reader, None, &pairs::Columns::default()) else { return };
    let rows: Vec<_> = rows.take(1000).map_while(Result::ok).collect();
    let mut written = Vec::new();
    let mut writer = row_writer(PairFormat::Tmx, &mut written, &RowOptions::pairs("ms")).expect("a head");
    rows.iter().for_each(|row| writer.row(row).expect("a row"));
    writer.end().expect("an end");
    let text = String::from_utf8(written).expect("UTF-8");
    let again = pairs::texts("a.tmx", text).expect("what was written");
    let texts = |name: &str| rows.iter().map(|row| sejajar::model::cell(row, name)).collect::<Vec<_>>();
    let expected: Vec<(String, String)> = texts("src_text").into_iter().zip(texts("trg_text")).collect();
    let legal = |text: &String| {
        text.chars()
            .filter(|c| (*c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}')) || "\t\n\r".contains(*c))
            .collect::<String>()
    };
    assert_eq!(again, expected.iter().map(|(s, t)| (legal(s), legal(t))).collect::<Vec<_>>());
});
