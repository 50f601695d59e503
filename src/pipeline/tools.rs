//! The stages, made ready once with the knowledge of the languages in hand.

use std::collections::BTreeMap;

use crate::clean::{Cleaner, TreeJudge};
use crate::identify::Identifier;
use crate::lang::Lang;
use crate::lexicon::{LexiconError, Lexicons, Pack};
use crate::normalize::{self, Normalizer};
use crate::split::Splitter;

/// Everything a document needs on its way to sentences.
#[derive(Debug)]
pub struct Tools {
    /// Which language a text is in.
    pub identifier: Identifier,
    /// What of a page's tree is its article.
    pub tree: TreeJudge,
    /// What is boilerplate.
    pub cleaner: Cleaner,
    by_lang: BTreeMap<Lang, (Normalizer, Splitter)>,
    url_marks: BTreeMap<Lang, Vec<String>>,
}

impl Tools {
    /// Reads the packs of all languages that have one.
    ///
    /// # Errors
    /// Where a file of the lexicons is malformed.
    pub fn load(lexicons: &Lexicons, options: normalize::Options) -> Result<Tools, LexiconError> {
        let mut langs: Vec<Lang> = lexicons
            .folders()?
            .iter()
            .filter(|name| !name.contains('-'))
            .filter_map(|name| Lang::parse(name).ok())
            .collect();
        langs.push(Lang::UND);
        langs.sort_unstable();
        langs.dedup();
        let packs = langs.iter().map(|&lang| Pack::load(lexicons, lang)).collect::<Result<Vec<_>, _>>()?;
        let mut by_lang = BTreeMap::new();
        for pack in &packs {
            by_lang.insert(pack.lang, (Normalizer::new(lexicons, pack, options)?, Splitter::new(pack)));
        }
        let url_marks = packs.iter().map(|pack| (pack.lang, pack.profile.url_marks.clone())).collect();
        Ok(Tools {
            identifier: Identifier::load(lexicons)?,
            tree: TreeJudge::load(lexicons)?,
            cleaner: Cleaner::new(&packs)?,
            by_lang,
            url_marks,
        })
    }

    /// The repairs of a language; without a pack, those of no language.
    pub fn normalizer(&self, lang: Lang) -> &Normalizer {
        &self.of(lang).0
    }

    /// The sentence splitter of a language; without a pack, that of no language.
    pub fn splitter(&self, lang: Lang) -> &Splitter {
        &self.of(lang).1
    }

    /// Marks of a language in addresses.
    pub fn url_marks(&self, lang: Lang) -> &[String] {
        self.url_marks.get(&lang).map_or(&[], Vec::as_slice)
    }

    fn of(&self, lang: Lang) -> &(Normalizer, Splitter) {
        self.by_lang.get(&lang).unwrap_or_else(|| &self.by_lang[&Lang::UND])
    }
}
