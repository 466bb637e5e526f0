//! 单位注册: unit → operator → check → done, offline too, resumed on another day.

mod application;
mod check_step;
mod draft;
mod operator_step;
mod outcome;
pub mod refused;
mod secret;
mod sheet;
mod tasks;
mod unit_step;

pub use application::application;
pub use check_step::check_step;
pub use draft::DRAFT;
pub use operator_step::operator_step;
pub use tasks::tasks;
pub use unit_step::unit_step;
