//! Starts the front end in the page.

fn main() {
    app::start();
}
