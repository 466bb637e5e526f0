//! Statements of a session, each prepared once.

use core::pin::Pin;
use std::collections::BTreeSet;

use domain::space::Space;
use futures_util::TryStreamExt;
use tokio_postgres::{Row, RowStream, Statement};

use super::watch::{self, News, Watch};
use super::{Session, sql};
use crate::store::value::values;
use crate::store::{Kept, StoreError, Value};

impl Session {
    /// Runs a statement; how many rows it changed.
    pub(crate) fn execute(
        &self,
        sql: &'static str,
        values: &[Value<'_>],
    ) -> Result<u64, StoreError> {
        let statement = self.prepared(sql)?;
        let client = self.client();
        let changed = self
            .pending
            .wait(client.execute_raw(&statement, values.iter().copied()))?;
        self.written.set(self.written.get() + changed);
        Ok(changed)
    }

    /// Runs a statement and does not wait for it.
    pub(crate) fn tell(&self, sql: &'static str, values: &[Value<'_>]) -> Result<(), StoreError> {
        let statement = self.prepared(sql)?;
        let client = self.client();
        let kept: Vec<_> = values.iter().map(Kept::of).collect();
        self.written.set(self.written.get() + 1);
        self.pending.send(async move {
            let values = kept.iter().map(Kept::value);
            client.execute_raw(&statement, values).await.map(drop)
        });
        Ok(())
    }

    /// The only row of an answer, if it has one.
    pub(crate) fn one(
        &self,
        sql: &'static str,
        values: &[Value<'_>],
    ) -> Result<Option<Row>, StoreError> {
        let mut rows = self.rows(sql, values)?;
        self.next(&mut rows)
    }

    /// An answer's rows, to be taken one by one.
    pub(crate) fn rows(
        &self,
        sql: &'static str,
        values: &[Value<'_>],
    ) -> Result<Pin<Box<RowStream>>, StoreError> {
        let statement = self.prepared(sql)?;
        let client = self.client();
        let rows = client.query_raw(&statement, values.iter().copied());
        Ok(Box::pin(self.pending.wait(rows)?))
    }

    /// The next row.
    pub(crate) fn next(&self, rows: &mut Pin<Box<RowStream>>) -> Result<Option<Row>, StoreError> {
        self.pending.wait(rows.try_next())
    }

    /// Statements without values, one after the other.
    pub(crate) fn batch(&self, sql: &str) -> Result<(), StoreError> {
        let client = self.client();
        self.pending.wait(client.batch_execute(sql))
    }

    /// Grows with every row that is written.
    pub(crate) fn written(&self) -> u64 {
        self.written.get()
    }

    /// Tells other servers, once this transaction is committed, which spaces have news.
    pub(crate) fn call(&self, spaces: &BTreeSet<Space>) -> Result<(), StoreError> {
        let call = watch::call(&self.own, spaces);
        self.tell(sql::NOTIFY, values![&call])
    }

    /// Announces what other servers write.
    pub(crate) fn watch(&self, news: &News) -> Result<Watch, StoreError> {
        watch::start(self.address(), &self.own, news, sql::LISTEN)
    }

    /// Waits until everything that was told has been done.
    pub(crate) fn settle(&self) -> Result<(), StoreError> {
        self.pending.settle()
    }

    pub(super) fn prepared(&self, sql: &'static str) -> Result<Statement, StoreError> {
        if let Some(statement) = self.prepared.borrow().get(sql) {
            return Ok(statement.clone());
        }
        let client = self.client();
        let statement = self.pending.wait(client.prepare(sql))?;
        self.prepared.borrow_mut().insert(sql, statement.clone());
        Ok(statement)
    }
}
