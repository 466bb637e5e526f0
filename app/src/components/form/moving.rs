//! The person in the form: entering, leaving, changing its fields.

use domain::field::Field;

use super::Form;

impl Form {
    /// The field in which the person is or last was; reactive.
    #[must_use]
    pub fn at(self) -> Option<Field> {
        self.at.get()
    }

    /// The person enters a field.
    pub fn enter(self, field: Field) {
        // A field may lose its form while it loses the focus.
        self.at.try_set(Some(field));
    }

    /// The person leaves a field in which something is written.
    pub fn leave(self, field: Field) {
        self.left.try_update(|left| left.push(field));
    }

    /// The person changes a field: what was refused there no longer is.
    pub fn change(self, field: Field) {
        if self
            .refused
            .with_untracked(|refused| refused.iter().any(|fault| fault.0 == field))
        {
            self.refused
                .update(|refused| refused.retain(|fault| fault.0 != field));
        }
    }
}
