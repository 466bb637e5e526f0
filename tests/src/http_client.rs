//! Calls to the server without a browser: the rules must hold for whoever leaves the screens out.

use anyhow::{Context, Result};
use bytes::Bytes;
use http::{HeaderMap, Method, Request, header};
use http_body_util::{BodyExt, Full};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde_json::Value;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::time::Duration;

const LIMIT: Duration = Duration::from_secs(30);

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The header fields.
    pub headers: HeaderMap,
    /// The body as it came.
    pub body: Bytes,
}

impl Answer {
    /// The body as text, for reading and searching.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON.
    pub fn json(&self) -> Result<Value> {
        serde_json::from_slice(&self.body)
            .with_context(|| format!("{}: {}", self.status, self.text()))
    }

    /// A header field, empty when absent or not text.
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }
}

/// A caller who keeps cookies and, as a page of the site would, names its origin.
pub struct HttpClient {
    server: SocketAddr,
    client: Client<HttpConnector, Full<Bytes>>,
    cookies: BTreeMap<String, String>,
    headers: BTreeMap<String, String>,
}

impl HttpClient {
    /// A caller without cookies.
    pub fn new(server: SocketAddr) -> Self {
        let client = Client::builder(TokioExecutor::new()).build_http();
        let origin = ("origin".to_owned(), format!("http://{server}"));
        let site = ("sec-fetch-site".to_owned(), "same-origin".to_owned());
        Self {
            server,
            client,
            cookies: BTreeMap::new(),
            headers: BTreeMap::from([origin, site]),
        }
    }

    /// Sends this header field with every request from now on; an empty value sends it no more.
    pub fn set_header(&mut self, name: &str, value: &str) {
        self.headers.insert(name.to_lowercase(), value.to_owned());
    }

    /// GETs a path.
    pub async fn get(&mut self, path: &str) -> Result<Answer> {
        self.send(Method::GET, path, "", Bytes::new()).await
    }

    /// POSTs JSON to a path.
    pub async fn post(&mut self, path: &str, body: &Value) -> Result<Answer> {
        self.send(
            Method::POST,
            path,
            "application/json",
            serde_json::to_vec(body)?.into(),
        )
        .await
    }

    /// Sends any bytes, called whatever type one likes.
    pub async fn send(
        &mut self,
        method: Method,
        path: &str,
        content_type: &str,
        body: Bytes,
    ) -> Result<Answer> {
        let mut request = Request::builder()
            .method(method)
            .uri(format!("http://{}{path}", self.server));
        for (name, value) in self.headers.iter().filter(|(_, value)| !value.is_empty()) {
            request = request.header(name, value);
        }
        if !content_type.is_empty() {
            request = request.header(header::CONTENT_TYPE, content_type);
        }
        if !self.cookies.is_empty() {
            let pairs: Vec<_> = self
                .cookies
                .iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect();
            request = request.header(header::COOKIE, pairs.join("; "));
        }
        let response =
            tokio::time::timeout(LIMIT, self.client.request(request.body(Full::new(body))?))
                .await
                .with_context(|| format!("no answer from {path} within {LIMIT:?}"))??;
        let (head, body) = response.into_parts();
        let body = tokio::time::timeout(LIMIT, body.collect())
            .await??
            .to_bytes();
        self.keep_cookies(&head.headers);
        Ok(Answer {
            status: head.status.as_u16(),
            headers: head.headers,
            body,
        })
    }

    fn keep_cookies(&mut self, headers: &HeaderMap) {
        for cookie in headers
            .get_all(header::SET_COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
        {
            let pair = cookie.split(';').next().unwrap_or_default();
            let Some((name, value)) = pair.split_once('=') else {
                continue;
            };
            if value.is_empty() || cookie.to_ascii_lowercase().contains("max-age=0") {
                self.cookies.remove(name.trim());
            } else {
                self.cookies
                    .insert(name.trim().to_owned(), value.to_owned());
            }
        }
    }
}

/// GETs one path as a stranger.
pub async fn get(server: SocketAddr, path: &str) -> Result<Answer> {
    HttpClient::new(server).get(path).await
}
