//! Which functions of the program were called: what `.ci/later` asks of a build that counts its calls.
//!
//! Every way of the first minutes that has to be without a wait notes what it has called; functions that
//! none of them calls come with the rest of the program.

use anyhow::{Context, Result};
use std::path::PathBuf;
use yangcai_tests::browser::Browser;
use yangcai_tests::network::Network;

/// The program's exports, for asking it which functions have been called.
pub const KEEP_PROGRAM: &str = "addEventListener('TrunkApplicationStarted', (event) => { window.program = event.detail.wasm })";
/// A number for each function that a counting program has: 0 where it was never called.
const CALLED: &str =
    "const { __write_profile: write, __wbindgen_malloc: room, memory } = window.program;
    if (!write) return null;
    const at = room(1 << 16, 8), length = write(at, 1 << 16);
    return new Uint32Array(memory.buffer.slice(at + 8, at + length)).join('\\n');";

/// Writes which functions have been called, one number each, where the program counts them.
pub async fn write_called(phone: &Browser, when: &str) -> Result<()> {
    let Some(folder) = std::env::var_os("CALLED_FUNCTIONS") else {
        return Ok(());
    };
    let called = phone.run(CALLED, vec![]).await?;
    let called = called.as_str().context("this program counts no calls")?;
    std::fs::write(PathBuf::from(folder).join(when), called)?;
    Ok(())
}

/// Fails when the rest of the program was asked for.
pub fn assert_no_rest(network: &Network) {
    let asked = network.requests();
    assert!(
        !asked.iter().any(|request| request.contains("_rest.wasm")),
        "{asked:?}"
    );
}

/// Fails when the page says something that is still to come: constants of the rest are zeros until then.
pub async fn assert_whole(phone: &Browser) -> Result<()> {
    let blank = phone
        .run("return document.body.innerText.includes('\\0')", vec![])
        .await?;
    assert_eq!(blank, false, "the page says zeros");
    Ok(())
}
