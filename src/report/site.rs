//! The funnel of one site.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::host;

/// Counts of one host.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Site {
    /// Documents read.
    pub read: u64,
    /// Documents skipped, by reason.
    pub skipped: BTreeMap<String, u64>,
    /// Sentences of the documents read.
    pub sentences: u64,
    /// Pairs written.
    pub kept: u64,
    /// Pairs rejected, by reason.
    pub rejected: BTreeMap<String, u64>,
    /// Pairs dropped as duplicates.
    pub duplicates: u64,
}

impl Site {
    /// Adds the counts of another part of the run.
    pub fn add(&mut self, other: &Site) {
        for (into, from) in [(&mut self.skipped, &other.skipped), (&mut self.rejected, &other.rejected)] {
            for (name, count) in from {
                *into.entry(name.clone()).or_default() += count;
            }
        }
        self.read += other.read;
        self.sentences += other.sentences;
        self.kept += other.kept;
        self.duplicates += other.duplicates;
    }
}

/// The site of an address; `-` where there is none.
pub fn of(url: Option<&str>) -> String {
    url.and_then(host).unwrap_or_else(|| "-".to_owned())
}
