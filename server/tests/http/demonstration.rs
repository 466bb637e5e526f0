//! Demonstration data: enough to look around with, and never twice.

use std::collections::BTreeSet;

use domain::record::Record;
use domain::review::ReviewState;
use domain::timestamp::Timestamp;
use server::demo;

use super::support::{BEGIN, World};
use crate::place::Place;

#[test]
fn every_platform_that_takes_registrations_shows_each_state_once_seeded() {
    let profiles = server::cli::profiles();
    let place = Place::new();
    let mut store = place.store();
    let now = Timestamp::from_millis(BEGIN);
    assert!(demo::seed(&mut store, &profiles, now).unwrap());
    assert!(
        !demo::seed(&mut store, &profiles, now).unwrap(),
        "only an empty database is filled"
    );
    let accounts = store.read(|db| demo::accounts(db, &profiles)).unwrap();
    for (id, profile) in &profiles {
        let reviewer = accounts.iter().any(|account| {
            account.platform_id == id.as_str() && account.login_name == "centre.reviewer"
        });
        assert!(reviewer, "{id}");
        if id.as_str() == "hebei" {
            continue;
        }
        let records = |collection| store.read(|db| db.records_of(id, collection)).unwrap();
        let states: BTreeSet<&str> = records("listing")
            .iter()
            .filter_map(|found| match &found.record {
                Record::Listing(listing) => Some(match listing.review.state {
                    ReviewState::Approved => "approved",
                    ReviewState::Returned => "returned",
                    ReviewState::Submitted => "submitted",
                    ReviewState::UnderReview => "under_review",
                    other => panic!("{other:?}"),
                }),
                _ => None,
            })
            .collect();
        assert_eq!(states.len(), 4, "{id}: {states:?}");
        assert_eq!(records("registration").len(), 2, "{id}");
        assert_eq!(records("unit").len(), 1, "{id}");
        assert!(profile.version > 0);
    }
    let broken = store.read(|db| {
        let spaces = db.space_names()?;
        Ok::<_, server::store::StoreError>(
            spaces
                .iter()
                .filter(|space| !matches!(db.verify_chain(space), Ok(Ok(()))))
                .count(),
        )
    });
    assert_eq!(broken.unwrap(), 0);
}

#[tokio::test]
async fn every_demonstration_account_signs_in_with_its_printed_password() {
    let world = World::with(super::limits::patient(), None);
    let app = world.app.clone();
    let accounts = world
        .app
        .read(move |db| Ok(demo::accounts(db, &app.profiles)?))
        .await
        .unwrap();
    assert_eq!(accounts.len(), 5, "two platforms, and the imported one");
    for account in accounts {
        let answer = world
            .try_sign_in(&account.platform_id, account.login_name, account.password)
            .await;
        assert_eq!(
            answer.json()["must_change_password"],
            account.login_name == "demo.imported",
            "{account:?}"
        );
    }
}
