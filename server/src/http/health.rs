//! Whether the server can do its work: the database answers.

use axum::extract::State;

use super::problem::Answer;
use super::state::App;

/// 健康检查 — `GET /healthz`.
///
/// # Errors
/// The store does not answer.
pub async fn health(State(app): State<App>) -> Answer<super::json::Json<serde_json::Value>> {
    let epoch = app.read(|db| Ok(db.epoch()?)).await?;
    Ok(super::json::Json(
        serde_json::json!({ "status": "ok", "epoch": epoch }),
    ))
}
