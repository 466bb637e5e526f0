//! 阳采 — the one binary: server, front end and command line.

use std::process::ExitCode;

/// A push allocates some hundred times, SQLite's share included, which this takes
/// over as well.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    server::cli::run()
}
