//! A small site to prove the harness on: one sound page with a service worker, one with planted faults.

use anyhow::Result;
use bytes::Bytes;
use http::{Request, Response, header};
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use std::convert::Infallible;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// Size in bytes of what only the service worker fetches.
pub const PRECACHED: usize = 100_000;

/// The running site; it ends when it is dropped.
pub struct Pages {
    pub address: SocketAddr,
    saved: Arc<AtomicUsize>,
    serving: JoinHandle<()>,
}

impl Pages {
    pub async fn serve() -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let saved = Arc::new(AtomicUsize::new(0));
        let counter = saved.clone();
        let serving = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let counter = counter.clone();
                let service = service_fn(move |request| answer(request, counter.clone()));
                tokio::spawn(
                    hyper::server::conn::http1::Builder::new()
                        .serve_connection(TokioIo::new(stream), service),
                );
            }
        });
        Ok(Self {
            address,
            saved,
            serving,
        })
    }

    /// How often something was saved here.
    pub fn saved(&self) -> usize {
        self.saved.load(Ordering::SeqCst)
    }
}

impl Drop for Pages {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

async fn answer(
    request: Request<Incoming>,
    saved: Arc<AtomicUsize>,
) -> Result<Response<Full<Bytes>>, Infallible> {
    let path = request.uri().path().to_owned();
    let _read_to_its_end = request.into_body().collect().await;
    let (kind, body): (&str, Bytes) = match path.as_str() {
        "/" => (
            "text/html; charset=utf-8",
            include_str!("site/sound.html").into(),
        ),
        "/faults" => (
            "text/html; charset=utf-8",
            include_str!("site/faults.html").into(),
        ),
        "/style.css" => ("text/css", include_str!("site/style.css").into()),
        "/page.js" => ("text/javascript", include_str!("site/page.js").into()),
        "/faults.js" => ("text/javascript", "console.error('a planted error')".into()),
        "/worker.js" => ("text/javascript", include_str!("site/worker.js").into()),
        "/precached" => ("application/octet-stream", vec![7; PRECACHED].into()),
        "/save" => {
            saved.fetch_add(1, Ordering::SeqCst);
            ("application/json", "{}".into())
        }
        _ => ("image/x-icon", Bytes::new()),
    };
    let mut response = Response::new(Full::new(body));
    let headers = response.headers_mut();
    if let Ok(kind) = kind.parse() {
        headers.insert(header::CONTENT_TYPE, kind);
    }
    let policy = header::HeaderValue::from_static("default-src 'self'; base-uri 'none'");
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    Ok(response)
}
