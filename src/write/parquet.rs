//! Rows as Parquet, packed with Zstandard.

use std::io;
use std::sync::Arc;

use parquet::basic::{Compression, ConvertedType, Repetition, Type as Physical, ZstdLevel};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int64Type};
use parquet::errors::{ParquetError, Result};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::Type;
use serde_json::Value;

use super::{RowWriter, Target};
use crate::model::{Row, text_of};

/// Most rows of a row group.
const ROWS: usize = 1 << 16;

/// Bytes of text that a row group ends behind.
const BYTES: usize = 64 << 20;

/// What the values of a column are, as those of the first row group show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Text,
    Whole,
    Real,
    Truth,
}

/// Columns that hold a probability, even where a text file gave it as text.
const SCORES: [&str; 2] = ["score", "aligner_score"];

/// A Parquet file of flat columns, each of which may be without a value. A row group is held in memory until it is
/// full; the first one decides which columns hold numbers.
pub struct Parquet<W: Target + Send> {
    columns: Vec<String>,
    rows: Vec<Vec<Value>>,
    bytes: usize,
    state: State<W>,
}

enum State<W: Target + Send> {
    Waiting(W),
    Writing(Box<SerializedFileWriter<W>>, Vec<Kind>),
    /// While the file is begun, and for good where that failed.
    Between,
}

impl<W: Target + Send> Parquet<W> {
    /// A file with these columns.
    pub fn new(out: W, columns: Vec<String>) -> Parquet<W> {
        Parquet { columns, rows: Vec::new(), bytes: 0, state: State::Waiting(out) }
    }

    fn begin(&mut self) -> Result<()> {
        let out = match std::mem::replace(&mut self.state, State::Between) {
            State::Waiting(out) => out,
            state => {
                self.state = state;
                return Ok(());
            }
        };
        let kinds: Vec<Kind> = self.columns.iter().enumerate().map(|(i, name)| self.kind(i, name)).collect();
        let fields = self.columns.iter().zip(&kinds).map(|(name, kind)| field(name, *kind).map(Arc::new));
        let schema = Type::group_type_builder("schema").with_fields(fields.collect::<Result<_>>()?).build()?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_created_by(concat!("sejajar version ", env!("CARGO_PKG_VERSION")).to_owned())
            .build();
        let writer = SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties))?;
        self.state = State::Writing(Box::new(writer), kinds);
        Ok(())
    }

    fn kind(&self, column: usize, name: &str) -> Kind {
        if SCORES.contains(&name) {
            return Kind::Real;
        }
        let mut values = self.rows.iter().map(|row| &row[column]).filter(|value| !value.is_null()).peekable();
        if values.peek().is_none() {
            return Kind::Text;
        }
        let mut kinds = values.map(|value| match value {
            Value::Bool(_) => Kind::Truth,
            Value::Number(number) if number.is_i64() => Kind::Whole,
            Value::Number(_) => Kind::Real,
            _ => Kind::Text,
        });
        let first = kinds.next().unwrap_or(Kind::Text);
        kinds.fold(first, |one, other| match (one, other) {
            (one, other) if one == other => one,
            (Kind::Whole | Kind::Real, Kind::Whole | Kind::Real) => Kind::Real,
            _ => Kind::Text,
        })
    }

    fn flush(&mut self) -> Result<()> {
        self.begin()?;
        let State::Writing(writer, kinds) = &mut self.state else {
            return Err(ParquetError::General("the file could not be begun".to_owned()));
        };
        let mut group = writer.next_row_group()?;
        for (i, kind) in kinds.iter().enumerate() {
            let values = self.rows.iter().map(|row| &row[i]);
            let Some(mut column) = group.next_column()? else { break };
            let none = |value: &Value| misfit(&self.columns[i], value);
            match kind {
                Kind::Text => put::<ByteArrayType>(&mut column, values.map(text))?,
                Kind::Truth => put::<BoolType>(&mut column, values.map(|v| fit(v, v.as_bool(), none)))?,
                Kind::Whole => put::<Int64Type>(&mut column, values.map(|v| fit(v, v.as_i64(), none)))?,
                Kind::Real => put::<DoubleType>(&mut column, values.map(|v| fit(v, real(v), none)))?,
            }
            column.close()?;
        }
        group.close()?;
        self.rows.clear();
        self.bytes = 0;
        Ok(())
    }
}

fn field(name: &str, kind: Kind) -> Result<Type> {
    let (physical, converted) = match kind {
        Kind::Text => (Physical::BYTE_ARRAY, ConvertedType::UTF8),
        Kind::Whole => (Physical::INT64, ConvertedType::NONE),
        Kind::Real => (Physical::DOUBLE, ConvertedType::NONE),
        Kind::Truth => (Physical::BOOLEAN, ConvertedType::NONE),
    };
    Type::primitive_type_builder(name, physical)
        .with_repetition(Repetition::OPTIONAL)
        .with_converted_type(converted)
        .build()
}

/// Writes the values of a column, and where there are none.
fn put<T: DataType>(
    column: &mut SerializedColumnWriter<'_>,
    cells: impl Iterator<Item = Result<Option<T::T>>>,
) -> Result<()> {
    let (mut values, mut levels) = (Vec::new(), Vec::new());
    for cell in cells {
        let cell = cell?;
        levels.push(i16::from(cell.is_some()));
        values.extend(cell);
    }
    column.typed::<T>().write_batch(&values, Some(&levels), None).map(drop)
}

fn text(value: &Value) -> Result<Option<ByteArray>> {
    Ok((!value.is_null()).then(|| ByteArray::from(text_of(value).into_bytes())))
}

fn real(value: &Value) -> Option<f64> {
    value.as_f64().or_else(|| value.as_str()?.trim().parse().ok())
}

/// A value where it fits its column; none where there is none.
fn fit<T>(value: &Value, fitting: Option<T>, misfit: impl Fn(&Value) -> ParquetError) -> Result<Option<T>> {
    match (fitting, value) {
        (Some(fitting), _) => Ok(Some(fitting)),
        (None, Value::Null) => Ok(None),
        (None, Value::String(text)) if text.is_empty() => Ok(None),
        _ => Err(misfit(value)),
    }
}

fn misfit(column: &str, value: &Value) -> ParquetError {
    let what = format!("the column '{column}' holds {value} where rows before have a number; write JSON lines instead");
    ParquetError::General(what)
}

fn io_error(error: ParquetError) -> io::Error {
    match error {
        ParquetError::General(what) => io::Error::other(what),
        ParquetError::External(inner) => match inner.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(inner) => io::Error::other(inner),
        },
        error => io::Error::other(error),
    }
}

impl<W: Target + Send> RowWriter for Parquet<W> {
    fn row(&mut self, row: &Row) -> io::Result<()> {
        if let Some(lost) = row.keys().find(|key| !self.columns.contains(key)) {
            return Err(super::lost(lost));
        }
        let cells: Vec<Value> = self.columns.iter().map(|name| row.get(name).cloned().unwrap_or_default()).collect();
        self.bytes += cells.iter().filter_map(Value::as_str).map(str::len).sum::<usize>();
        self.rows.push(cells);
        if self.rows.len() >= ROWS || self.bytes >= BYTES { self.flush().map_err(io_error) } else { Ok(()) }
    }

    fn end(mut self: Box<Self>) -> io::Result<()> {
        if self.rows.is_empty() { self.begin() } else { self.flush() }.map_err(io_error)?;
        match self.state {
            State::Writing(writer, _) => writer.into_inner().map_err(io_error)?.complete(),
            State::Waiting(_) | State::Between => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn row(value: Value) -> Row {
        value.as_object().cloned().expect("an object")
    }

    #[test]
    fn a_column_is_what_the_first_rows_are() {
        let names = ["score", "n", "x", "mixed", "none"].map(str::to_owned).to_vec();
        let mut bytes = Vec::new();
        let mut out = Parquet::new(&mut bytes, names);
        out.row(&row(json!({"score": "0.5", "n": 1, "x": true, "mixed": 1, "none": null}))).expect("a row");
        out.row(&row(json!({"score": 1, "n": 2.5, "x": null, "mixed": "a", "none": null}))).expect("a row");
        let kinds: Vec<Kind> = out.columns.iter().enumerate().map(|(i, name)| out.kind(i, name)).collect();
        assert_eq!(kinds, [Kind::Real, Kind::Real, Kind::Truth, Kind::Text, Kind::Text]);
    }

    #[test]
    fn what_does_not_fit_a_column_is_told_with_its_name() {
        let mut bytes = Vec::new();
        let mut out = Parquet::new(&mut bytes, vec!["n".to_owned()]);
        (0..ROWS).for_each(|n| out.row(&row(json!({"n": n}))).expect("a row"));
        out.row(&row(json!({"n": "x"}))).expect("held back");
        let error = Box::new(out).end().expect_err("a text among numbers");
        assert!(error.to_string().contains("column 'n' holds \"x\""), "{error}");
        let mut out = Parquet::new(&mut bytes, vec!["n".to_owned()]);
        assert!(out.row(&row(json!({"m": 1}))).is_err(), "a column that the head does not have");
    }
}
