//! The browser engines, and which of them the journeys of the current test run in.
//!
//! A journey is written once and names no engine. Each test has a thread of its own, and that thread knows the
//! engine: Chromium, unless [`Engine::run`] says otherwise, which [`crate::in_every_engine`] does for whole lists.

use std::cell::Cell;
use std::fmt;

/// What a browser is at heart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Blink and V8: Chrome, Edge, WeChat on Android.
    Chromium,
    /// Gecko: Firefox.
    Firefox,
    /// WebKit, in its GTK port: near to Safari and to everything on an iPhone.
    WebKit,
}

thread_local! {
    static CURRENT: Cell<Engine> = const { Cell::new(Engine::Chromium) };
}

impl Engine {
    /// The engine of the test on this thread.
    pub fn current() -> Self {
        CURRENT.get()
    }

    /// Runs a test whose browsers are of this engine.
    pub fn run<T>(self, test: impl FnOnce() -> T) -> T {
        CURRENT.set(self);
        test()
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Chromium => "Chromium",
            Self::Firefox => "Firefox",
            Self::WebKit => "WebKitGTK",
        })
    }
}

/// Runs these tests of the module, which run in Chromium by themselves, in Firefox and WebKitGTK too: as
/// `firefox::…` and `webkit::…`.
#[macro_export]
macro_rules! in_every_engine {
    ($($test:ident),+ $(,)?) => {
        mod firefox {
            $(#[test]
            fn $test() -> anyhow::Result<()> {
                $crate::engine::Engine::Firefox.run(super::$test)
            })+
        }
        mod webkit {
            $(#[test]
            fn $test() -> anyhow::Result<()> {
                $crate::engine::Engine::WebKit.run(super::$test)
            })+
        }
    };
}
