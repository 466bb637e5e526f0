//! 占用: what may exist once on a platform, and which record holds it.

pub(super) mod sql;

use domain::change::{Claim, Holder};
use domain::profile::PlatformId;
use domain::record_id::RecordId;

use super::value::values;
use super::{StoreError, Transaction};

impl Transaction<'_> {
    /// Who holds a claim: a record or nobody, never unknown.
    ///
    /// # Errors
    /// The store failed.
    pub fn holder(&self, platform: &PlatformId, claim: &Claim) -> Result<Holder, StoreError> {
        let values = values![platform.as_str(), claim.kind.name(), &claim.value];
        let holder: Option<String> = self.link().one(sql::HOLDER, values, |row| row.get(0))?;
        let Some(holder) = holder else {
            return Ok(Holder::Nobody);
        };
        let holder = holder
            .parse()
            .map_err(|error| StoreError::corrupt("holder", error))?;
        Ok(Holder::Record(holder))
    }

    /// Every claim: platform, kind, value and holder, as they lie in the table.
    ///
    /// # Errors
    /// The store failed.
    pub(crate) fn every_claim(&self) -> Result<Vec<([String; 3], String)>, StoreError> {
        self.link().all(sql::EVERY, &[], |row| {
            let key = [row.get(0)?, row.get(1)?, row.get(2)?];
            Ok((key, row.get(3)?))
        })
    }

    /// Takes a claim for a record. What another record holds is never
    /// overwritten, whatever was decided before.
    ///
    /// # Errors
    /// [`StoreError::ClaimHeld`]; the store failed.
    pub fn take_claim(
        &self,
        platform: &PlatformId,
        claim: &Claim,
        holder: RecordId,
    ) -> Result<(), StoreError> {
        let name = holder.to_string();
        let values = values![platform.as_str(), claim.kind.name(), &claim.value, &name];
        self.link().tell(sql::TAKE, values)?;
        match self.holder(platform, claim)? {
            Holder::Record(found) if found != holder => {
                Err(StoreError::ClaimHeld { holder: found })
            }
            _ => Ok(()),
        }
    }

    /// Gives a claim free, if this record holds it.
    ///
    /// # Errors
    /// The store failed.
    pub fn release_claim(
        &self,
        platform: &PlatformId,
        claim: &Claim,
        holder: RecordId,
    ) -> Result<(), StoreError> {
        let name = holder.to_string();
        let values = values![platform.as_str(), claim.kind.name(), &claim.value, &name];
        self.link().tell(sql::RELEASE, values)
    }
}
