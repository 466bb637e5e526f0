//! What may exist once: each value is held by the record or the account that has it.

use std::collections::BTreeMap;

use domain::change::{Claim, ClaimKind};
use domain::profile::PlatformId;
use domain::record::Record;
use domain::record_id::RecordId;
use domain::registration::claims_of;
use domain::review::ReviewState;

use super::{Books, Findings};
use crate::store::StoreError;

/// Who should hold each value, by platform, kind and value.
type Expected = BTreeMap<[String; 3], String>;

pub(super) fn run(books: &Books<'_>, findings: &mut Findings) -> Result<u64, StoreError> {
    let mut expected = Expected::new();
    for (platform, claim, holder) in books.tx.claims_of_accounts()? {
        expect(&mut expected, &platform, claim, holder);
    }
    books.tx.every_record(|row| {
        if let Ok(Record::Registration(registration)) = row.record()
            && !matches!(
                registration.review.state,
                ReviewState::Rejected | ReviewState::Withdrawn
            )
        {
            // What stands where an erased person's login name was is nobody's claim.
            let erased = registration.is_erased();
            let claims = claims_of(&registration.entry).into_iter();
            for claim in claims.filter(|claim| !erased || claim.kind != ClaimKind::LoginName) {
                expect(&mut expected, &row.platform, claim, row.id);
            }
        }
        Ok(())
    })?;
    let held = books.tx.every_claim()?;
    let count = held.len() as u64;
    for (key, holder) in held {
        let should = expected.remove(&key);
        if should.as_ref() != Some(&holder) {
            let [platform, kind, value] = key;
            findings.add(
                "claim_differs",
                format!("{platform} 的 {kind} {value} 由 {holder} 占用，与记录不符"),
                format!("{kind} {value} of {platform} is held by {holder}, which does not fit the records"),
            );
        }
    }
    for ([platform, kind, value], holder) in expected {
        findings.add(
            "claim_missing",
            format!("{platform} 的 {kind} {value} 应由 {holder} 占用，但没有登记"),
            format!("{kind} {value} of {platform} should be held by {holder} and is not"),
        );
    }
    Ok(count)
}

fn expect(expected: &mut Expected, platform: &PlatformId, claim: Claim, holder: RecordId) {
    let kind = claim.kind.name().to_owned();
    let key = [platform.as_str().to_owned(), kind, claim.value];
    expected.insert(key, holder.to_string());
}
