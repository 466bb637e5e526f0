//! Whether a request is what the protocol says, before anything is looked up.

use domain::protocol::{
    MAX_PUSH_BYTES, MAX_PUSH_COMMANDS, PROTOCOL, Problem, PushRequest, SCHEMA, digest,
};

use super::problem;

/// A shape of the protocol that this server speaks.
pub(super) fn protocol(proto: u16) -> Result<(), Problem> {
    match proto {
        PROTOCOL => Ok(()),
        newer if newer > PROTOCOL => Err(problem::sender_is_newer()),
        _ => Err(problem::malformed()),
    }
}

/// Old schemas are always taken; a newer one has to wait for a newer server.
pub(super) fn push(request: &PushRequest) -> Result<(), Problem> {
    protocol(request.proto)?;
    if request.schema > SCHEMA {
        return Err(problem::sender_is_newer());
    }
    // Whoever calls has unpacked it, where it costs nobody the writer's time.
    if request.first_mid == 0 || request.packed.is_some() {
        return Err(problem::malformed());
    }
    let bytes: usize = request
        .commands
        .iter()
        .map(|command| command.get().len())
        .sum();
    if request.commands.len() > MAX_PUSH_COMMANDS || bytes > MAX_PUSH_BYTES {
        return Err(problem::too_large());
    }
    if request.digest != digest(request.commands.iter().map(|command| command.get())) {
        return Err(problem::digest_mismatch());
    }
    Ok(())
}
