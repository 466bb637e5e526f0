//! Somebody who uploads, call by call.

use axum::body::{Body, Bytes};
use axum::http::StatusCode;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use futures_util::stream::{self, StreamExt};
use server::files::FileDigest;

use super::super::support::{Answer, World, request};

/// Somebody who has signed in.
pub struct Sender<'w> {
    pub world: &'w World,
    pub cookie: String,
}

/// What the protocol wants said of a file.
pub fn said_of(bytes: &[u8]) -> String {
    let digest = BASE64_STANDARD.encode(FileDigest::of(bytes).as_str());
    format!(
        "sha256 {digest},name {}",
        BASE64_STANDARD.encode("注册证.png")
    )
}

impl<'w> Sender<'w> {
    pub async fn new(world: &'w World, platform: &str, name: &str) -> Self {
        let password = super::super::support::PASSWORD;
        let cookie = world.sign_in(platform, name, password).await;
        Self { world, cookie }
    }

    fn headers<'a>(&'a self, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
        let mut headers = vec![
            ("cookie", self.cookie.as_str()),
            ("x-yangcai-client", "1"),
            ("tus-resumable", "1.0.0"),
        ];
        headers.extend_from_slice(more);
        headers
    }

    pub async fn call(&self, method: &str, path: &str, more: &[(&str, &str)]) -> Answer {
        let request = request(method, path, &self.headers(more), vec![]);
        self.world.send(request).await
    }

    /// Begins an upload; how that was answered.
    pub async fn begins(&self, size: usize, said: &str) -> Answer {
        let size = size.to_string();
        let more = [("upload-length", size.as_str()), ("upload-metadata", said)];
        self.call("POST", "/v1/files", &more).await
    }

    /// Begins an upload of these bytes; where it is.
    pub async fn begin(&self, bytes: &[u8]) -> String {
        let answer = self.begins(bytes.len(), &said_of(bytes)).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
        answer.headers["location"].to_str().unwrap().to_owned()
    }

    /// Sends a piece.
    pub async fn patch(&self, at: &str, offset: usize, piece: &[u8]) -> Answer {
        self.patch_with(at, offset, Body::from(piece.to_vec()), &[])
            .await
    }

    pub async fn patch_with(
        &self,
        at: &str,
        offset: usize,
        body: Body,
        more: &[(&str, &str)],
    ) -> Answer {
        let offset = offset.to_string();
        let mut all = vec![
            ("upload-offset", offset.as_str()),
            ("content-type", "application/offset+octet-stream"),
        ];
        all.extend_from_slice(more);
        let mut request = request("PATCH", at, &self.headers(&all), vec![]);
        *request.body_mut() = body;
        self.world.send(request).await
    }

    /// How far it has come.
    pub async fn offset(&self, at: &str) -> usize {
        let answer = self.call("HEAD", at, &[]).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        assert_eq!(answer.headers["cache-control"], "no-store");
        let offset = answer.headers["upload-offset"].to_str().unwrap();
        offset.parse().unwrap()
    }

    /// Uploads all of it at once.
    pub async fn upload(&self, bytes: &[u8]) -> Answer {
        let at = self.begin(bytes).await;
        self.patch(&at, 0, bytes).await
    }

    /// Asks for a file.
    pub async fn download(&self, bytes: &[u8]) -> Answer {
        let path = format!("/v1/files/{}", FileDigest::of(bytes).as_str());
        self.world.get(&path, &[("cookie", &self.cookie)]).await
    }
}

/// A body that breaks off behind these bytes.
pub fn torn(bytes: &[u8]) -> Body {
    let bytes = Bytes::copy_from_slice(bytes);
    Body::from_stream(stream::iter([
        Ok(bytes),
        Err(std::io::Error::other("the link broke")),
    ]))
}

/// A body that falls silent behind these bytes, for ever.
pub fn stalled(bytes: &[u8]) -> Body {
    let bytes = Bytes::copy_from_slice(bytes);
    let first = stream::iter([Ok::<_, std::io::Error>(bytes)]);
    Body::from_stream(first.chain(stream::pending()))
}
