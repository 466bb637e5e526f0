//! What no command does yet, and the store must do right when one does.

use domain::actor::{Actor, Role};
use domain::client_id::ClientId;
use domain::listing::{Listing, ListingEntry};
use domain::product_kind::ProductKind;
use domain::profile::shipped;
use domain::protocol::{PROTOCOL, PullRequest, SCHEMA, SpacePage};
use domain::space::Area;
use domain::timestamp::Timestamp;

use super::*;
use crate::store::Store;
use crate::sync::execute::Push;
use crate::sync::{Caller, pull};

fn id(number: u8) -> RecordId {
    RecordId::of_command(ClientId::from_random([number; 10]), 1)
}

fn listing_of(unit: RecordId) -> Record {
    let entry = ListingEntry {
        product_kind: Some(ProductKind::Consumable),
        product_code: "C15011121200000107660000016".into(),
        product_name: "甲".into(),
        certificate: "国械注准20163130000".into(),
        manufacturer: "长沙某某医疗器械有限公司".into(),
        specification: "10 ml".into(),
        unit_of_measure: "支".into(),
        price: "12.50".into(),
        attachments: vec![],
    };
    let details = entry.read().unwrap();
    Record::Listing(Listing {
        unit,
        entry,
        details,
        review: Default::default(),
        awaited: vec![],
    })
}

fn member_of(unit: RecordId) -> Caller {
    Caller {
        platform: PlatformId::parse("hunan").unwrap(),
        actor: Actor::Member {
            account: "a".into(),
            name: "张三".into(),
            unit: Some(unit),
            role: Role::Operator,
        },
        owner: "a".into(),
    }
}

fn put(
    store: &mut Store,
    record: Record,
    read: &BTreeMap<RecordId, Versioned>,
) -> Result<(), StoreError> {
    let profile = shipped().remove(0);
    let caller = member_of(id(1));
    store.write(|tx| {
        let mut feed = Feed::default();
        let decision = Decision::from(vec![Change::put(id(9), record)]);
        apply(tx, &caller.platform, decision, read, &mut feed)?;
        let push = Push {
            tx,
            caller: &caller,
            profile: &profile,
            now: Timestamp::default(),
        };
        push.record(&[], &feed).map(drop)
    })
}

fn page(store: &Store, unit: RecordId, cursors: &[u64]) -> SpacePage {
    let caller = member_of(unit);
    let space = Space::new(&caller.platform, Area::Listings(unit));
    let request = PullRequest {
        proto: PROTOCOL,
        schema: SCHEMA,
        epoch: store.read::<_, StoreError>(|tx| tx.epoch()).unwrap(),
        client_id: id(1).client,
        cursors: cursors
            .iter()
            .map(|cursor| (space.clone(), *cursor))
            .collect(),
    };
    let mut response = store
        .read(|tx| pull(tx, &caller, &request, 7, Timestamp::default()))
        .unwrap();
    response.spaces.remove(&space).unwrap()
}

#[test]
fn a_record_that_leaves_a_space_is_deleted_there_and_appears_where_it_goes() {
    let mut store = Store::open_in_memory().unwrap();
    put(&mut store, listing_of(id(1)), &BTreeMap::new()).unwrap();
    let read = store
        .read::<_, StoreError>(|tx| tx.record(&member_of(id(1)).platform, &id(9)))
        .unwrap()
        .unwrap();
    assert_eq!(read.version, 1);
    put(
        &mut store,
        listing_of(id(2)),
        &BTreeMap::from([(id(9), read)]),
    )
    .unwrap();
    let left = page(&store, id(1), &[1]);
    assert_eq!((left.put.len(), left.del), (0, vec![id(9)]));
    let entered = page(&store, id(2), &[]);
    assert_eq!((entered.put.len(), entered.put[0].version), (1, 2));
}

#[test]
fn a_record_that_was_not_read_is_not_overwritten() {
    let mut store = Store::open_in_memory().unwrap();
    put(&mut store, listing_of(id(1)), &BTreeMap::new()).unwrap();
    let refused = put(&mut store, listing_of(id(2)), &BTreeMap::new());
    assert!(matches!(refused, Err(StoreError::Unread(found)) if found == id(9)));
}
