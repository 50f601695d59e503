#![no_main]
//! A page in any bytes, by way of the decoder.

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| sejajar_fuzz::file("page.html", bytes));
