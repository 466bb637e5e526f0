//! Where values lie: a handle is a number, so that screens copy it at will, and
//! what it names goes with the part of a screen that made it.

use std::any::Any;
use std::cell::RefCell;
use std::marker::PhantomData;
use std::rc::Rc;

use leptos::prelude::on_cleanup;

#[derive(Default)]
struct Arena {
    slots: Vec<Slot>,
    free: Vec<usize>,
}

#[derive(Default)]
struct Slot {
    /// How many values lay here before: their handles name nothing any more.
    generation: usize,
    value: Option<Rc<dyn Any>>,
}

thread_local! {
    static ARENA: RefCell<Arena> = RefCell::default();
}

/// A handle to a value of this type.
pub(super) struct Handle<T> {
    at: usize,
    generation: usize,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for Handle<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Handle<T> {}

impl<T: 'static> Handle<T> {
    pub(super) fn new(value: T) -> Self {
        let (at, generation) = keep(Rc::new(value));
        Self {
            at,
            generation,
            of: PhantomData,
        }
    }

    /// The value; none once it has gone.
    pub(super) fn get(self) -> Option<Rc<T>> {
        find(self.at, self.generation)?.downcast().ok()
    }
}

fn keep(value: Rc<dyn Any>) -> (usize, usize) {
    let (at, generation) = ARENA.with(|arena| {
        let mut arena = arena.borrow_mut();
        let at = arena.free.pop().unwrap_or(arena.slots.len());
        if at == arena.slots.len() {
            arena.slots.push(Slot::default());
        }
        let slot = &mut arena.slots[at];
        slot.value = Some(value);
        (at, slot.generation)
    });
    on_cleanup(move || release(at));
    (at, generation)
}

fn find(at: usize, generation: usize) -> Option<Rc<dyn Any>> {
    ARENA.with(|arena| {
        let arena = arena.borrow();
        let slot = arena
            .slots
            .get(at)
            .filter(|slot| slot.generation == generation)?;
        slot.value.clone()
    })
}

fn release(at: usize) {
    // What is dropped may itself release others.
    let gone = ARENA.try_with(|arena| {
        let mut arena = arena.borrow_mut();
        arena.free.push(at);
        let slot = &mut arena.slots[at];
        slot.generation += 1;
        slot.value.take()
    });
    drop(gone);
}

/// 暂存值 — a value that tells nobody of its changes.
pub struct StoredValue<T>(Handle<RefCell<T>>);

impl<T> Clone for StoredValue<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for StoredValue<T> {}

impl<T: 'static> StoredValue<T> {
    /// Keeps `value`.
    #[must_use]
    pub fn new(value: T) -> Self {
        Self(Handle::new(RefCell::new(value)))
    }

    /// Reads the value.
    ///
    /// # Panics
    /// When it has gone with the part of a screen that made it.
    pub fn with_value<R>(self, read: impl FnOnce(&T) -> R) -> R {
        self.try_with_value(read)
            .unwrap_or_else(|| super::node::gone())
    }

    /// Reads the value, if it is still there.
    pub fn try_with_value<R>(self, read: impl FnOnce(&T) -> R) -> Option<R> {
        Some(read(&self.0.get()?.borrow()))
    }

    /// The value.
    #[must_use]
    pub fn get_value(self) -> T
    where
        T: Clone,
    {
        self.with_value(T::clone)
    }

    /// Puts another value in its place.
    pub fn set_value(self, value: T) {
        if let Some(cell) = self.0.get() {
            cell.replace(value);
        }
    }
}
