//! The signals themselves: a value, and its node in the reactive graph.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::__reexports::send_wrapper::SendWrapper;
use leptos::prelude::{ArcMemo, ArcTrigger, Get, GetUntracked, Notify, Track};

use super::arena::Handle;

/// Where a value stands in the graph.
enum Source {
    /// It is set.
    Set(ArcTrigger),
    /// It is computed; the number tells one result from the next.
    Computed(ArcMemo<u64>),
}

impl Source {
    fn track(&self) {
        match self {
            Self::Set(trigger) => trigger.track(),
            Self::Computed(memo) => drop(memo.get()),
        }
    }

    fn refresh(&self) {
        if let Self::Computed(memo) = self {
            memo.get_untracked();
        }
    }

    fn notify(&self) {
        if let Self::Set(trigger) = self {
            trigger.notify();
        }
    }
}

struct Node<T> {
    source: Source,
    value: Rc<RefCell<Option<T>>>,
}

impl<T> Node<T> {
    fn set(value: T) -> Self {
        Self {
            source: Source::Set(ArcTrigger::new()),
            value: Rc::new(RefCell::new(Some(value))),
        }
    }

    fn read<R>(&self, track: bool, read: impl FnOnce(&T) -> R) -> R {
        if track {
            self.source.track()
        } else {
            self.source.refresh()
        }
        match &*self.value.borrow() {
            Some(value) => read(value),
            None => gone(),
        }
    }

    fn change<R>(&self, change: impl FnOnce(&mut T) -> R) -> Option<R> {
        let result = self.value.borrow_mut().as_mut().map(change);
        self.source.notify();
        result
    }
}

#[cold]
pub(super) fn gone() -> ! {
    panic!("the part of the screen that made this value has gone")
}

fn computed(again: Box<dyn Fn() -> bool>) -> ArcMemo<u64> {
    // There is one thread; the graph is written for several.
    let again = SendWrapper::new(again);
    ArcMemo::new(move |version: Option<&u64>| version.copied().unwrap_or(0) + u64::from(again()))
}

macro_rules! handles {
    ($($(#[$doc:meta])* $name:ident),*) => {$(
        $(#[$doc])*
        pub struct $name<T>(Handle<Node<T>>);

        impl<T> Clone for $name<T> {
            fn clone(&self) -> Self {
                *self
            }
        }

        impl<T> Copy for $name<T> {}

        impl<T: 'static> $name<T> {
            fn node(self) -> Rc<Node<T>> {
                self.0.get().unwrap_or_else(|| gone())
            }

            /// The value; reactive.
            #[must_use]
            pub fn get(self) -> T
            where
                T: Clone,
            {
                self.node().read(true, T::clone)
            }

            /// The value, without following it.
            #[must_use]
            pub fn get_untracked(self) -> T
            where
                T: Clone,
            {
                self.node().read(false, T::clone)
            }

            /// Reads the value; reactive.
            pub fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
                self.node().read(true, read)
            }

            /// Reads the value, without following it.
            pub fn with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> R {
                self.node().read(false, read)
            }

            /// Reads the value, if it is still there, without following it.
            pub fn try_with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> Option<R> {
                Some(self.0.get()?.read(false, read))
            }

            /// Follows the value without reading it.
            pub fn track(self) {
                self.node().source.track();
            }
        }
    )*};
}

handles!(
    /// 信号 — a value that is set.
    RwSignal,
    /// 派生值 — a value that is computed from others, and tells of its changes only.
    Memo,
    /// 只读信号 — a value to be read, wherever it comes from.
    Signal
);

impl<T: Default + 'static> Default for RwSignal<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T: 'static> RwSignal<T> {
    /// A signal of `value`.
    #[must_use]
    pub fn new(value: T) -> Self {
        Self(Handle::new(Node::set(value)))
    }

    /// Sets the value.
    pub fn set(self, value: T) {
        self.try_set(value);
    }

    /// Sets the value, or gives it back where the signal has gone.
    pub fn try_set(self, value: T) -> Option<T> {
        let Some(node) = self.0.get() else {
            return Some(value);
        };
        // The earlier value goes only after the cell is free again.
        drop(node.change(|place| core::mem::replace(place, value)));
        None
    }

    /// Changes the value.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        self.try_update(change);
    }

    /// Changes the value, if the signal is still there.
    pub fn try_update<R>(self, change: impl FnOnce(&mut T) -> R) -> Option<R> {
        self.0.get()?.change(change)
    }
}

impl<T: PartialEq + 'static> Memo<T> {
    /// What `compute` gives, computed again when what it reads changes.
    #[must_use]
    pub fn new(compute: impl Fn(()) -> T + 'static) -> Self {
        let value: Rc<RefCell<Option<T>>> = Rc::default();
        let place = Rc::clone(&value);
        let again = move || {
            let new = compute(());
            let changed = place.borrow().as_ref() != Some(&new);
            if changed {
                drop(place.replace(Some(new)));
            }
            changed
        };
        Self(Handle::new(Node {
            source: Source::Computed(computed(Box::new(again))),
            value,
        }))
    }
}

impl<T: PartialEq + 'static> Signal<T> {
    /// What `compute` gives, computed again when what it reads changes.
    #[must_use]
    pub fn derive(compute: impl Fn() -> T + 'static) -> Self {
        Memo::new(move |()| compute()).into()
    }
}

impl<T: 'static> From<RwSignal<T>> for Signal<T> {
    fn from(signal: RwSignal<T>) -> Self {
        Self(signal.0)
    }
}

impl<T: 'static> From<Memo<T>> for Signal<T> {
    fn from(memo: Memo<T>) -> Self {
        Self(memo.0)
    }
}

/// 共享信号 — a signal that lives as long as somebody holds it.
pub struct ArcRwSignal<T>(Rc<Node<T>>);

impl<T> Clone for ArcRwSignal<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T> PartialEq for ArcRwSignal<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> ArcRwSignal<T> {
    /// A signal of `value`.
    #[must_use]
    pub fn new(value: T) -> Self {
        Self(Rc::new(Node::set(value)))
    }

    /// The value; reactive.
    #[must_use]
    pub fn get(&self) -> T
    where
        T: Clone,
    {
        self.0.read(true, T::clone)
    }

    /// The value, without following it.
    #[must_use]
    pub fn get_untracked(&self) -> T
    where
        T: Clone,
    {
        self.0.read(false, T::clone)
    }

    /// Sets the value.
    pub fn set(&self, value: T) {
        // The earlier value goes only after the cell is free again.
        drop(self.0.change(|place| core::mem::replace(place, value)));
    }
}
