#![no_main]
//! Packed crawls: the first byte says how.

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Some((kind, bytes)) = bytes.split_first() {
        sejajar_fuzz::file(if kind % 2 == 0 { "crawl.warc.gz" } else { "crawl.warc.zst" }, bytes);
    }
});
