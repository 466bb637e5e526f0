//! Uploads that break off: what has arrived stays, and nobody waits for who has gone.

use std::time::Duration;

use axum::http::StatusCode;

use super::super::support::World;
use super::pictures::png;
use super::sender::{Sender, stalled, torn};

#[tokio::test]
async fn an_upload_cut_at_each_tenth_goes_on_there_and_arrives_to_the_last_byte() {
    let world = World::new();
    let sender = Sender::new(&world, "guizhou", "demo.supplier").await;
    // More than one piece that is kept by itself.
    let bytes = png(20, 700_000);
    let at = sender.begin(&bytes).await;
    for tenth in 1..10 {
        let (from, to) = ((tenth - 1) * bytes.len() / 10, tenth * bytes.len() / 10);
        assert_eq!(sender.offset(&at).await, from);
        let answer = sender
            .patch_with(&at, from, torn(&bytes[from..to]), &[])
            .await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{tenth}");
        assert_eq!(sender.download(&bytes).await.code(), "not_found");
    }
    let from = sender.offset(&at).await;
    let answer = sender.patch(&at, from, &bytes[from..]).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
    assert!(sender.download(&bytes).await.body == bytes);
    // Its pieces are no longer needed.
    assert_eq!(world.place.sql("SELECT name FROM upload_parts"), [""; 0]);
    let pieces = std::fs::read_dir(world.folder.path().join("files/uploads"));
    assert_eq!(pieces.map_or(0, Iterator::count), 0);
}

#[tokio::test]
async fn an_upload_goes_on_after_the_server_was_started_again() {
    let world = World::new();
    let bytes = png(21, 50_000);
    let sender = Sender::new(&world, "guizhou", "demo.supplier").await;
    let at = sender.begin(&bytes).await;
    sender.patch_with(&at, 0, torn(&bytes[..20_000]), &[]).await;
    let cookie = sender.cookie;
    let world = world.restarted().await;
    let sender = Sender {
        world: &world,
        cookie,
    };
    assert_eq!(sender.offset(&at).await, 20_000);
    sender.patch(&at, 20_000, &bytes[20_000..]).await;
    assert!(sender.download(&bytes).await.body == bytes);
}

#[tokio::test]
async fn a_call_that_stalls_is_in_nobodys_way() {
    let world = World::new();
    let sender = Sender::new(&world, "guizhou", "demo.supplier").await;
    let bytes = png(22, 50_000);
    let at = sender.begin(&bytes).await;
    let silent = sender.patch_with(&at, 0, stalled(&bytes[..20_000]), &[]);
    let heard = async {
        // What came before the silence is kept within seconds.
        while sender.offset(&at).await < 20_000 {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let answer = sender.patch(&at, 20_000, &bytes[20_000..]).await;
        assert_eq!(answer.status, StatusCode::NO_CONTENT);
        assert!(sender.download(&bytes).await.body == bytes);
    };
    tokio::select! {
        answer = silent => panic!("the stalled call was answered: {answer:?}"),
        () = heard => {}
        () = tokio::time::sleep(Duration::from_secs(20)) => panic!("nothing goes on"),
    }
}

#[tokio::test]
async fn of_two_calls_that_send_the_same_piece_one_is_told_and_the_file_is_whole() {
    let world = World::new();
    let sender = Sender::new(&world, "guizhou", "demo.supplier").await;
    let bytes = png(23, 400_000);
    let at = sender.begin(&bytes).await;
    let (one, two) = tokio::join!(
        sender.patch(&at, 0, &bytes[..300_000]),
        sender.patch(&at, 0, &bytes[..300_000])
    );
    let mut statuses = [one.status.as_u16(), two.status.as_u16()];
    statuses.sort_unstable();
    assert!(statuses[0] == 204 && statuses[1] == 409, "{statuses:?}");
    let from = sender.offset(&at).await;
    assert_eq!(from, 300_000);
    sender.patch(&at, from, &bytes[from..]).await;
    assert!(sender.download(&bytes).await.body == bytes);
}
