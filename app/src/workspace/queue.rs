//! Giving commands, and dealing with those in the queue.

use domain::client_id::ClientId;
use domain::command::{Command, Origin};
use domain::fault::FieldFault;
use domain::rejection::Rejection;
use domain::sentence::Sentence;

use super::Workspace;
use crate::clock::now;
use crate::replica::{CarriedFault, CommitFault, QueueFault, Replica, Seen};
use crate::{device, rest, storage_health};

/// 未能保存 — why a command was not queued. What was typed is still there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GiveFault {
    /// The rules refuse it.
    Rejected(Rejection),
    /// This device could not keep it.
    Storage(Sentence),
}

impl GiveFault {
    /// What a person is told.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        match self {
            Self::Rejected(rejection) => rejection.sentence(),
            Self::Storage(sentence) => sentence.clone(),
        }
    }

    /// The faults at fields, if that is what it is.
    #[must_use]
    pub fn faults(&self) -> &[FieldFault] {
        match self {
            Self::Rejected(rejection) => rejection.faults(),
            Self::Storage(_) => &[],
        }
    }
}

impl From<CommitFault> for GiveFault {
    fn from(fault: CommitFault) -> Self {
        Self::Storage(storage_sentence(&fault))
    }
}

impl From<QueueFault> for GiveFault {
    fn from(fault: QueueFault) -> Self {
        match fault {
            QueueFault::Rejected(rejection) => Self::Rejected(rejection),
            QueueFault::TooLarge => Self::Storage(Sentence::new(
                "这一次的内容太多，请分成几次提交。",
                "This is more than can be sent at once; please submit it in parts.",
            )),
            QueueFault::NotPossible => Self::Storage(Sentence::new(
                "这一条可能已经发出，不能再改。请等待平台答复。",
                "This may have been sent already and can no longer be changed. Please wait for the answer.",
            )),
        }
    }
}

/// What a person is told when this device cannot keep something.
pub(super) fn storage_sentence(fault: &CommitFault) -> Sentence {
    match fault {
        CommitFault::Full => Sentence::new(
            "本机存储空间不足，这一条没有存下。您填的内容仍在页面上：请先腾出空间，或联网把待上传的内容传完，再试一次。",
            "This device has no room left, so this was not saved. What you typed is still on the page: free some \
             space, or get connected so that waiting work can go up, then try again.",
        ),
        CommitFault::Overtaken | CommitFault::Locked | CommitFault::Unavailable(_) => {
            Sentence::new(
                "浏览器没能把内容存到本机。您填的内容仍在页面上，请再试一次；如仍不行，请清出存储空间、关闭其他标签页后重试。",
                "The browser could not save this on the device. What you typed is still on the page; try again, and if \
             that fails, free some space and close other tabs first.",
            )
        }
    }
}

impl Workspace {
    /// Gives a command: decided here first, then kept for good on this device,
    /// then sent as soon as there is a network.
    ///
    /// # Errors
    /// What the rules refuse, or why this device could not keep it.
    pub async fn give(self, command: Command) -> Result<Origin, GiveFault> {
        self.give_on(command, None).await
    }

    /// The same for a form that was filled in on what was `seen` then.
    ///
    /// # Errors
    /// What the rules refuse, or why this device could not keep it.
    pub async fn give_on(self, command: Command, seen: Option<Seen>) -> Result<Origin, GiveFault> {
        rest::come().await;
        if command.target().is_some() {
            self.be_whole().await;
        }
        let origin = self
            .commit(&|replica| {
                replica
                    .queue_on(command.clone(), seen.clone(), now())
                    .map_err(GiveFault::from)
            })
            .await?;
        self.sync_unasked();
        // Now there is something that the browser might throw away.
        storage_health::ask_soon();
        Ok(origin)
    }

    /// Takes back an item that was never sent.
    ///
    /// # Errors
    /// It may have been sent already, or the store refuses.
    pub async fn discard(self, origin: Origin) -> Result<(), Sentence> {
        let plan = |replica: &mut Replica| -> Result<_, GiveFault> {
            Ok(((), replica.discard(origin, now())?))
        };
        self.commit(&plan).await.map_err(|fault| fault.sentence())?;
        self.sync_unasked();
        Ok(())
    }

    /// Puts a refusal away.
    ///
    /// # Errors
    /// The store refuses.
    pub async fn dismiss(self, origin: Origin) -> Result<(), Sentence> {
        let plan =
            |replica: &mut Replica| -> Result<_, GiveFault> { Ok(((), replica.dismiss(origin)?)) };
        self.commit(&plan).await.map_err(|fault| fault.sentence())
    }

    /// Everything unsent or refused, as the text of a file.
    #[must_use]
    pub fn export(self) -> String {
        domain::json::write(&self.inner().replica.borrow().export())
    }

    /// Takes in a file from another device. Gives how many items came in.
    ///
    /// # Errors
    /// Why the file cannot be taken in; nothing of it is then.
    pub async fn import(self, text: String) -> Result<usize, Sentence> {
        let plan = |replica: &mut Replica| -> Result<_, ImportFault> {
            let before = replica.items().len();
            let fresh = ClientId::from_random(device::random());
            let imported = replica.import(&text, fresh, now());
            let (whole, batch) = imported.map_err(ImportFault::File)?;
            Ok(((before, whole), batch))
        };
        let before = loop {
            let done = self.commit(&plan).await;
            let (before, whole) = done.map_err(|fault| match fault {
                ImportFault::File(CarriedFault::NotAQueue) => Sentence::new(
                    "这不是从本系统导出的待上传文件。",
                    "This is not a queue file exported from here.",
                ),
                ImportFault::File(CarriedFault::OtherPlatform) => Sentence::new(
                    "这个文件属于另一个平台，请到那个平台导入。",
                    "This file belongs to another platform; import it there.",
                ),
                ImportFault::Store(fault) => storage_sentence(&fault),
            })?;
            if whole {
                break before;
            }
        };
        self.sync_unasked();
        storage_health::ask_soon();
        Ok(self
            .inner()
            .replica
            .borrow()
            .items()
            .len()
            .saturating_sub(before))
    }
}

enum ImportFault {
    File(CarriedFault),
    Store(CommitFault),
}

impl From<CommitFault> for ImportFault {
    fn from(fault: CommitFault) -> Self {
        Self::Store(fault)
    }
}
