//! 阳采 — the one binary: server, front end and command line.

use std::process::ExitCode;

fn main() -> ExitCode {
    server::cli::run()
}
