//! How far the work is, for those who watch it on a terminal.

use indicatif::{ProgressBar, ProgressStyle};

/// A bar on standard error, or nothing at all.
#[derive(Clone, Debug)]
pub struct Progress(ProgressBar);

impl Default for Progress {
    fn default() -> Progress {
        Progress(ProgressBar::hidden())
    }
}

impl Progress {
    /// A bar over the bytes of the inputs, with the rate and the time left.
    pub fn over(bytes: u64) -> Progress {
        let bar = ProgressBar::new(bytes);
        let form = "{msg} {wide_bar} {bytes}/{total_bytes}  {bytes_per_sec}  {eta} left";
        bar.set_style(ProgressStyle::with_template(form).unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.set_message("reading");
        Progress(bar)
    }

    /// A document is done, and so many bytes of the inputs have been read.
    pub fn document(&self, bytes: u64) {
        self.0.set_position(bytes);
    }

    /// The inputs are read, and this comes next.
    pub fn stage(&self, name: &str) {
        let form = "{msg}  {elapsed} so far";
        self.0.set_style(ProgressStyle::with_template(form).unwrap_or_else(|_| ProgressStyle::default_spinner()));
        self.0.set_message(name.to_owned());
        self.0.tick();
    }

    /// Clears the bar away.
    pub fn end(&self) {
        self.0.finish_and_clear();
    }
}
