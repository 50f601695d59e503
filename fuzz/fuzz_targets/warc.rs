#![no_main]
//! Crawls, plain.

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| sejajar_fuzz::file("crawl.warc", bytes));
