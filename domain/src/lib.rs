//! The rules of Yangcai 阳采, written once.
//!
//! Everything here is pure: no I/O, no clock, no randomness. The browser runs
//! [`decide`](decide::decide) to answer at once; the server runs the same
//! function again, and its word stands.

pub mod actor;
pub mod attachment;
pub mod calendar;
pub mod change;
pub mod client_id;
pub mod command;
pub mod context;
pub mod decide;
pub mod draft;
pub mod erasure;
pub mod fault;
pub mod field;
pub mod identifiers;
pub mod json;
pub mod listing;
pub mod map;
pub mod merge;
pub mod password_policy;
pub mod product_kind;
pub mod profile;
pub mod protocol;
pub mod record;
pub mod record_id;
pub mod registration;
pub mod rejection;
pub mod review;
pub mod sentence;
pub mod space;
pub mod timestamp;
pub mod unit;
