//! How the server is to run: by its environment, or on the command line.

use std::net::IpAddr;
use std::num::NonZeroU32;

use clap::{Args, Parser};

use crate::http::state::Config;
use crate::sessions::Timeouts;

/// How the server is to run.
#[derive(Args, Clone, Debug)]
pub struct ServeArgs {
    /// 端口 · the port
    #[arg(long, env = "PORT", default_value_t = 8080)]
    pub(super) port: u16,
    /// 监听地址 · the address to listen on
    #[arg(long, env = "HOST", default_value = "127.0.0.1")]
    pub(super) host: IpAddr,
    /// 对外地址 · the address that browsers use, `https://…`; makes cookies Secure and sends HSTS
    #[arg(long, env = "PUBLIC_ORIGIN", value_parser = https_origin)]
    pub(super) public_origin: Option<String>,
    /// 演示数据 · fill an empty database with demonstration data; on where only this machine can
    /// reach the server, unless said otherwise
    #[arg(long, env = "DEMO", value_parser = clap::builder::BoolishValueParser::new())]
    demo: Option<bool>,
    /// 信任代理 · believe the last X-Forwarded-For, because our own proxy writes it
    #[arg(long, env = "TRUST_PROXY", value_parser = clap::builder::BoolishValueParser::new(), default_value = "0")]
    trust_proxy: bool,
    /// 登录限流 · how many password checks one address has at once; one a second after that
    #[arg(long, env = "SIGN_IN_BURST", default_value = "20")]
    sign_in_burst: NonZeroU32,
    /// 前端目录 · serve the front end from a directory instead of the one built in
    #[arg(long, env = "YANGCAI_DIST")]
    pub(super) dist: Option<std::path::PathBuf>,
}

#[derive(Parser)]
struct FromEnvironment {
    #[command(flatten)]
    args: ServeArgs,
}

impl ServeArgs {
    /// As the environment says, without any word on the command line.
    ///
    /// # Errors
    /// A variable that says nothing sensible.
    pub(super) fn from_environment() -> Result<Self, Box<dyn std::error::Error>> {
        Ok(FromEnvironment::try_parse_from(["yangcai"])?.args)
    }

    pub(super) fn wants_demo(&self) -> bool {
        self.demo
            .unwrap_or(self.host.is_loopback() && self.public_origin.is_none())
    }

    pub(super) fn config(&self) -> Config {
        Config {
            public_origin: self.public_origin.clone(),
            loopback: self.host.is_loopback(),
            trust_proxy: self.trust_proxy,
            sign_in_burst: self.sign_in_burst,
            timeouts: Timeouts::default(),
        }
    }
}

fn https_origin(text: &str) -> Result<String, String> {
    let origin = text.trim_end_matches('/');
    match origin.strip_prefix("https://") {
        Some(host) if !host.is_empty() && !host.contains('/') => Ok(origin.to_owned()),
        _ => {
            Err("应为 https:// 开头的地址，不带路径 · an https:// origin without a path".to_owned())
        }
    }
}
