//! What is taken is known by what is in it.

use axum::http::StatusCode;
use server::files::{FileKind, Unfit};

use super::super::support::World;
use super::pictures::{archive_end, jpeg, pdf, png, png_of, webp};
use super::sender::Sender;

#[test]
fn pictures_and_pdf_are_taken_for_what_they_are() {
    assert_eq!(FileKind::of(&png(1, 900)), Ok(FileKind::Png));
    assert_eq!(FileKind::of(&jpeg(1240, 1754)), Ok(FileKind::Jpeg));
    assert_eq!(FileKind::of(&webp(1240, 1754)), Ok(FileKind::WebP));
    assert_eq!(FileKind::of(&pdf()), Ok(FileKind::Pdf));
}

#[test]
fn a_picture_of_too_many_pixels_is_refused_without_looking_at_one() {
    // Some hundred bytes that would need 3.6 gigabytes to be looked at.
    for bytes in [png_of(30_000, 30_000, &[0]), jpeg(30_000, 30_000)] {
        assert_eq!(FileKind::of(&bytes), Err(Unfit::Pixels));
    }
    assert_eq!(FileKind::of(&webp(12_001, 4)), Err(Unfit::Pixels));
    assert_eq!(FileKind::of(&png_of(9000, 9000, &[0])), Err(Unfit::Pixels));
    assert_eq!(FileKind::of(&png_of(7000, 7000, &[0])), Ok(FileKind::Png));
}

#[test]
fn what_is_two_things_at_once_is_refused() {
    let kinds = [png(2, 900), jpeg(90, 90), webp(90, 90), pdf()];
    for bytes in &kinds {
        for end in [archive_end(0), archive_end(60_000)] {
            let both = [&bytes[..], &end].concat();
            assert_eq!(FileKind::of(&both), Err(Unfit::Odd));
        }
    }
    for bytes in &kinds[..3] {
        let page = [&bytes[..], b"<script>alert(1)</script>"].concat();
        assert_eq!(FileKind::of(&page), Err(Unfit::Odd));
        let cut = &bytes[..bytes.len() - 2];
        assert_eq!(FileKind::of(cut), Err(Unfit::Odd));
    }
    // A PDF inside of a picture's comment, where programs for PDF would find it.
    let mut hidden = b"\xff\xd8\xff\xfe\0\x0b%PDF-1.4\n".to_vec();
    hidden.extend_from_slice(&jpeg(90, 90)[2..]);
    assert_eq!(FileKind::of(&hidden), Err(Unfit::Odd));
}

#[tokio::test]
async fn whatever_else_is_sent_is_refused_with_a_reason_and_leaves_nothing() {
    let world = World::new();
    let sender = Sender::new(&world, "guizhou", "demo.supplier").await;
    let bomb = png_of(30_000, 30_000, &[0]);
    let others: [&[u8]; 8] = [
        b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>",
        b"<!doctype html><script>alert(1)</script>",
        b"GIF89a\x01\0\x01\0\0\0\0;",
        b"PK\x03\x04\x14\0\0\0\x08\0",
        b"MZ\x90\0\x03\0\0\0",
        b"\x89PNG\r\n\x1a\n",
        b"just a text",
        &bomb,
    ];
    for bytes in others {
        let answer = sender.upload(bytes).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(answer.code(), "upload");
        assert_eq!(sender.download(bytes).await.code(), "not_found");
    }
    assert_eq!(world.place.sql("SELECT id FROM uploads"), [""; 0]);
}
