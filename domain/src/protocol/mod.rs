//! The sync protocol: what client and server say to each other.
//!
//! All calls are POST with JSON bodies and answers that nobody stores; only the
//! poke is an event stream. Refusals of a whole call are [`Problem`]s; refusals
//! of one command are in its [`Receipt`].

mod digest;
mod heads;
mod packed;
mod problem;
mod pull;
mod push;

pub use digest::{command_hash, digest, record_digest};
pub use heads::LogHead;
pub use packed::{Packed, pack};
pub use problem::{Problem, ProblemCode};
pub use pull::{PullRequest, PullResponse, PutRow, SpacePage};
pub use push::{
    Echo, EchoedSpace, MidRange, PushRequest, PushResponse, Receipt, ReceiptStatus, RowResult,
};

/// The version of the protocol's shape.
pub const PROTOCOL: u16 = 1;

/// The version of the records' and commands' shapes. A server takes commands
/// of every earlier schema; it asks only pulls of older ones to upgrade.
pub const SCHEMA: u16 = 1;

/// The largest body of a push, in bytes, after decompression.
pub const MAX_PUSH_BYTES: usize = 2 * 1024 * 1024;

/// The most commands in one push.
pub const MAX_PUSH_COMMANDS: usize = 2000;

/// The header with which an applicant without an account shows the intake's secret.
pub const INTAKE_HEADER: &str = "x-yangcai-intake";

/// The header with which such an applicant says on which platform.
pub const PLATFORM_HEADER: &str = "x-yangcai-platform";

/// The header with which a signed-in client says whose queue this is: a browser
/// has one session, but replicas of several accounts, and none may go up under
/// another's name.
pub const ACCOUNT_HEADER: &str = "x-yangcai-account";

/// The header that every call carries: a form on another site cannot send it.
pub const CLIENT_HEADER: &str = "x-yangcai-client";
