#![no_main]
//! Sentence splitting: sentences stand in order, and nothing but space is left out.

use sejajar_fuzz::{SENTENCERS, lang};

libfuzzer_sys::fuzz_target!(|input: (u8, &str)| {
    let mut at = 0;
    for range in SENTENCERS.splitter(lang(input.0)).split(input.1) {
        assert!(input.1[at..range.start].trim().is_empty() && range.start < range.end);
        at = range.end;
    }
    assert!(input.1[at..].trim().is_empty());
});
