//! One of those compared, with the list that it has: ours through the screens that a supplier uses, a peer through a
//! page of the same outline.

use super::page::{self, Import, Scrolling};
use super::sheet::name;
use crate::first_load::contender::Contender;
use crate::first_load::person::{PASSWORD, SUPPLIER, app_is_kept, sign_in};
use anyhow::{Result, ensure};
use serde_json::json;
use std::time::Duration;
use yangcai_tests::browser::Browser;
use yangcai_tests::query::Find;

const CHOOSE: &str = "选择文件装入";
/// An import of a hundred thousand rows may take this long before the run is given up.
const PATIENCE: Duration = Duration::from_secs(300);
/// How many rows a peer is given at a time beyond those of the sheet.
const PIECE: usize = 50_000;

/// Whose list it is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Ours,
    Peer,
}

pub struct Shelf {
    phone: Browser,
    kind: Kind,
}

impl Shelf {
    /// A phone that has nothing yet, before the page on which a sheet is chosen.
    pub async fn empty(contender: &Contender, kind: Kind) -> Result<Self> {
        let mut phone = contender.phone().await?;
        phone.set_patience(PATIENCE);
        page::watch(&phone).await?;
        let shelf = Self { phone, kind };
        if kind == Kind::Ours {
            sign_in(&shelf.phone, "hunan", SUPPLIER, PASSWORD).await?;
            app_is_kept(&shelf.phone).await?;
        }
        shelf.ready().await?;
        Ok(shelf)
    }

    /// Opens the page with the list.
    async fn ready(&self) -> Result<()> {
        if self.kind == Kind::Ours {
            return self.phone.open("/hunan/products").await;
        }
        self.phone.open("/").await?;
        let ready = "ready().then(() => arguments[arguments.length - 1](true))";
        self.phone.run_async(ready, vec![]).await.map(drop)
    }

    /// Imports a sheet.
    pub async fn import(&mut self, sheet: &str) -> Result<Import> {
        self.phone.field(CHOOSE).type_keys(sheet).await?;
        page::imported(&self.phone, PATIENCE).await
    }

    /// Kills the browser, and counts in a new one what was kept.
    pub async fn counts(&mut self, rows: usize) -> Result<()> {
        self.phone.kill().await;
        self.phone.reopen().await?;
        page::watch(&self.phone).await?;
        self.ready().await?;
        if self.kind == Kind::Ours {
            // Every name has this in it: each row is read.
            let all = format!("找到 {rows} 条，共 {rows} 条");
            self.phone
                .field("按编码或名称查找")
                .fill("留置针第")
                .await?;
            self.phone.text(&all).appears().await?;
        } else {
            let count = "count().then(arguments[arguments.length - 1])";
            let count = self.phone.run_async(count, vec![]).await?;
            ensure!(count == json!(rows), "{count} rows are left of {rows}");
        }
        Ok(())
    }

    /// Gives a peer more rows, until it has as many as that.
    pub async fn fill(&self, from: usize, to: usize) -> Result<()> {
        let fill = "fill(arguments[0], arguments[1]).then(() => arguments[2](true))";
        for first in (from..to).step_by(PIECE) {
            let count = PIECE.min(to - first);
            self.phone
                .run_async(fill, vec![json!(first), json!(count)])
                .await?;
        }
        Ok(())
    }

    /// Opens the list of so many rows; gives the milliseconds until its first screen stands.
    pub async fn open(&self, rows: usize) -> Result<f64> {
        if self.kind == Kind::Ours {
            self.phone.open("/hunan/listings").await?;
            self.phone.button("从产品目录新填").click().await?;
        } else {
            self.ready().await?;
            let say = "document.querySelector('#open').dataset.rows = arguments[0]";
            self.phone.run(say, vec![json!(rows)]).await?;
            self.phone.button("打开目录").click().await?;
        }
        page::opened(&self.phone, PATIENCE).await
    }

    /// Scrolls through the list of so many rows that stands open.
    pub async fn scroll(&self, rows: usize) -> Result<Scrolling> {
        page::scrolled(&self.phone, &name(rows)).await
    }
}
