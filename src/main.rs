//! The `sejajar` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    sejajar::cli::main()
}
