//! A file that appears under its name only when it is complete.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// Standard output, or a file that replaces its namesake on [`Output::finish`]; dropped before that, it leaves no trace.
///
/// A name that ends in `.gz` or `.zst` is written compressed. A link is followed to the file that it names. What is no
/// file (a device such as `/dev/null`, a named pipe) is written as it stands and never replaced.
pub struct Output {
    to: To,
}

enum To {
    Stdout(BufWriter<io::Stdout>),
    Special(BufWriter<File>),
    Plain(BufWriter<NamedTempFile>, PathBuf),
    Gzip(Box<flate2::write::GzEncoder<BufWriter<NamedTempFile>>>, PathBuf),
    Zstd(Box<zstd::Encoder<'static, BufWriter<NamedTempFile>>>, PathBuf),
}

impl Output {
    /// Opens standard output (`None` or `-`) or a file.
    ///
    /// # Errors
    /// Where the file's folder cannot be written.
    pub fn open(path: Option<&str>) -> io::Result<Output> {
        let Some(path) = path.filter(|p| *p != "-") else {
            return Ok(Output { to: To::Stdout(BufWriter::with_capacity(1 << 16, io::stdout())) });
        };
        let mut path = PathBuf::from(path);
        if path.is_dir() {
            return Err(io::Error::new(io::ErrorKind::IsADirectory, "is a folder, a file is wanted"));
        }
        if path.exists() {
            if !path.is_file() {
                let file = File::options().write(true).open(&path)?;
                return Ok(Output { to: To::Special(BufWriter::with_capacity(1 << 16, file)) });
            }
            path = path.canonicalize()?;
        }
        let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let temp = tempfile::Builder::new().prefix(&format!(".{name}.")).suffix(".part").tempfile_in(folder)?;
        let file = BufWriter::with_capacity(1 << 16, temp);
        let to = match path.extension().and_then(|e| e.to_str()) {
            Some("gz") => To::Gzip(Box::new(flate2::write::GzEncoder::new(file, flate2::Compression::default())), path),
            Some("zst") => To::Zstd(Box::new(zstd::Encoder::new(file, 0)?), path),
            _ => To::Plain(file, path),
        };
        Ok(Output { to })
    }

    /// Completes the output and puts it under its name.
    ///
    /// # Errors
    /// Where the last bytes cannot be written or the file cannot be renamed.
    pub fn finish(self) -> io::Result<()> {
        let (file, path) = match self.to {
            To::Stdout(mut out) => return out.flush(),
            To::Special(mut out) => return out.flush(),
            To::Plain(file, path) => (file, path),
            To::Gzip(encoder, path) => (encoder.finish()?, path),
            To::Zstd(encoder, path) => (encoder.finish()?, path),
        };
        let temp = file.into_inner().map_err(|error| error.into_error())?;
        open_to_all(temp.as_file())?;
        temp.as_file().sync_all()?;
        temp.persist(&path).map(drop).map_err(|error| error.error)
    }
}

/// Temporary files are private; an output is as readable as any other file.
#[cfg(unix)]
fn open_to_all(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn open_to_all(_file: &File) -> io::Result<()> {
    Ok(())
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.to {
            To::Stdout(out) => out.write(bytes),
            To::Special(out) => out.write(bytes),
            To::Plain(out, _) => out.write(bytes),
            To::Gzip(out, _) => out.write(bytes),
            To::Zstd(out, _) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.to {
            To::Stdout(out) => out.flush(),
            To::Special(out) => out.flush(),
            To::Plain(out, _) => out.flush(),
            To::Gzip(out, _) => out.flush(),
            To::Zstd(out, _) => out.flush(),
        }
    }
}
