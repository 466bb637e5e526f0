//! Single rows of a store that is too large to be read as a whole.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};

use super::{GENERATION, IndexedDb, answer, begin, bytes, fault, read_generation};
use crate::local_store::at_rest;
use crate::replica::CommitFault;

impl IndexedDb {
    /// The store's generation, and what stands under `key`; none where nothing does.
    ///
    /// # Errors
    /// Where the store cannot be reached.
    pub async fn row(&self, key: &str) -> Result<(u64, Option<Vec<u8>>), CommitFault> {
        match self.try_row(key).await {
            Err(CommitFault::Unavailable(_)) => {
                self.close();
                self.try_row(key).await
            }
            read => read,
        }
    }

    async fn try_row(&self, key: &str) -> Result<(u64, Option<Vec<u8>>), CommitFault> {
        let database = self.connection().await?;
        let (_, store) = begin(&database, "readonly")?;
        let generation = store.get(&JsValue::from_str(GENERATION)).map_err(fault)?;
        let row = store.get(&JsValue::from_str(key)).map_err(fault)?;
        let generation = read_generation(&bytes(&answer(&generation).await?));
        let row = answer(&row).await?;
        if row.is_undefined() {
            return Ok((generation, None));
        }
        let rows = Array::of1(&row);
        let rows = at_rest::opened(&self.name, &Array::of1(&key.into()), &rows).await?;
        Ok((generation, Some(bytes(&rows.get(0)))))
    }

    /// The keys of all rows.
    ///
    /// # Errors
    /// Where the store cannot be reached.
    pub async fn keys(&self) -> Result<Vec<String>, CommitFault> {
        let database = self.connection().await?;
        let (_, store) = begin(&database, "readonly")?;
        let keys = store.get_all_keys().map_err(fault)?;
        let keys: Array = answer(&keys).await?.unchecked_into();
        let ours = keys.iter().filter_map(|key| key.as_string());
        Ok(ours.filter(|key| key != GENERATION).collect())
    }
}
