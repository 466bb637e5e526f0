//! The parts of which every screen is made.
//!
//! Screens are plain functions that return an [`El`]. What a person reads is
//! [`Words`]: `("中文", "English")`, a `Sentence`, or `Words::live(|| …)`.
//!
//! ```text
//! Page::new(("出库", "Outbox")).view(vec![
//!     p(("没有待上传的内容。", "Nothing waits to be uploaded.")),
//!     link_button(("返回首页", "Home"), "/hunan/home", Weight::Secondary),
//!     slot(move || rows.get().iter().map(row).collect()), // made anew when rows change
//! ])
//! ```

mod both;
mod button;
mod checkbox;
mod choice;
mod dialog;
mod element;
mod error_summary;
mod field_shell;
mod form;
mod format;
mod history;
mod icon;
mod layout;
mod opened;
mod page;
mod progress;
mod status;
mod text_field;
mod view;
mod words;

pub use both::{Side, both};
pub use button::{
    Weight, actions, button, button_unless, form, link, link_button, submit_button, submit_while,
    working_button,
};
pub use checkbox::checkbox;
pub use choice::{Choosable, choice};
pub use dialog::{asking_button, choosing_button};
pub use element::{El, div, el, p, slot};
pub use error_summary::error_summary;
pub use form::{Form, Told, focus_soon};
pub use format::{ago, day, moment, money};
pub use history::{history, remark_list};
pub use icon::{Icon, icon};
pub use layout::{Tone, alert, answer, answer_of, answers, card, empty, heading, notice};
pub use opened::{opened, opened_early, reading};
pub(crate) use page::arriving;
pub use page::{Page, on_next_frame, opened_afresh};
pub use progress::{HowFar, Working, coming, progress};
pub use status::{Kept, kept_tag, state_tag, tag};
pub use text_field::TextField;
pub use view::View;
pub use words::Words;

use field_shell::field_shell;
