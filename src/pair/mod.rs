//! Which documents are translations of each other.
