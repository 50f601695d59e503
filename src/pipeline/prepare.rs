//! One document from its record to its sentences.

use super::{Sentencers, Tools};
use crate::blocks;
use crate::identify;
use crate::lang::Lang;
use crate::model::{Document, Record, Sentence};

/// A document with the sentences of the blocks that were kept.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// The document.
    pub document: Document,
    /// Its sentences in order.
    pub sentences: Vec<Sentence>,
}

/// Takes a record through blocks, identify and clean.
pub fn cleaned(tools: &Tools, record: &Record) -> Document {
    let mut document = blocks::document(record);
    document.meta.date = document.meta.date.take().or_else(|| record.fetched.clone());
    tools.tree.around(&mut document, |document| {
        identify::document(&tools.identifier, document);
        tools.cleaner.clean(document);
    });
    document
}

/// Takes a cleaned document through normalize and split.
pub fn prepared(sentencers: &Sentencers, document: Document) -> Prepared {
    let mut sentences = Vec::new();
    for (index, block) in document.blocks.iter().enumerate().filter(|(_, b)| b.is_kept()) {
        let lang = block.lang.map_or(Lang::UND, |guess| guess.lang);
        let core = block.core.clone().unwrap_or(0..block.text.len());
        let text = sentencers.normalizer(lang).normalize(&block.text.slice(core));
        for range in sentencers.splitter(lang).split(text.as_str()) {
            sentences.push(Sentence {
                text: text.as_str()[range.clone()].to_owned(),
                spans: text.spans(range),
                block: index,
                lang,
            });
        }
    }
    Prepared { document, sentences }
}
