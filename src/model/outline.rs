//! The tree of a page, as far as its blocks stand in it.

/// An element above one block or more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Element {
    /// Number of the element above it; its own number for the root.
    pub parent: u32,
    /// Its name in lower case, `x` for an unknown one.
    pub tag: &'static str,
    /// Whether the page hides it (`hidden`, `display: none`, `template`, `noscript`).
    pub hidden: bool,
    names: (u32, u32),
}

/// The elements above the blocks of a page in document order: a parent's number is smaller than its children's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// The elements.
    pub elements: Vec<Element>,
    names: String,
}

impl Outline {
    /// Adds an element behind the others; `names` are what the page calls it: its class, id, role and itemprop.
    pub fn push<'a>(
        &mut self,
        parent: Option<u32>,
        tag: &'static str,
        hidden: bool,
        names: impl Iterator<Item = &'a str>,
    ) -> u32 {
        let number = u32::try_from(self.elements.len()).unwrap_or(u32::MAX);
        let from = self.names.len() as u32;
        for name in names {
            self.names.push_str(name);
            self.names.push(' ');
        }
        let names = (from, self.names.len() as u32);
        self.elements.push(Element { parent: parent.unwrap_or(number), tag, hidden, names });
        number
    }

    /// What the page calls an element, divided by spaces.
    pub fn names(&self, element: u32) -> &str {
        self.elements
            .get(element as usize)
            .and_then(|e| self.names.get(e.names.0 as usize..e.names.1 as usize))
            .unwrap_or_default()
    }

    /// An element and those above it, up to the root.
    pub fn path(&self, element: u32) -> impl Iterator<Item = u32> + '_ {
        let mut next = Some(element);
        std::iter::from_fn(move || {
            let at = next?;
            let parent = self.elements.get(at as usize)?.parent;
            next = (parent < at).then_some(parent);
            Some(at)
        })
    }
}

/// What the tree says of a block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Number of the innermost element in [`Outline`] that holds the whole block.
    pub element: u32,
    /// Bytes of the block's text that are part of a link.
    pub linked: u32,
    /// How many links are in it.
    pub links: u16,
    /// Bytes of the block's text in bold, italic or small print.
    pub marked: u32,
    /// Whether it is part of a form (a button, an option).
    pub control: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_leads_to_the_root() {
        let mut outline = Outline::default();
        let root = outline.push(None, "html", false, std::iter::empty());
        let body = outline.push(Some(root), "body", false, ["page wide", "top"].into_iter());
        let p = outline.push(Some(body), "p", false, std::iter::empty());
        assert_eq!(outline.path(p).collect::<Vec<_>>(), [p, body, root]);
        assert_eq!(outline.names(body), "page wide top ");
        assert_eq!(outline.names(9), "");
    }
}
