//! What one server can bear: pushes, sheets, a crowd, people at the door.

mod bare;
pub mod cores;
mod crowd;
mod entrances;
pub mod express;
mod fill;
pub mod listing;
mod load;
pub mod ours;
mod pocketbase;
pub mod process;
pub mod pusher;
mod pushes;
mod rows;

use crate::Mode;
use crate::figure::Figure;
use anyhow::Result;

/// Every figure of the group.
pub async fn measure(mode: Mode) -> Result<Vec<Figure>> {
    let mut figures = pushes::figures(mode).await?;
    figures.extend(rows::figures(mode).await?);
    figures.extend(crowd::figures(mode).await?);
    figures.extend(entrances::figures(mode).await?);
    Ok(figures)
}
