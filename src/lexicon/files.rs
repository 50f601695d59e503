//! Where the lexicons' files come from: compiled in, and a folder laid over them.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use include_dir::{Dir, include_dir};

use super::affixes::Affixes;
use super::{LexiconError, Morphology};
use crate::lang::Lang;

static BUILTIN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/lexicons");

/// All files of the lexicons: the built-in ones, and those of a folder laid over them.
#[derive(Clone, Debug, Default)]
pub struct Lexicons {
    over: Option<PathBuf>,
    builtin: bool,
    read: Arc<Mutex<Read>>,
}

/// What was read already, and is shared by all who ask for it.
#[derive(Debug, Default)]
struct Read {
    affixes: BTreeMap<Lang, Arc<Affixes>>,
    morphologies: BTreeMap<Lang, Arc<Morphology>>,
}

/// One file of the lexicons.
#[derive(Clone, Debug)]
pub struct TableFile {
    /// Its path, relative to the lexicons' folder.
    pub name: String,
    /// Its content.
    pub text: Cow<'static, str>,
}

impl Lexicons {
    /// The files compiled into the binary.
    pub fn builtin() -> Lexicons {
        Lexicons { over: None, builtin: true, read: Arc::default() }
    }

    /// The built-in files with those of a folder laid over them.
    ///
    /// # Errors
    /// Where the folder cannot be read.
    pub fn with_folder(folder: &Path) -> Result<Lexicons, LexiconError> {
        readable(folder)?;
        Ok(Lexicons { over: Some(folder.to_owned()), builtin: true, read: Arc::default() })
    }

    /// A folder alone, without the built-in files.
    ///
    /// # Errors
    /// Where the folder cannot be read.
    pub fn only_folder(folder: &Path) -> Result<Lexicons, LexiconError> {
        readable(folder)?;
        Ok(Lexicons { over: Some(folder.to_owned()), builtin: false, read: Arc::default() })
    }

    /// The versions of a file: that of the folder laid over first, then the built-in one.
    ///
    /// # Errors
    /// Where a file of the folder is there and cannot be read as UTF-8.
    pub fn versions(&self, name: &str) -> Result<Vec<TableFile>, LexiconError> {
        let mut found = Vec::new();
        if let Some(folder) = &self.over {
            let path = folder.join(name);
            if path.is_file() {
                let text = std::fs::read_to_string(&path)
                    .map_err(|source| LexiconError::Unreadable { path: path.clone(), source })?;
                found.push(TableFile { name: path.display().to_string(), text: Cow::Owned(text) });
            }
        }
        if self.builtin
            && let Some(text) = BUILTIN.get_file(name).and_then(|file| file.contents_utf8())
        {
            found.push(TableFile { name: name.to_owned(), text: Cow::Borrowed(text) });
        }
        Ok(found)
    }

    /// A binary file: that of the folder laid over, or the built-in one.
    ///
    /// # Errors
    /// Where the folder's file is there and cannot be read.
    pub fn binary(&self, name: &str) -> Result<Option<Cow<'static, [u8]>>, LexiconError> {
        if let Some(folder) = &self.over {
            let path = folder.join(name);
            if path.is_file() {
                return std::fs::read(&path)
                    .map(|b| Some(Cow::Owned(b)))
                    .map_err(|source| LexiconError::Unreadable { path, source });
            }
        }
        Ok(if self.builtin { BUILTIN.get_file(name).map(|f| Cow::Borrowed(f.contents())) } else { None })
    }

    /// A hash of all files, names and contents: 128 bits of XXH3.
    ///
    /// # Errors
    /// Where a file of the folder laid over cannot be read.
    pub fn hash(&self) -> Result<u128, LexiconError> {
        let mut files: BTreeMap<PathBuf, Cow<'static, [u8]>> = BTreeMap::new();
        if self.builtin {
            let mut folders = vec![&BUILTIN];
            while let Some(folder) = folders.pop() {
                folders.extend(folder.dirs());
                files.extend(folder.files().map(|f| (f.path().to_owned(), Cow::Borrowed(f.contents()))));
            }
        }
        let mut folders: Vec<PathBuf> = self.over.iter().cloned().collect();
        while let Some(folder) = folders.pop() {
            let unreadable = |source| LexiconError::Unreadable { path: folder.clone(), source };
            for entry in std::fs::read_dir(&folder).map_err(unreadable)? {
                let path = entry.map_err(unreadable)?.path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let bytes = std::fs::read(&path)
                        .map_err(|source| LexiconError::Unreadable { path: path.clone(), source })?;
                    // Apart from the built-in file of that name, which it may stand over or beside.
                    let name = path.strip_prefix(self.over.as_deref().unwrap_or(&folder)).unwrap_or(&path);
                    files.insert(Path::new("over").join(name), Cow::Owned(bytes));
                }
            }
        }
        let mut hash = xxhash_rust::xxh3::Xxh3::new();
        for (name, bytes) in files {
            let name = name.to_string_lossy();
            for part in [name.as_bytes(), &bytes] {
                hash.update(&(part.len() as u64).to_le_bytes());
                hash.update(part);
            }
        }
        Ok(hash.digest128())
    }

    /// The words of a language and how they are built, read when they are first asked for.
    ///
    /// # Errors
    /// As [`Morphology::load`].
    pub fn morphology(&self, lang: Lang) -> Result<Arc<Morphology>, LexiconError> {
        self.once(lang, |read| &mut read.morphologies, Morphology::load)
    }

    /// How the words of a language are built, read when it is first asked for.
    pub(super) fn affixes(&self, lang: Lang) -> Result<Arc<Affixes>, LexiconError> {
        self.once(lang, |read| &mut read.affixes, Affixes::load)
    }

    /// What was read before, or what `load` reads now; two who ask at once may both read, and get the same one.
    fn once<T>(
        &self,
        lang: Lang,
        of: impl Fn(&mut Read) -> &mut BTreeMap<Lang, Arc<T>>,
        load: impl FnOnce(&Lexicons, Lang) -> Result<T, LexiconError>,
    ) -> Result<Arc<T>, LexiconError> {
        // What a thread that panicked left there is whole: entries are put in finished.
        let read = || self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = of(&mut read()).get(&lang) {
            return Ok(Arc::clone(found));
        }
        let new = Arc::new(load(self, lang)?);
        Ok(Arc::clone(of(&mut read()).entry(lang).or_insert(new)))
    }

    /// Names of the folders, sorted: languages (`ms`) and groups of languages (`ms-id-en`).
    ///
    /// # Errors
    /// Where the folder laid over cannot be listed.
    pub fn folders(&self) -> Result<BTreeSet<String>, LexiconError> {
        let mut names = BTreeSet::new();
        if self.builtin {
            names.extend(BUILTIN.dirs().filter_map(|d| d.path().to_str()).map(str::to_owned));
        }
        if let Some(folder) = &self.over {
            let unreadable = |source| LexiconError::Unreadable { path: folder.clone(), source };
            for entry in std::fs::read_dir(folder).map_err(unreadable)? {
                let entry = entry.map_err(unreadable)?;
                if entry.path().is_dir()
                    && let Ok(name) = entry.file_name().into_string()
                {
                    names.insert(name);
                }
            }
        }
        Ok(names)
    }

    /// The groups of languages that hold a language, with its column.
    ///
    /// # Errors
    /// As [`Lexicons::folders`].
    pub fn groups_of(&self, lang: Lang) -> Result<Vec<(Group, usize)>, LexiconError> {
        Ok(self.groups(lang, lang)?.into_iter().map(|group| (group.clone(), group.src)).collect())
    }

    /// The groups of languages that hold both of two languages, with the column of each.
    ///
    /// # Errors
    /// As [`Lexicons::folders`].
    pub fn groups(&self, a: Lang, b: Lang) -> Result<Vec<Group>, LexiconError> {
        let mut groups = Vec::new();
        for name in self.folders()? {
            let langs: Vec<Lang> = name.split('-').filter_map(|part| Lang::parse(part).ok()).collect();
            let column = |lang| langs.iter().position(|&l| l == lang);
            if langs.len() > 1
                && let (Some(src), Some(trg)) = (column(a), column(b))
            {
                groups.push(Group { folder: name, columns: langs.len(), src, trg });
            }
        }
        Ok(groups)
    }
}

/// A folder of tables over several languages, as two of them see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its name, `ms-id-en`.
    pub folder: String,
    /// How many languages it has.
    pub columns: usize,
    /// Column of the first language.
    pub src: usize,
    /// Column of the second.
    pub trg: usize,
}

fn readable(folder: &Path) -> Result<(), LexiconError> {
    std::fs::read_dir(folder).map(drop).map_err(|source| LexiconError::Unreadable { path: folder.to_owned(), source })
}
