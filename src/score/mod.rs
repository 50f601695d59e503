//! What speaks against a pair: hard rules with the field's names.
