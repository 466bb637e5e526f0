//! One browser with the small site open in it, for one test.

use crate::pages::Pages;
use anyhow::Result;
use yangcai_tests::browser::Browser;
use yangcai_tests::device::Device;
use yangcai_tests::journey::Places;
use yangcai_tests::network::Network;
use yangcai_tests::query::Find;

pub struct Trial {
    pub pages: Pages,
    pub network: Network,
    pub browser: Browser,
    _places: Places,
}

pub async fn trial(device: Device, languages: &'static str) -> Result<Trial> {
    let places = Places::take(1).await?;
    let pages = Pages::serve().await?;
    let network = Network::before(pages.address).await?;
    let browser = Browser::open_on(&network, device, languages, Some(places.place()?)).await?;
    browser.open("/").await?;
    browser.text("已打开").appears().await?;
    Ok(Trial {
        pages,
        network,
        browser,
        _places: places,
    })
}
