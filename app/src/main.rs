//! Starts the everyday program in the page: signing in and filing listings.

fn main() {
    app::start(app::pages::everyday, app::routes::is_everyday);
}
