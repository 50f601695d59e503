use super::*;

#[test]
fn what_is_no_parquet_is_told_and_nothing_dies_of_it() {
    for bytes in
        [&b""[..], b"PAR1", b"PAR1PAR1", b"PAR1\xff\xff\xff\x7fPAR1", b"PAR1\x15\x00\x15\x02\x03\x00\x00\x00PAR1"]
    {
        let source = Source::stream(bytes).expect("a temporary file");
        let opened = Batches::open("a.parquet", source, 8);
        assert!(matches!(opened, Err(ReadError::Malformed { .. })), "{bytes:?}");
    }
    assert!(is_parquet(b"PAR1\x15") && !is_parquet(b"PAR") && !is_parquet(b"WARC/1.0"));
}
