//! Password hashing: argon2id, as many at once as there are cores, and never on
//! the threads that answer calls.

use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::available_parallelism;

use argon2::password_hash::PasswordHasher;
use argon2::{Algorithm, Argon2, Params, PasswordHash, PasswordVerifier, Version};
use tokio::sync::{Semaphore, SemaphorePermit, oneshot};

/// The most characters that are ever hashed; more are refused, never cut off.
pub const MAX_PASSWORD: usize = 128;

/// The cost of one hash: 19 MiB, two passes, one lane.
const COST: (u32, u32, u32) = (19_456, 2, 1);

/// How far a hash stands back: about a tenth of an answering thread's share.
#[cfg(target_os = "linux")]
const NICENESS: i32 = 10;

/// 密码散列 — the only place where passwords are hashed.
pub struct Hasher {
    turns: Semaphore,
    calls: AtomicU64,
}

/// 散列资格 — the right to hash, of which there are as many as cores. What is
/// looked up while holding one is seen by no more guesses than that.
pub struct Turn<'a> {
    hasher: &'a Hasher,
    _permit: Option<SemaphorePermit<'a>>,
}

/// 散列失败 — the hash could not be computed: no memory, no thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HashingFailed;

impl Default for Hasher {
    fn default() -> Self {
        let cores = available_parallelism().map_or(1, usize::from);
        Self {
            turns: Semaphore::new(cores),
            calls: AtomicU64::new(0),
        }
    }
}

impl Hasher {
    /// Waits for a turn.
    pub async fn turn(&self) -> Turn<'_> {
        Turn {
            hasher: self,
            _permit: self.turns.acquire().await.ok(),
        }
    }

    /// How often a password has been hashed: the work that a caller causes.
    #[must_use]
    pub fn calls(&self) -> u64 {
        self.calls.load(Ordering::Relaxed)
    }
}

impl Turn<'_> {
    /// The PHC string for a new password.
    ///
    /// # Errors
    /// [`HashingFailed`].
    pub async fn hash(&self, password: &str) -> Result<String, HashingFailed> {
        self.hasher.calls.fetch_add(1, Ordering::Relaxed);
        let password = password.to_owned();
        blocking(move || hash_now(&password)).await?
    }

    /// Whether `password` is the one behind `hash`. Where there is no account
    /// the same work is done for nothing.
    ///
    /// # Errors
    /// [`HashingFailed`].
    pub async fn verify(
        &self,
        password: &str,
        hash: Option<String>,
    ) -> Result<bool, HashingFailed> {
        let Some(hash) = hash else {
            return self.hash(password).await.map(|_| false);
        };
        self.hasher.calls.fetch_add(1, Ordering::Relaxed);
        let password = password.to_owned();
        blocking(move || {
            let hash = PasswordHash::new(&hash).map_err(|_| HashingFailed)?;
            Ok(Argon2::default()
                .verify_password(password.as_bytes(), &hash)
                .is_ok())
        })
        .await?
    }
}

/// Hashes at once, for the command line and for demonstration data.
///
/// # Errors
/// [`HashingFailed`].
pub fn hash_now(password: &str) -> Result<String, HashingFailed> {
    let (memory, passes, lanes) = COST;
    let params = Params::new(memory, passes, lanes, None).map_err(|_| HashingFailed)?;
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    argon2
        .hash_password(password.as_bytes())
        .map(|hash| hash.to_string())
        .map_err(|_| HashingFailed)
}

/// A thread of its own for each hash, which takes far longer than starting one:
/// it stands back for the threads that answer calls, and a thread that did so
/// once cannot go back without privileges.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, HashingFailed> {
    let (sender, receiver) = oneshot::channel();
    std::thread::Builder::new()
        .name("password".into())
        .spawn(move || {
            stand_back();
            // A caller who has gone away needs no answer.
            let _ = sender.send(work());
        })
        .map_err(|_| HashingFailed)?;
    receiver.await.map_err(|_| HashingFailed)
}

/// Lets others go first. Only Linux knows this of one thread; where it is refused
/// the hash is merely no more polite than before.
fn stand_back() {
    #[cfg(target_os = "linux")]
    let _ = rustix::process::setpriority_process(None, NICENESS);
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_hash_names_its_cost_and_fits_only_its_password() {
        let hasher = Hasher::default();
        let turn = hasher.turn().await;
        let hash = turn.hash(" Pass word ").await.unwrap();
        assert!(
            hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{hash}"
        );
        assert!(
            turn.verify(" Pass word ", Some(hash.clone()))
                .await
                .unwrap()
        );
        for other in ["Pass word", " pass word ", " Pass word"] {
            assert!(
                !turn.verify(other, Some(hash.clone())).await.unwrap(),
                "{other:?}"
            );
        }
        assert_eq!(hasher.calls(), 5);
    }

    #[tokio::test]
    async fn nobody_and_somebody_cost_the_same() {
        let hasher = Hasher::default();
        let turn = hasher.turn().await;
        assert!(!turn.verify("whatever", None).await.unwrap());
        assert_eq!(hasher.calls(), 1);
    }
}
