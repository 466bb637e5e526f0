//! What there has to be before every page can be brought into every state.

use super::audit::Findings;
use super::deed::Who;
use crate::office::{Caller, Seen};
use crate::person::{CREDIT_CODE, PASSWORD, REVIEWER, SUPPLIER, UNIT, app_is_kept, sign_in};
use anyhow::{Context, Result, ensure};
use domain::command::Command;
use domain::field::Field;
use domain::listing::ListingEntry;
use domain::product_kind::ProductKind;
use domain::profile::OrganisationKind;
use domain::record_id::RecordId;
use domain::registration::RegistrationEntry;
use domain::review::{Remark, ReviewAct};
use serde_json::json;
use tokio::sync::Mutex;
use yangcai_tests::browser::Browser;
use yangcai_tests::device::{CHINESE, Device};
use yangcai_tests::journey::Journey;
use yangcai_tests::network::Network;
use yangcai_tests::query::Find;

/// The key with which the visitor's applications were made.
const KEY: &str = "5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed";
const OTHER_CODES: [&str; 2] = ["91430100MA4L16JQ8A", "91430100MA4L16JQ77"];

/// The server, the people at their browsers, and the names of what they have.
pub struct World {
    pub centre: Mutex<Caller>,
    /// The supplier's unit at another place.
    colleague: Mutex<Caller>,
    /// A listing that the centre has returned, for two to correct.
    pub shared: RecordId,
    /// Registrations: waiting, approved, returned.
    pub registrations: [RecordId; 3],
    listings: Vec<Seen>,
    supplier: Browser,
    reviewer: Option<Browser>,
    journey: Journey,
}

impl World {
    /// Makes it all; with `accounts`, people have signed in.
    pub async fn prepare(device: Device, accounts: bool) -> Result<Self> {
        let journey = Journey::start(if accounts { 2 } else { 1 }).await?;
        let address = journey.server.address();
        let mut centre = Caller::reviewer(address, "hunan").await?;
        let registrations =
            register(&mut Caller::applicant(address, "hunan", KEY), &mut centre).await?;
        let listings = centre.listings().await?;
        let supply = Caller::sign_in(address, "hunan", SUPPLIER, PASSWORD).await?;
        let mut colleague = supply.elsewhere();
        let shared = file_and_return(&mut colleague, &mut centre).await?;
        let supplier = journey.browser(device, CHINESE).await?;
        supplier.open("/hunan").await?;
        app_is_kept(&supplier).await?;
        adopt(&supplier).await?;
        let mut reviewer = None;
        if accounts {
            sign_in(&supplier, "hunan", SUPPLIER, PASSWORD).await?;
            let desk = journey.browser(device, CHINESE).await?;
            sign_in(&desk, "hunan", REVIEWER, PASSWORD).await?;
            app_is_kept(&desk).await?;
            reviewer = Some(desk);
        }
        Ok(Self {
            centre: Mutex::new(centre),
            colleague: Mutex::new(colleague),
            shared,
            registrations,
            listings,
            supplier,
            reviewer,
            journey,
        })
    }

    /// The network before the server.
    pub fn network(&self) -> &Network {
        &self.journey.network
    }

    /// Whose browser it is.
    pub fn browser(&self, who: Who) -> Result<&Browser> {
        match who {
            Who::Visitor | Who::Supplier => Ok(&self.supplier),
            Who::Reviewer => self.reviewer.as_ref().context("no reviewer has signed in"),
        }
    }

    /// A listing of the demonstration that stands so.
    pub fn listing(&self, state: &str) -> RecordId {
        let found = self.listings.iter().find(|seen| seen.state == state);
        found.unwrap_or_else(|| panic!("no listing is {state}")).id
    }

    /// The shared listing is submitted elsewhere, at this price.
    pub async fn submit_elsewhere(&self, price: &str) -> Result<()> {
        let command = Command::SubmitListing {
            listing: Some(self.shared),
            entry: entry(price),
        };
        self.colleague.lock().await.give(command).await
    }

    /// The supplier's password is changed elsewhere, which ends every other session of theirs.
    pub async fn change_password(&self, new: &str) -> Result<()> {
        let asked = json!({ "current": PASSWORD, "new": new });
        let mut colleague = self.colleague.lock().await;
        let answer = colleague.http.post("/v1/password", &asked).await?;
        ensure!(answer.status == 200, "{}", answer.text());
        Ok(())
    }

    /// Adds what the consoles said.
    pub async fn hear_consoles(&self, findings: &mut Findings) -> Result<()> {
        for browser in [Some(&self.supplier), self.reviewer.as_ref()]
            .into_iter()
            .flatten()
        {
            findings.hear(browser).await;
        }
        Ok(())
    }
}

fn entry(price: &str) -> ListingEntry {
    ListingEntry {
        product_kind: Some(ProductKind::Consumable),
        product_code: "C0344051070500007551".to_owned(),
        product_name: "两处都改的留置针".to_owned(),
        certificate: "国械注准20163130000".to_owned(),
        manufacturer: "湖南青禾医疗器械有限公司".to_owned(),
        specification: "24G 直型".to_owned(),
        unit_of_measure: "支".to_owned(),
        price: price.to_owned(),
        ..ListingEntry::default()
    }
}

/// A listing that has come back with a remark.
async fn file_and_return(supplier: &mut Caller, centre: &mut Caller) -> Result<RecordId> {
    let id = supplier.next_record();
    let command = Command::SubmitListing {
        listing: None,
        entry: entry("86.00"),
    };
    supplier.give(command).await?;
    centre.review(id, ReviewAct::Claim).await?;
    let remarks = vec![Remark {
        field: Some(Field::Price),
        text: "价格偏高，请核对。".to_owned(),
    }];
    centre.review(id, ReviewAct::Return { remarks }).await?;
    Ok(id)
}

/// Three registrations: one waits, one is approved, one is returned.
async fn register(applicant: &mut Caller, centre: &mut Caller) -> Result<[RecordId; 3]> {
    let mut ids = Vec::new();
    for (number, code) in [CREDIT_CODE].into_iter().chain(OTHER_CODES).enumerate() {
        let entry = RegistrationEntry {
            kind: Some(OrganisationKind::Distributor),
            organisation_name: format!("{UNIT}{}", ["", "第一分公司", "第二分公司"][number]),
            credit_code: code.to_owned(),
            operator_name: "陈静".to_owned(),
            operator_phone: "13900000000".to_owned(),
            security_email: "chen@example.com".to_owned(),
            login_name: format!("qinghe.{number}"),
            accepts_custody: true,
            ..RegistrationEntry::default()
        };
        ids.push(applicant.next_record());
        applicant
            .give(Command::SubmitRegistration {
                registration: None,
                entry,
            })
            .await?;
    }
    let [waiting, approved, returned] = <[RecordId; 3]>::try_from(ids).ok().context("three")?;
    let remark = |field, text: &str| Remark {
        field,
        text: text.to_owned(),
    };
    let remarks = vec![
        remark(Some(Field::OrganisationName), "请填写营业执照上的全称。"),
        remark(None, "请补充地址。"),
    ];
    for (id, act) in [
        (approved, ReviewAct::Approve),
        (returned, ReviewAct::Return { remarks }),
    ] {
        centre.review(id, ReviewAct::Claim).await?;
        centre.review(id, act).await?;
    }
    Ok([waiting, approved, returned])
}

/// Goes on with these applications on this device.
async fn adopt(browser: &Browser) -> Result<()> {
    browser.open("/hunan").await?;
    browser
        .css("main details:last-of-type summary")
        .appears()
        .await?;
    browser.button("在另一台设备上提交过申请？").click().await?;
    browser.field("查询凭证").fill(KEY).await?;
    browser.button("在这台设备上继续").click().await?;
    browser
        .role("dialog")
        .button("在这台设备上继续")
        .click()
        .await?;
    browser.text("已换用这份凭证").appears().await?;
    browser.text(&format!("{UNIT}第二分公司")).appears().await?;
    Ok(())
}
