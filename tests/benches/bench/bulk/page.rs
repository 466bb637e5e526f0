//! What a page notes of itself: when a sheet was kept, when a list's first screen stood, how long frames took.

use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use serde_json::json;
use std::time::{Duration, Instant};
use yangcai_tests::browser::Browser;

/// Turns of the wheel, each by so many pixels, and the places of the scrollbar, of the whole.
const TURNS: usize = 40;
const TURN: i32 = 240;
const PLACES: usize = 16;
/// A place of the scrollbar is looked at for so long, or until its rows stand there.
const LOOK: Duration = Duration::from_secs(5);

/// One import.
pub struct Import {
    pub milliseconds: f64,
    pub longest_frame: f64,
}

/// Scrolling through a list.
pub struct Scrolling {
    pub longest_frame: f64,
    pub rows: f64,
}

/// What `watch.js` has noted.
#[derive(Deserialize)]
struct Noted {
    milliseconds: Option<f64>,
    #[serde(rename = "longestFrame")]
    longest_frame: f64,
    #[serde(rename = "mostRows")]
    most_rows: f64,
    busy: bool,
}

/// Makes every page of this browser take notes from now on.
pub async fn watch(browser: &Browser) -> Result<()> {
    browser.run_before_pages(include_str!("watch.js")).await
}

async fn noted(browser: &Browser) -> Result<Noted> {
    Ok(serde_json::from_value(
        browser.run("return watched.noted()", vec![]).await?,
    )?)
}

/// Waits until what was begun has ended.
async fn ended(browser: &Browser, patience: Duration) -> Result<(f64, Noted)> {
    let limit = Instant::now() + patience;
    loop {
        let noted = noted(browser).await?;
        if let Some(milliseconds) = noted.milliseconds {
            return Ok((milliseconds, noted));
        }
        let late = Instant::now() > limit;
        ensure!(
            !late,
            "not within {patience:?}: {}",
            browser.page_text().await?
        );
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// Waits until the file that was just chosen is kept.
pub async fn imported(browser: &Browser, patience: Duration) -> Result<Import> {
    let (milliseconds, noted) = ended(browser, patience).await.context("the import")?;
    Ok(Import {
        milliseconds,
        longest_frame: noted.longest_frame,
    })
}

/// Waits until the list that was just asked for stands there; gives the milliseconds.
pub async fn opened(browser: &Browser, patience: Duration) -> Result<f64> {
    let (milliseconds, _) = ended(browser, patience).await.context("the list")?;
    Ok(milliseconds)
}

/// Scrolls through the list that stands there, to the row with this text.
pub async fn scrolled(browser: &Browser, last: &str) -> Result<Scrolling> {
    let middle = browser.run("return watched.begin()", vec![]).await?;
    let middle: (f64, f64) = serde_json::from_value(middle)?;
    for _ in 0..TURNS {
        browser.turn_wheel(middle, TURN).await?;
    }
    for place in 1..=PLACES {
        let part = place as f64 / PLACES as f64;
        browser
            .run(
                "watched.reel().scrollTop = watched.reel().scrollHeight * arguments[0]",
                vec![json!(part)],
            )
            .await?;
        settled(browser).await?;
    }
    let limit = Instant::now() + LOOK;
    while !browser
        .run(
            "return watched.reel().innerText.includes(arguments[0])",
            vec![json!(last)],
        )
        .await?
        .as_bool()
        .unwrap_or(false)
    {
        ensure!(Instant::now() < limit, "the list does not end with {last}");
    }
    let noted = noted(browser).await?;
    Ok(Scrolling {
        longest_frame: noted.longest_frame,
        rows: noted.most_rows,
    })
}

async fn settled(browser: &Browser) -> Result<()> {
    let limit = Instant::now() + LOOK;
    loop {
        tokio::time::sleep(Duration::from_millis(50)).await;
        if !noted(browser).await?.busy {
            return Ok(());
        }
        ensure!(Instant::now() < limit, "rows do not come");
    }
}
