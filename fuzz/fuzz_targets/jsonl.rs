#![no_main]
//! Records of JSON lines.

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| sejajar_fuzz::file("records.jsonl", bytes));
