#![no_main]
//! Repair of text: it is done once and for all, and every part of the result leads back to the input.

use sejajar::model::Text;
use sejajar_fuzz::{SENTENCERS, lang};

libfuzzer_sys::fuzz_target!(|input: (u8, &str)| {
    let normalizer = SENTENCERS.normalizer(lang(input.0));
    let once = normalizer.normalize(&Text::copied(input.1, 0));
    for span in once.spans(0..once.len()).0 {
        assert!(input.1.get(span.start..span.end).is_some());
    }
    let again = normalizer.normalize(&Text::copied(once.as_str(), 0));
    assert_eq!(once.as_str(), again.as_str());
});
