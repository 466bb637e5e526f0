//! How each screen comes into each state. A page without a form has its worst moment in place of errors: a
//! refusal, a question, a record that is not there.

mod member;
mod visitor;

use super::deed::Deed::Open;
use super::deed::{Deed, Who};
use super::world::World;
use app::routes::Screen;
use domain::record_id::RecordId;

/// The states of one screen.
pub struct Recipe {
    empty: (Who, Vec<Deed>),
    filled: (Who, Vec<Deed>),
    errors: (Who, Vec<Deed>),
    /// What is done after each look.
    pub after: Vec<Deed>,
}

impl Recipe {
    /// Who brings the screen into a state, and how.
    pub fn state(&self, name: &str) -> (Who, &[Deed]) {
        let (who, deeds) = match name {
            "empty" => &self.empty,
            "filled" => &self.filled,
            _ => &self.errors,
        };
        (*who, deeds)
    }

    fn of(who: Who, empty: Vec<Deed>, filled: Vec<Deed>, errors: Vec<Deed>) -> Self {
        Self {
            empty: (who, empty),
            filled: (who, filled),
            errors: (who, errors),
            after: vec![],
        }
    }
}

fn open(path: &str) -> Deed {
    Open(path.to_owned())
}

fn record(before: &str, id: RecordId, after: &str) -> Deed {
    Open(format!("{before}{id}{after}"))
}

/// A record that nobody has.
const UNKNOWN: &str = "0000000000000000.1";

/// The recipe of a screen.
pub fn of(screen: Screen, world: &World) -> Recipe {
    match screen {
        Screen::Hall | Screen::Platform | Screen::SignIn => visitor::at_the_door(screen),
        Screen::Register
        | Screen::RegisterUnit
        | Screen::RegisterOperator
        | Screen::RegisterCheck => visitor::registering(screen),
        Screen::Application | Screen::Activate => visitor::applied(screen, world),
        Screen::Password | Screen::Home | Screen::Outbox => member::signed_in(screen, world),
        Screen::Listings | Screen::ListingNew | Screen::Listing | Screen::ListingEdit => {
            member::listing(screen, world)
        }
        Screen::Products => member::products(),
        Screen::DataUse => visitor::data_use(),
        Screen::Review | Screen::ReviewOne => member::reviewing(screen, world),
    }
}
