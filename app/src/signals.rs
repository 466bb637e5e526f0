//! Signals: values that tell of their changes.
//!
//! They stand on Leptos's reactive graph. Leptos compiles its signals anew for
//! every type of value, and the program crosses bad connections byte by byte;
//! here the graph knows one kind of trigger and one kind of memo only, and the
//! values lie beside it. The names and what they do are Leptos's.

mod arena;
mod node;

pub use leptos::prelude::{Owner, document, untrack};

pub use arena::StoredValue;
pub use node::{ArcRwSignal, Memo, RwSignal, Signal};
