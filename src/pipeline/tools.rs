//! The stages, made ready once with the knowledge of the languages in hand.

use std::collections::BTreeMap;

use crate::clean::{Cleaner, TreeJudge};
use crate::identify::Identifier;
use crate::lang::Lang;
use crate::lexicon::{LexiconError, Lexicons, Pack};
use crate::normalize::{self, Normalizer};
use crate::score::Knowledge;
use crate::split::Splitter;

/// What takes a page to its article.
#[derive(Debug)]
pub struct Tools {
    /// Which language a text is in.
    pub identifier: Identifier,
    /// What of a page's tree is its article.
    pub tree: TreeJudge,
    /// What is boilerplate.
    pub cleaner: Cleaner,
    /// What the rules about pairs know of languages.
    pub knowledge: Knowledge,
    url_marks: BTreeMap<Lang, Vec<String>>,
}

impl Tools {
    /// Reads the packs of all languages that have one.
    ///
    /// # Errors
    /// Where a file of the lexicons is malformed.
    pub fn load(lexicons: &Lexicons) -> Result<Tools, LexiconError> {
        let packs =
            languages(lexicons)?.into_iter().map(|lang| Pack::load(lexicons, lang)).collect::<Result<Vec<_>, _>>()?;
        let url_marks = packs.iter().map(|pack| (pack.lang, pack.profile.url_marks.clone())).collect();
        Ok(Tools {
            identifier: Identifier::load(lexicons)?,
            tree: TreeJudge::load(lexicons)?,
            cleaner: Cleaner::new(&packs)?,
            knowledge: Knowledge::load(lexicons)?,
            url_marks,
        })
    }

    /// Marks of a language in addresses.
    pub fn url_marks(&self, lang: Lang) -> &[String] {
        self.url_marks.get(&lang).map_or(&[], Vec::as_slice)
    }
}

/// What takes a block to its sentences, for some languages.
#[derive(Debug)]
pub struct Sentencers {
    by_lang: BTreeMap<Lang, (Normalizer, Splitter)>,
}

impl Sentencers {
    /// Reads the packs of some languages, or of all that have one.
    ///
    /// # Errors
    /// Where a file of the lexicons is malformed.
    pub fn load(
        lexicons: &Lexicons,
        options: normalize::Options,
        langs: Option<&[Lang]>,
    ) -> Result<Sentencers, LexiconError> {
        let mut langs = langs.map_or_else(|| languages(lexicons), |langs| Ok(langs.to_vec()))?;
        langs.push(Lang::UND);
        let mut by_lang = BTreeMap::new();
        for lang in langs {
            if let std::collections::btree_map::Entry::Vacant(free) = by_lang.entry(lang) {
                let pack = Pack::load(lexicons, lang)?;
                free.insert((Normalizer::new(lexicons, &pack, options)?, Splitter::new(&pack)));
            }
        }
        Ok(Sentencers { by_lang })
    }

    /// The repairs of a language; where it was not asked for, those of no language.
    pub fn normalizer(&self, lang: Lang) -> &Normalizer {
        &self.of(lang).0
    }

    /// The sentence splitter of a language; where it was not asked for, that of no language.
    pub fn splitter(&self, lang: Lang) -> &Splitter {
        &self.of(lang).1
    }

    fn of(&self, lang: Lang) -> &(Normalizer, Splitter) {
        self.by_lang.get(&lang).unwrap_or_else(|| &self.by_lang[&Lang::UND])
    }
}

/// The languages that have a pack, and none (`und`).
fn languages(lexicons: &Lexicons) -> Result<Vec<Lang>, LexiconError> {
    let folders = lexicons.folders()?;
    let single = folders.iter().filter(|name| !name.contains('-'));
    let mut langs: Vec<Lang> = single.filter_map(|name| Lang::parse(name).ok()).collect();
    langs.push(Lang::UND);
    langs.sort_unstable();
    langs.dedup();
    Ok(langs)
}
