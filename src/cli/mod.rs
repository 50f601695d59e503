//! The command line.
/// Entry.
pub fn main() -> std::process::ExitCode { std::process::ExitCode::SUCCESS }
