//! The front end of Yangcai: the replica that syncs, the store under it and
//! the screens on top.

pub mod replica;
