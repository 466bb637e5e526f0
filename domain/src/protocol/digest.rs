//! Hashes over the frozen bytes of commands.

use sha2::{Digest, Sha256};

use crate::record_id::RecordId;
use crate::space::hex;

/// The SHA-256 of one command's bytes: the same number with another hash is
/// another client that took this one's name.
#[must_use]
pub fn command_hash(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// The SHA-256 over a batch's commands, each preceded by its length, in
/// hexadecimal: what arrives is what was sent, to the last byte.
#[must_use]
pub fn digest<'a>(commands: impl IntoIterator<Item = &'a str>) -> String {
    let mut hasher = Sha256::new();
    for command in commands {
        hasher.update((command.len() as u64).to_be_bytes());
        hasher.update(command.as_bytes());
    }
    hex(&hasher.finalize())
}

/// The SHA-256 over records with their versions, in the order of their names, in
/// hexadecimal: what a client has worked out is what the server has stored, to the
/// last byte.
#[must_use]
pub fn record_digest<'a>(records: impl IntoIterator<Item = (RecordId, u64, &'a str)>) -> String {
    let mut hasher = Sha256::new();
    for (id, version, text) in records {
        hasher.update(id.to_string().as_bytes());
        hasher.update(version.to_be_bytes());
        hasher.update((text.len() as u64).to_be_bytes());
        hasher.update(text.as_bytes());
    }
    hex(&hasher.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moving_a_byte_between_two_commands_changes_the_digest() {
        assert_ne!(digest(["ab", "c"]), digest(["a", "bc"]));
        assert_eq!(digest(["ab", "c"]), digest(["ab", "c"]));
    }
}
