//! The identifier's weights: two hashed linear models in one file.
//!
//! The *wide* model is a multinomial logistic regression over all languages, in which two close languages (Malay and
//! Indonesian) are one class. The *close* model is a binary one that tells those two apart. A feature has a place in
//! a table by its hash and is known there by a tag of eight bits; what the table does not know weighs nothing.

use std::borrow::Cow;

use crate::lang::Lang;

/// First bytes of the file: name and version.
const MAGIC: &[u8; 8] = b"SJLANG02";
/// Most classes of the wide model.
pub(super) const MOST: usize = 128;
/// Tag of a place that holds no feature; no feature has it.
const EMPTY: u8 = 0;

/// Why bytes are no model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a language model of this version, or one cut short")]
pub struct BadModel;

/// Place and tag of a feature in a table of `1 << bits` places.
pub(super) fn place(hash: u64, bits: u32) -> (usize, u8) {
    ((hash >> (64 - bits)) as usize, ((hash & 0xff) as u8).max(1))
}

/// Weights of the wide model and of the close one, as bytes of a file.
#[derive(Debug, Clone)]
pub(super) struct Model {
    /// Classes of the wide model; the first of the close pair stands for both.
    pub classes: Vec<Lang>,
    /// The close languages.
    pub close: Option<(Lang, Lang)>,
    /// Value of one step of a wide weight, in nats.
    pub wide_scale: f32,
    /// Bias of each class, in nats.
    pub bias: Vec<f32>,
    /// Value of one step of a close weight, in nats.
    pub close_scale: f32,
    /// What a cue word weighs in the close model, in nats.
    pub cue: f32,
    /// What every word says for the first close language besides its features, in nats.
    pub level: f32,
    pub wide_bits: u32,
    pub close_bits: u32,
    /// Words that the close languages use alike, by their short hashes.
    pub shared: Vec<u32>,
    bytes: Cow<'static, [u8]>,
    tags: usize,
    weights: usize,
    pairs: usize,
}

impl Model {
    /// Reads a file.
    ///
    /// # Errors
    /// [`BadModel`] where it is not one.
    pub fn read(bytes: Cow<'static, [u8]>) -> Result<Model, BadModel> {
        let mut at = MAGIC.len();
        let all: &[u8] = &bytes;
        if !all.starts_with(MAGIC) {
            return Err(BadModel);
        }
        let mut take = |n: usize| -> Result<&[u8], BadModel> {
            let end = at.checked_add(n).ok_or(BadModel)?;
            let part = all.get(at..end).ok_or(BadModel)?;
            at = end;
            Ok(part)
        };
        let head = take(4)?;
        let (count, wide_bits, close_bits) = (usize::from(head[0]), u32::from(head[1]), u32::from(head[2]));
        if count == 0 || count > MOST || !(4..=24).contains(&wide_bits) || !(4..=24).contains(&close_bits) {
            return Err(BadModel);
        }
        let lang =
            |code: &[u8]| std::str::from_utf8(code).ok().and_then(|c| Lang::parse(c.trim_end()).ok()).ok_or(BadModel);
        let float = |b: &[u8]| f32::from_le_bytes([b[0], b[1], b[2], b[3]]);
        let classes = (0..count).map(|_| lang(take(3)?)).collect::<Result<Vec<_>, _>>()?;
        let close = match head[3] {
            0 => None,
            _ => Some((lang(take(3)?)?, lang(take(3)?)?)),
        };
        let bias = (0..count).map(|_| take(4).map(float)).collect::<Result<Vec<_>, _>>()?;
        let mut number = || take(4).map(float);
        let [wide_scale, close_scale, cue, level] = [number()?, number()?, number()?, number()?];
        if [wide_scale, close_scale, cue, level].iter().chain(&bias).any(|f| !f.is_finite()) {
            return Err(BadModel);
        }
        let whole = |b: &[u8]| u32::from_le_bytes([b[0], b[1], b[2], b[3]]);
        let words = whole(take(4)?) as usize;
        let shared = take(words.checked_mul(4).ok_or(BadModel)?)?.chunks_exact(4).map(whole).collect();
        let tags = at;
        let weights = tags + (1 << wide_bits);
        let pairs = weights + (count << wide_bits);
        if bytes.len() != pairs + (2 << close_bits) {
            return Err(BadModel);
        }
        Ok(Model {
            classes,
            close,
            wide_scale,
            bias,
            close_scale,
            cue,
            level,
            wide_bits,
            close_bits,
            shared,
            bytes,
            tags,
            weights,
            pairs,
        })
    }

    /// Weights of a feature in the wide model, one a class; `None` where it is not known.
    pub fn wide(&self, hash: u64) -> Option<&[u8]> {
        let (index, tag) = place(hash, self.wide_bits);
        if self.bytes[self.tags + index] != tag {
            return None;
        }
        let count = self.classes.len();
        let start = self.weights + index * count;
        Some(&self.bytes[start..start + count])
    }

    /// Weight of a feature in the close model: above 0 for the first language, below for the second.
    pub fn close_weight(&self, hash: u64) -> i32 {
        let (index, tag) = place(hash, self.close_bits);
        let at = self.pairs + 2 * index;
        if self.bytes[at] == tag { i32::from(self.bytes[at + 1] as i8) } else { 0 }
    }
}

/// A table of weights before it is written: tags by place, and `width` weights a place, in nats.
#[derive(Debug, Clone, Default)]
pub(super) struct Table {
    pub bits: u32,
    pub width: usize,
    pub tags: Vec<u8>,
    pub weights: Vec<f32>,
}

impl Table {
    /// An empty table of `1 << bits` places.
    pub fn new(bits: u32, width: usize) -> Table {
        Table { bits, width, tags: vec![EMPTY; 1 << bits], weights: vec![0.0; width << bits] }
    }

    /// Place of a feature, where it is known.
    pub fn find(&self, hash: u64) -> Option<u32> {
        let (index, tag) = place(hash, self.bits);
        (self.tags[index] == tag).then_some(index as u32)
    }

    /// Value of one step such that the largest weight takes 127.
    fn scale(&self) -> f32 {
        self.weights.iter().fold(0.0f32, |most, w| most.max(w.abs())).max(1e-6) / 127.0
    }
}

/// Writes a model: weights are rounded to 127 steps on either side of nought.
pub(super) fn write(
    classes: &[Lang],
    close: Option<(Lang, Lang)>,
    bias: &[f32],
    [cue, level]: [f32; 2],
    shared: &[u32],
    wide: &Table,
    pair: &Table,
) -> Vec<u8> {
    let mut out = MAGIC.to_vec();
    let code = |lang: &Lang| format!("{:<3}", lang.as_str()).into_bytes();
    out.extend([classes.len() as u8, wide.bits as u8, pair.bits as u8, u8::from(close.is_some())]);
    out.extend(classes.iter().flat_map(code));
    if let Some((a, b)) = &close {
        out.extend([a, b].into_iter().flat_map(code));
    }
    let (wide_scale, close_scale) = (wide.scale(), pair.scale());
    out.extend(bias.iter().chain(&[wide_scale, close_scale, cue, level]).flat_map(|f| f.to_le_bytes()));
    out.extend((shared.len() as u32).to_le_bytes());
    out.extend(shared.iter().flat_map(|hash| hash.to_le_bytes()));
    let step = |weight: f32, scale: f32| (weight / scale).round().clamp(-127.0, 127.0) as i8 as u8;
    out.extend(&wide.tags);
    out.extend(wide.weights.iter().map(|&w| step(w, wide_scale)));
    for (&tag, &weight) in pair.tags.iter().zip(&pair.weights) {
        out.extend([tag, step(weight, close_scale)]);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let mut wide = Table::new(4, 2);
        let mut pair = Table::new(4, 1);
        let hash = 0x7000_0000_0000_0042;
        let (index, tag) = place(hash, 4);
        wide.tags[index] = tag;
        wide.weights[2 * index..2 * index + 2].copy_from_slice(&[1.27, -0.5]);
        pair.tags[index] = tag;
        pair.weights[index] = -2.54;
        let bytes = write(
            &[Lang::MS, Lang::EN],
            Some((Lang::MS, Lang::ID)),
            &[0.25, -0.25],
            [1.5, -0.5],
            &[7, 9],
            &wide,
            &pair,
        );
        let model = Model::read(Cow::Owned(bytes.clone())).expect("a model");
        assert_eq!(model.classes, [Lang::MS, Lang::EN]);
        assert_eq!(model.close, Some((Lang::MS, Lang::ID)));
        assert_eq!((model.cue, model.level), (1.5, -0.5));
        assert_eq!(model.shared, [7, 9]);
        assert_eq!(model.wide(hash).map(|w| [w[0] as i8, w[1] as i8]), Some([127, -50]));
        assert_eq!(model.close_weight(hash), -127);
        assert_eq!((model.wide(hash ^ 1), model.close_weight(hash ^ 1)), (None, 0));
        for cut in 0..bytes.len() {
            assert_eq!(Model::read(Cow::Owned(bytes[..cut].to_vec())).err(), Some(BadModel));
        }
    }
}
