//! The sorted list against the standard library's tree: the same whatever is done to them.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};

use domain::json::{read, write};
use domain::map::{SortedMap, SortedSet};
use proptest::prelude::*;

/// One thing that can be done to a map.
#[derive(Clone, Debug)]
enum Act {
    Insert(u8, i64),
    Remove(u8),
    Change(u8, i64),
    Make(u8, i64),
    Retain(u8),
    Extend(Vec<(u8, i64)>),
    Merge(Vec<(u8, i64)>),
    Clear,
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let key = || 0..12_u8;
    let entries = || prop::collection::vec((key(), any::<i64>()), 0..6);
    let act = prop_oneof![
        4 => (key(), any::<i64>()).prop_map(|(key, value)| Act::Insert(key, value)),
        2 => key().prop_map(Act::Remove),
        2 => (key(), any::<i64>()).prop_map(|(key, value)| Act::Change(key, value)),
        2 => (key(), any::<i64>()).prop_map(|(key, value)| Act::Make(key, value)),
        1 => key().prop_map(Act::Retain),
        1 => entries().prop_map(Act::Extend),
        1 => entries().prop_map(Act::Merge),
        1 => Just(Act::Clear),
    ];
    prop::collection::vec(act, 0..40)
}

/// Whether the two answer every question alike.
fn alike(ours: &SortedMap<u8, i64>, tree: &BTreeMap<u8, i64>) -> Result<(), TestCaseError> {
    prop_assert_eq!((ours.len(), ours.is_empty()), (tree.len(), tree.is_empty()));
    prop_assert!(ours.iter().eq(tree) && ours.into_iter().eq(tree));
    prop_assert!(ours.keys().eq(tree.keys()) && ours.values().eq(tree.values()));
    prop_assert!(ours.clone().into_iter().eq(tree.clone()));
    prop_assert!(ours.clone().into_values().eq(tree.clone().into_values()));
    prop_assert_eq!(ours.first_key_value(), tree.first_key_value());
    prop_assert_eq!(ours.last_key_value(), tree.last_key_value());
    for key in 0..12 {
        prop_assert_eq!(ours.get(&key), tree.get(&key));
        prop_assert_eq!(ours.contains_key(&key), tree.contains_key(&key));
        if let Some(value) = tree.get(&key) {
            prop_assert_eq!(&ours[&key], value);
        }
    }
    let text = serde_json::to_string(tree).unwrap();
    prop_assert_eq!(serde_json::to_string(ours).unwrap(), text.as_str());
    prop_assert_eq!(write(ours), text.as_str());
    prop_assert_eq!(
        &serde_json::from_str::<SortedMap<u8, i64>>(&text).unwrap(),
        ours
    );
    prop_assert_eq!(&read::<SortedMap<u8, i64>>(&text).unwrap(), ours);
    Ok(())
}

proptest! {
    #[test]
    fn whatever_is_done_to_it_a_map_holds_what_a_tree_would(acts in acts()) {
        let (mut ours, mut tree) = (SortedMap::new(), BTreeMap::new());
        for act in acts {
            match act {
                Act::Insert(key, value) => {
                    prop_assert_eq!(ours.insert(key, value), tree.insert(key, value));
                }
                Act::Remove(key) => prop_assert_eq!(ours.remove(&key), tree.remove(&key)),
                Act::Change(key, value) => {
                    let ours = ours.get_mut(&key).map(|old| std::mem::replace(old, value));
                    let tree = tree.get_mut(&key).map(|old| std::mem::replace(old, value));
                    prop_assert_eq!(ours, tree);
                    // And of all at once, below.
                }
                Act::Make(key, value) => {
                    let made = *tree.entry(key).or_insert(value);
                    prop_assert_eq!(*ours.get_or_insert_with(key, || value), made);
                }
                Act::Retain(least) => {
                    ours.retain(|key, value| { *value /= 2; *key >= least });
                    tree.retain(|key, value| { *value /= 2; *key >= least });
                }
                Act::Extend(more) => {
                    ours.extend(more.clone());
                    tree.extend(more);
                }
                Act::Merge(more) => {
                    ours.merge(more.clone());
                    tree.extend(more);
                }
                Act::Clear => {
                    ours.clear();
                    tree.clear();
                }
            }
            alike(&ours, &tree)?;
        }
        ours.values_mut().for_each(|value| *value /= 2);
        tree.values_mut().for_each(|value| *value /= 2);
        alike(&ours, &tree)?;
    }

    #[test]
    fn of_several_entries_under_one_key_the_last_stands(
        entries in prop::collection::vec((0..6_u8, any::<i64>()), 0..12), in_order in any::<bool>(),
    ) {
        let mut entries = entries;
        if in_order {
            entries.sort_by_key(|(key, _)| *key);
        }
        let tree: BTreeMap<_, _> = entries.iter().copied().collect();
        alike(&entries.into_iter().collect(), &tree)?;
        alike(&SortedMap::from(tree.clone()), &tree)?;
    }

    #[test]
    fn a_set_has_the_members_that_a_tree_would(
        first in prop::collection::vec(0..12_u32, 0..9), more in prop::collection::vec(0..12_u32, 0..9),
    ) {
        let (mut ours, mut tree) = (SortedSet::from_iter(first.clone()), BTreeSet::from_iter(first));
        for member in &more {
            prop_assert_eq!(ours.contains(member), tree.contains(member));
            prop_assert_eq!(ours.insert(*member), tree.insert(*member));
            prop_assert_eq!(ours.remove(&(member / 2)), tree.remove(&(member / 2)));
            prop_assert_eq!((ours.len(), ours.is_empty()), (tree.len(), tree.is_empty()));
        }
        ours.extend(more.clone());
        tree.extend(more);
        ours.retain(|member| member % 3 > 0);
        tree.retain(|member| member % 3 > 0);
        prop_assert!(ours.iter().eq(&tree) && (&ours).into_iter().eq(&tree));
        let text = serde_json::to_string(&tree).unwrap();
        prop_assert_eq!(serde_json::to_string(&ours).unwrap(), text.as_str());
        prop_assert_eq!(&read::<SortedSet<u32>>(&text).unwrap(), &ours);
        prop_assert!(ours.into_iter().eq(tree));
    }
}

#[test]
fn a_set_is_made_of_what_is_listed_each_once() {
    let set = SortedSet::from([3, 1, 3]);
    assert!(set.iter().eq(&[1, 3]));
    assert_eq!((set.len(), SortedSet::<u8>::default().len()), (2, 0));
    assert!(!set.is_empty() && SortedSet::<u8>::new().is_empty());
}

#[test]
#[should_panic(expected = "no entry under this key")]
fn what_is_not_there_cannot_be_indexed() {
    let _ = SortedMap::from([(1, 'a')])[&2];
}
