//! Makes a release follow the front end that it carries: `rust-embed` reads
//! the folder when it is expanded, and nothing else tells cargo of a new file.

use std::path::Path;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let release = std::env::var("PROFILE").is_ok_and(|profile| profile == "release");
    if release && Path::new("../app/dist").is_dir() {
        println!("cargo::rerun-if-changed=../app/dist");
    } else if release {
        println!("cargo::rerun-if-changed=../app");
    }
}
