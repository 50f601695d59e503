//! Plain text into blocks.

use crate::model::{Block, BlockKind, Text};

/// One block a line.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut at = 0;
    let mut blocks = Vec::new();
    for line in text.split_inclusive('\n') {
        let block = Text::copied(line, at).trimmed();
        at += line.len();
        if !block.is_empty() {
            blocks.push(Block::new(BlockKind::Paragraph, block));
        }
    }
    blocks
}
