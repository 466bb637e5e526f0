//! Icons: shapes drawn by a line, in the colour of the words beside them.

use std::cell::RefCell;

use web_sys::Element;

use super::{El, el};

thread_local! {
    /// Each shape once it has been drawn: reading its markup again would take longer than the row it stands in.
    static DRAWN: RefCell<Vec<(Icon, Element)>> = const { RefCell::new(Vec::new()) };
}

macro_rules! svg {
    ($path:literal) => {
        concat!("<svg viewBox=\"0 0 24 24\"><path d=\"", $path, "\"/></svg>")
    };
}

/// 图标 — the shapes there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// A pencil: on this device.
    Draft,
    /// A cloud with an arrow that waits.
    Waiting,
    /// An arrow going up.
    Sending,
    /// A cloud with a tick.
    Received,
    /// A cross in a circle.
    Wrong,
    /// A tick.
    Tick,
    /// A speech bubble.
    Remark,
    /// A clock.
    Clock,
    /// An eye.
    Eye,
    /// An arrow back.
    Back,
    /// An i in a circle.
    Info,
    /// No network.
    Offline,
    /// A house.
    Home,
    /// Lines of a list.
    List,
    /// A tray.
    Outbox,
    /// An empty circle.
    Open,
    /// An arrow on.
    Next,
}

impl Icon {
    fn markup(self) -> &'static str {
        match self {
            Self::Draft => svg!("M4 20h4L19 9l-4-4L4 16zM13 7l4 4"),
            Self::Waiting => svg!(
                "M7 18a4 4 0 0 1 0-8 5.5 5.5 0 0 1 10.5-1A4.5 4.5 0 0 1 17 18M12 20v-8m-3 3 3-3 3 3"
            ),
            Self::Sending => svg!("M12 19V5m-6 6 6-6 6 6"),
            Self::Received => svg!(
                "M7 18a4 4 0 0 1 0-8 5.5 5.5 0 0 1 10.5-1A4.5 4.5 0 0 1 17 18zm2-4.500 2 2 4-4"
            ),
            Self::Wrong => svg!("M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zm-3 6 6 6m0-6-6 6"),
            Self::Tick => svg!("m5 13 4.500 4.500L19 7"),
            Self::Remark => svg!("M4 5h16v11h-9l-5 4v-4H4zm4 4h8m-8 3.500h5"),
            Self::Clock => svg!("M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zm0 4v5l3.500 2"),
            Self::Eye => svg!(
                "M2.500 12S6 5.500 12 5.500 21.500 12 21.500 12 18 18.500 12 18.500 2.500 12 2.500 12zM12 9.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5z"
            ),
            Self::Back => svg!("M10 6 4 12l6 6m-6-6h16"),
            Self::Info => svg!("M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zm0 8v6m0-9.500v.5"),
            Self::Offline => svg!(
                "m3 3 18 18M2.500 9.500A14 14 0 0 1 7 6.700m5-1a14 14 0 0 1 9.500 3.800M6 13a9 9 0 0 1 3.500-2m5.500.5a9 9 0 0 1 3 1.500M9.500 16.500a4 4 0 0 1 5 0M12 20v.1"
            ),
            Self::Home => svg!("m3 11 9-7 9 7M6 9.500V20h12V9.500M10 20v-6h4v6"),
            Self::List => svg!("M8 6h12M8 12h12M8 18h12M4 6v.1M4 12v.1M4 18v.1"),
            Self::Outbox => svg!("M3 14v6h18v-6h-5l-1.500 2.500h-5L8 14zm9-3V3m-4 4 4-4 4 4"),
            Self::Open => svg!("M12 5a7 7 0 1 0 0 14 7 7 0 0 0 0-14z"),
            Self::Next => svg!("m9 6 6 6-6 6"),
        }
    }
}

/// The shape; words say the same, so screen readers pass over it.
#[must_use]
pub fn icon(shape: Icon) -> El {
    let again = DRAWN.with_borrow(|drawn| {
        let (_, drawn) = drawn.iter().find(|(of, _)| *of == shape)?;
        El::like(drawn)
    });
    again.unwrap_or_else(|| {
        let icon = el("span")
            .class("icon")
            .attr("aria-hidden", "true")
            .markup(shape.markup());
        // A copy: what becomes of this one in the page is nothing to the next.
        if let Some(like) = El::like(icon.node()) {
            DRAWN.with_borrow_mut(|drawn| drawn.push((shape, like.node().clone())));
        }
        icon
    })
}
