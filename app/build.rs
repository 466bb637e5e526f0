//! Puts the shipped platform profiles into the program as JSON: the browser
//! has every platform's rules from its first byte on, and needs no TOML reader.

use std::path::Path;

fn main() {
    println!("cargo:rerun-if-changed=../domain/profiles");
    let profiles = domain::profile::shipped();
    if profiles.is_empty() {
        fail("no platform profile is right");
    }
    let Ok(json) = serde_json::to_vec(&profiles) else {
        fail("profiles are not JSON")
    };
    let Ok(out) = std::env::var("OUT_DIR") else {
        fail("cargo sets OUT_DIR")
    };
    if let Err(error) = std::fs::write(Path::new(&out).join("profiles.json"), json) {
        fail(&format!("profiles.json: {error}"));
    }
}

fn fail(why: &str) -> ! {
    println!("cargo:error={why}");
    std::process::exit(1);
}
