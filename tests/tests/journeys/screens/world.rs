//! What there has to be before every page can be brought into every state.

use super::audit::Findings;
use super::deed::Who;
use crate::office::{Caller, Seen};
use crate::person::{CREDIT_CODE, PASSWORD, REVIEWER, SUPPLIER, UNIT, app_is_kept, sign_in};
use anyhow::{Context, Result};
use domain::command::Command;
use domain::field::Field;
use domain::profile::OrganisationKind;
use domain::record_id::RecordId;
use domain::registration::RegistrationEntry;
use domain::review::{Remark, ReviewAct};
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
