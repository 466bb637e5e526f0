//! 个人密钥: one row a person whose data stands in the log. Destroying the row erases
//! that data there, and in every backup made afterwards.

pub(super) mod sql;

use super::value::values;
use super::{Row, StoreError, Transaction};
use crate::sealed::PersonKey;

impl Transaction<'_> {
    /// The key of a person, by the name of the queue's owner; made where there is none.
    ///
    /// # Errors
    /// The store failed.
    pub fn person_key(&self, person: &str) -> Result<PersonKey, StoreError> {
        if let Some(found) = self.link().one(sql::GET, values![person], read)? {
            return Ok(found);
        }
        let new = PersonKey::generate()?;
        self.link()
            .tell(sql::ADD, values![person, &new.id, &new.key])?;
        Ok(new)
    }

    /// Every key that there is.
    ///
    /// # Errors
    /// The store failed.
    pub fn person_keys(&self) -> Result<Vec<PersonKey>, StoreError> {
        self.link().all(sql::EVERY, &[], read)
    }

    /// Destroys a person's key; its name, if there was one.
    ///
    /// # Errors
    /// The store failed.
    pub(crate) fn destroy_person_key(&self, person: &str) -> Result<Option<String>, StoreError> {
        let found = self.link().one(sql::GET, values![person], read)?;
        if found.is_some() {
            self.link().tell(sql::DESTROY, values![person])?;
        }
        Ok(found.map(|key| key.id))
    }
}

fn read(row: Row<'_>) -> Result<PersonKey, StoreError> {
    Ok(PersonKey {
        id: row.get(0)?,
        key: row.get(1)?,
    })
}
