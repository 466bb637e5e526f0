//! Journeys through the product: the real server, real browsers, bad networks, a phone of 360 × 640.
//!
//! Each module is one journey. They say what a person does and reads, and look behind the screens only for
//! what no person can see: secrets, bytes on the wire, what another account has.

mod asked;
mod at_rest;
mod attachments;
mod budget;
mod called;
mod captive_portal;
mod clock;
mod cold_visit;
mod conflicts;
mod corrections;
mod data_saver;
mod data_use;
mod drafts;
mod early;
mod full_disk;
mod hands;
mod left_behind;
mod listings;
mod lost_answer;
mod office;
mod old_version;
mod passwords;
mod person;
mod products;
mod progress;
mod refused;
mod registration;
mod release;
mod rest;
mod restart;
mod screens;
mod session_end;
mod shared_phone;
mod storage_faults;
mod storage_health;
mod travelling;
mod two_tabs;
mod update;
mod upload;
