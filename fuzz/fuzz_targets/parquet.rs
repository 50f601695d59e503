#![no_main]
//! Parquet files of pages.

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| sejajar_fuzz::file("pages.parquet", bytes));
