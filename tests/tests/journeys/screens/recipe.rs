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
    /// States beyond those that every screen has, in this order.
    pub further: Vec<(&'static str, Who, Vec<Deed>)>,
    /// What is done after each look.
    pub after: Vec<Deed>,
}

impl Recipe {
    /// Who brings the screen into the state that it opens in, and how.
    pub fn empty(&self) -> (Who, &[Deed]) {
        (self.empty.0, &self.empty.1)
    }

    /// Every state: what it is called, who brings the screen into it, and how.
    pub fn states(&self) -> impl Iterator<Item = (&'static str, Who, &[Deed])> {
        let every = [
            ("empty", &self.empty),
            ("filled", &self.filled),
            ("with errors", &self.errors),
        ];
        let every = every.map(|(name, (who, deeds))| (name, *who, deeds.as_slice()));
        let further = self.further.iter();
        every
            .into_iter()
            .chain(further.map(|(name, who, deeds)| (*name, *who, deeds.as_slice())))
    }

    fn of(who: Who, empty: Vec<Deed>, filled: Vec<Deed>, errors: Vec<Deed>) -> Self {
        Self {
            empty: (who, empty),
            filled: (who, filled),
            errors: (who, errors),
            further: vec![],
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
