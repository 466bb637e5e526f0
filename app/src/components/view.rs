//! Elements within views: what lets an [`El`] stand in a `view!` and be mounted.

use leptos::__reexports::send_wrapper::SendWrapper;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::view::{Mountable, Position, PositionState, Render, RenderHtml};
use web_sys::{Element, Node};

use super::El;

/// 视图 — an element as Leptos knows one: `View::from(el)`.
pub struct View(SendWrapper<El>);

/// An element in its place.
pub struct Mounted(El);

impl From<El> for View {
    fn from(el: El) -> Self {
        Self(SendWrapper::new(el))
    }
}

impl Render for View {
    type State = Mounted;

    fn build(self) -> Mounted {
        Mounted(self.0.take())
    }

    fn rebuild(self, state: &mut Mounted) {
        let mut made = self.build();
        state.insert_before_this(&mut made);
        state.unmount();
        *state = made;
    }
}

impl Mountable for Mounted {
    fn unmount(&mut self) {
        self.0.node().remove();
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        // What it stands before is a child of the parent.
        parent.insert_before(self.0.node(), marker).ok();
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let parent = self.0.node().parent_element();
        if let Some(parent) = &parent {
            child.mount(parent, Some(self.0.node()));
        }
        parent.is_some()
    }

    fn elements(&self) -> Vec<Element> {
        vec![self.0.node().clone()]
    }
}

leptos::tachys::no_attrs!(View);

// Nothing is ever rendered on a server: what follows has no callers.
impl RenderHtml for View {
    type AsyncOutput = Self;
    type Owned = Self;
    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(
        self,
        _: &mut String,
        _: &mut Position,
        _: bool,
        _: bool,
        _: Vec<AnyAttribute>,
    ) {
    }

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Mounted {
        self.build()
    }

    fn into_owned(self) -> Self {
        self
    }
}
