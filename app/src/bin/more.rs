//! Starts the program that has every screen in the page.

fn main() {
    app::start(app::pages::every, |_| true);
}
