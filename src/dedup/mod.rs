//! Duplicates among pairs.
