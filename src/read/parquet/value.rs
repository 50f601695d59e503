//! Values of Parquet's types as cells: texts, numbers, truth values; dates and times in ISO 8601.

use parquet::basic::{ConvertedType, LogicalType, TimeUnit};
use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::{ByteArray, DataType};
use parquet::errors::Result;
use parquet::schema::types::ColumnDescriptor;
use serde_json::{Number, Value};

/// The next `count` values of a column; fewer where it ends before.
pub fn read(reader: &mut ColumnReader, column: &ColumnDescriptor, count: usize) -> Result<Vec<Value>> {
    let kind = column.converted_type();
    let scale = column.type_scale();
    let decimal = kind == ConvertedType::DECIMAL;
    let ticks = ticks_a_second(column);
    match reader {
        ColumnReader::BoolColumnReader(r) => cells(r, column, count, |v: bool| Value::Bool(v)),
        ColumnReader::Int32ColumnReader(r) => cells(r, column, count, |v: i32| match kind {
            ConvertedType::DATE => Value::String(date(i64::from(v))),
            ConvertedType::UINT_8 | ConvertedType::UINT_16 | ConvertedType::UINT_32 => Value::from(v as u32),
            _ if decimal => Value::String(fraction(i128::from(v), scale)),
            _ => Value::from(v),
        }),
        ColumnReader::Int64ColumnReader(r) => cells(r, column, count, |v: i64| match ticks {
            Some(ticks) => Value::String(timestamp(v, ticks)),
            None if kind == ConvertedType::UINT_64 => Value::from(v as u64),
            None if decimal => Value::String(fraction(i128::from(v), scale)),
            None => Value::from(v),
        }),
        ColumnReader::Int96ColumnReader(r) => {
            cells(r, column, count, |v: parquet::data_type::Int96| Value::String(timestamp(v.to_millis(), 1_000)))
        }
        ColumnReader::FloatColumnReader(r) => cells(r, column, count, |v: f32| {
            // By way of its shortest form, so that 0.9 stays 0.9.
            v.to_string().parse().ok().and_then(Number::from_f64).map_or(Value::Null, Value::Number)
        }),
        ColumnReader::DoubleColumnReader(r) => {
            cells(r, column, count, |v: f64| Number::from_f64(v).map_or(Value::Null, Value::Number))
        }
        ColumnReader::ByteArrayColumnReader(r) => {
            cells(r, column, count, |v: ByteArray| if decimal { big(v.data(), scale) } else { text(v.data()) })
        }
        ColumnReader::FixedLenByteArrayColumnReader(r) => cells(
            r,
            column,
            count,
            |v: parquet::data_type::FixedLenByteArray| {
                if decimal { big(v.data(), scale) } else { Value::String(hexadecimal(v.data())) }
            },
        ),
    }
}

fn cells<T: DataType>(
    reader: &mut ColumnReaderImpl<T>,
    column: &ColumnDescriptor,
    count: usize,
    cell: impl Fn(T::T) -> Value,
) -> Result<Vec<Value>> {
    let (mut values, mut levels) = (Vec::new(), Vec::new());
    let (read, _, _) = reader.read_records(count, Some(&mut levels), None, &mut values)?;
    let mut values = values.into_iter().map(cell);
    if column.max_def_level() == 0 {
        return Ok(values.collect());
    }
    let there = |level: i16| if level == column.max_def_level() { values.next() } else { None };
    Ok(levels.into_iter().take(read).map(there).map(Option::unwrap_or_default).collect())
}

/// How many units of a column of moments make a second; none where it holds no moments.
fn ticks_a_second(column: &ColumnDescriptor) -> Option<i64> {
    match (column.logical_type_ref(), column.converted_type()) {
        (Some(LogicalType::Timestamp(stamp)), _) => Some(match stamp.unit {
            TimeUnit::MILLIS => 1_000,
            TimeUnit::MICROS => 1_000_000,
            TimeUnit::NANOS => 1_000_000_000,
        }),
        (_, ConvertedType::TIMESTAMP_MILLIS) => Some(1_000),
        (_, ConvertedType::TIMESTAMP_MICROS) => Some(1_000_000),
        _ => None,
    }
}

/// Days since 1970-01-01 as a date of the Gregorian calendar (Hinnant, "chrono-compatible low-level date algorithms").
fn date(days: i64) -> String {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

fn timestamp(value: i64, ticks: i64) -> String {
    let seconds = value.div_euclid(ticks);
    let (days, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    format!("{}T{:02}:{:02}:{:02}Z", date(days), second / 3_600, second / 60 % 60, second % 60)
}

/// A decimal number of `scale` digits behind the point.
fn fraction(value: i128, scale: i32) -> String {
    let scale = usize::try_from(scale).unwrap_or(0).min(38);
    if scale == 0 {
        return value.to_string();
    }
    let digits = format!("{:0>width$}", value.unsigned_abs(), width = scale + 1);
    let (whole, behind) = digits.split_at(digits.len() - scale);
    format!("{}{whole}.{behind}", if value < 0 { "-" } else { "" })
}

/// A decimal number as the bytes of an integer, the highest first, in two's complement.
fn big(bytes: &[u8], scale: i32) -> Value {
    if bytes.is_empty() || bytes.len() > 16 {
        return Value::String(hexadecimal(bytes));
    }
    let sign = if bytes[0] & 0x80 == 0 { 0 } else { -1 };
    Value::String(fraction(bytes.iter().fold(sign, |value: i128, &byte| value << 8 | i128::from(byte)), scale))
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A text; bytes in another encoding are found out as those of a page are.
fn text(bytes: &[u8]) -> Value {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => crate::read::decode("", bytes).unwrap_or_else(|_| String::from_utf8_lossy(bytes).into_owned()),
    };
    Value::String(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_moments_are_written_in_iso_8601() {
        for (days, text) in [(0, "1970-01-01"), (-1, "1969-12-31"), (11_016, "2000-02-29"), (19_782, "2024-02-29")] {
            assert_eq!(date(days), text);
        }
        assert_eq!(timestamp(1_700_000_000_123, 1_000), "2023-11-14T22:13:20Z");
        assert_eq!(timestamp(-1, 1_000_000), "1969-12-31T23:59:59Z");
    }

    #[test]
    fn decimal_numbers_keep_their_point() {
        assert_eq!(fraction(-5, 2), "-0.05");
        assert_eq!(fraction(12_345, 0), "12345");
        assert_eq!(big(&[0xff, 0x38], 1), Value::from("-20.0"));
        assert_eq!(big(&[0x04, 0xd2], 2), Value::from("12.34"));
        assert_eq!(big(&[1; 20], 0), Value::from("01".repeat(20)));
    }
}
