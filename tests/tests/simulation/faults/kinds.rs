//! The kinds of faults, each with the words of the histogram and how often it is
//! drawn. What is drawn with 0 comes about by itself, of the others.

macro_rules! kinds {
    ($($kind:ident, $weight:literal, $name:literal;)*) => {
        /// One kind of fault.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Kind {
            $(#[doc = $name] $kind,)*
        }

        impl Kind {
            /// Every kind.
            pub const ALL: &[Self] = &[$(Self::$kind,)*];

            /// How often it is drawn, beside the others.
            pub fn weight(self) -> u32 {
                match self { $(Self::$kind => $weight,)* }
            }

            /// The words for it.
            pub fn name(self) -> &'static str {
                match self { $(Self::$kind => $name,)* }
            }
        }
    };
}

kinds! {
    RequestLost, 3, "request lost";
    AnswerLost, 3, "answer lost";
    RequestTwice, 2, "request arrives twice";
    AnswerTwice, 2, "answer arrives twice";
    OutOfOrder, 0, "message overtakes another";
    AnswerLate, 0, "answer comes after its question was given up";
    AnswerStored, 2, "answer that was stored on the way given to the same question later";
    PushPartlySent, 2, "connection cut in the middle of a request";
    AnswerCut, 2, "connection cut in the middle of an answer";
    BytesAltered, 2, "a command's bytes altered on the way";
    CaptivePortal, 2, "captive portal answers with its own page";
    PullInterrupted, 0, "pull broken off between two pages";
    KilledBeforeCommit, 2, "server killed before a commit";
    KilledAfterCommit, 2, "server killed after a commit";
    DiskFailed, 2, "server's disk refuses a commit";
    TooBusy, 1, "server too busy to answer";
    TooLarge, 1, "request too large for the way";
    Restored, 2, "server restored from its last backup";
    RestoredOlder, 1, "server restored from an older backup: asks for what clients let go";
    NewsMissing, 2, "answer without the news it should carry";
    EchoAltered, 2, "echo's digest altered";
    EchoLeftAside, 0, "echo left aside";
    Deleted, 1, "record deleted after a device was told of it";
    TombstonesCollected, 2, "tombstones collected before a device heard of the deletion";
    PokeLost, 2, "announcement lost";
    PokeTwice, 1, "announcement arrives twice";
    PokeStorm, 1, "announcements in storms";
    TabKilled, 3, "tab killed";
    TabKilledBeforeCommit, 2, "tab killed before its commit";
    TabKilledAfterCommit, 2, "tab killed after its commit";
    QuotaExceeded, 2, "no room in the local store";
    StoreUnavailable, 2, "local store unavailable";
    StoreAnswerLost, 2, "local store dies after a commit and before its answer";
    StoreTornDown, 1, "local store torn down";
    TwoTabsAtOnce, 0, "two tabs commit at once";
    Copied, 2, "local store copied to another device";
    SetBack, 1, "local store set back to an earlier state";
    ClockForward, 1, "device's clock jumps forward";
    ClockBack, 1, "device's clock jumps back";
    LeaseEnded, 0, "lease ended without contact";
    SessionExpired, 2, "session ended";
    PermissionTaken, 1, "account closed";
    UnitChanged, 1, "account moved to another unit";
    RoleChanged, 1, "account given another role";
    PermissionBetweenPages, 2, "permission changed between two pages";
    ClientUpgraded, 1, "client brought up to date from an earlier program and its store";
    ServerUpgraded, 1, "server brought up to date from an earlier program and its schema";
    OldClient, 2, "client of an older schema";
    OldServer, 2, "server from before packed pushes and echoes";
    NewerClient, 2, "client newer than the server";
    UnknownCommand, 1, "command that the server cannot read";
}
