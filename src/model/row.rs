//! A row of a file of pairs, whoever wrote the file.

use serde_json::{Map, Number, Value};

use super::Pair;

/// Cells by the names of their columns, in order.
pub type Row = Map<String, Value>;

/// The columns of a pair, in order.
pub const COLUMNS: [&str; 16] = [
    "src_text",
    "trg_text",
    "score",
    "bead",
    "src_lang",
    "trg_lang",
    "src_doc",
    "trg_doc",
    "src_url",
    "trg_url",
    "src_index",
    "trg_index",
    "src_span",
    "trg_span",
    "flags",
    "pair_id",
];

/// A cell as text: empty where the row has none, the parts of a list with `;` between them.
pub fn cell(row: &Row, name: &str) -> String {
    row.get(name).map(text_of).unwrap_or_default()
}

/// A value as text: empty where there is none, the parts of a list with `;` between them.
pub fn text_of(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(parts) => parts.iter().map(text_of).collect::<Vec<_>>().join(";"),
        other => other.to_string(),
    }
}

/// A probability as it is written: four decimals.
pub fn score(value: f64) -> Value {
    Number::from_f64((value * 1e4).round() / 1e4).map_or(Value::Null, Value::Number)
}

impl From<&Pair> for Row {
    fn from(pair: &Pair) -> Row {
        let cells = [
            pair.src.text.clone().into(),
            pair.trg.text.clone().into(),
            score(pair.score),
            pair.bead.to_string().into(),
            pair.src.lang.to_string().into(),
            pair.trg.lang.to_string().into(),
            pair.src.doc.clone().into(),
            pair.trg.doc.clone().into(),
            pair.src.url.clone().into(),
            pair.trg.url.clone().into(),
            pair.src.index.clone().into(),
            pair.trg.index.clone().into(),
            pair.src.span.clone().into(),
            pair.trg.span.clone().into(),
            pair.flags.iter().map(|f| Value::from(f.0.clone())).collect(),
            pair.id.clone().into(),
        ];
        COLUMNS.iter().map(|name| (*name).to_owned()).zip(cells).collect()
    }
}
