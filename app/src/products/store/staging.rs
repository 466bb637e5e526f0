//! A list on its way into the store, segment by segment.

use domain::space::hex;

use super::{Catalogue, Store, key};
use crate::clock::now;
use crate::device;
use crate::local_store::LocalStore;
use crate::replica::{CommitFault, WriteBatch};

/// 装入中的目录 — a list on its way into the store.
pub struct Staging {
    store: Store,
    generation: u64,
    list: String,
    segments: usize,
}

impl Staging {
    /// A new list, beside the one that the store had at `generation`.
    #[must_use]
    pub fn begin(store: &Store, generation: u64) -> Self {
        let begun = now().as_millis().to_string();
        Self {
            store: store.clone(),
            generation,
            list: [&begun, "-", &hex(&device::random::<4>())].concat(),
            segments: 0,
        }
    }

    /// Puts the next segments there. The future does not hold the list, so that
    /// reading goes on meanwhile.
    pub fn put(
        &mut self,
        segments: Vec<Vec<u8>>,
    ) -> impl Future<Output = Result<(), CommitFault>> + 'static {
        let first = self.segments;
        self.segments += segments.len();
        let keys = (first..self.segments).map(|number| key(&self.list, number));
        let put = keys.zip(segments).collect();
        let store = self.store.clone();
        let batch = WriteBatch {
            put,
            ..WriteBatch::default()
        };
        async move { store.0.commit(&batch).await.map(drop) }
    }

    /// Makes it the list, in place of the earlier one.
    ///
    /// # Errors
    /// Another tab has changed the list meanwhile, or the store refuses.
    pub async fn finish(self, rows: usize, file: String) -> Result<Catalogue, CommitFault> {
        let catalogue = Catalogue {
            list: self.list.clone(),
            rows: rows as u64,
            file,
            loaded_at: now(),
        };
        let new = Some((self.generation, &catalogue));
        let replaced = self.store.replace(&self.list, new).await;
        // A commit of which the browser could not tell may have gone through.
        match (self.store.catalogue().await, replaced) {
            (Ok((_, Some(found))), _) if found.list == self.list => Ok(found),
            (_, Err(fault)) => {
                self.abandon().await;
                Err(fault)
            }
            (_, Ok(())) => Err(CommitFault::Overtaken),
        }
    }

    /// Removes what was put there.
    pub async fn abandon(self) {
        let delete = (0..self.segments)
            .map(|number| key(&self.list, number))
            .collect();
        let batch = WriteBatch {
            delete,
            ..WriteBatch::default()
        };
        // What stays is removed some other day.
        self.store.0.commit(&batch).await.ok();
    }
}
