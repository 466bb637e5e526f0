//! One request as it passed over the network: its head and its body, to the last byte.

/// What one client sent in one request.
#[derive(Clone, Debug, Default)]
pub struct Sent {
    bytes: Vec<u8>,
}

impl Sent {
    /// Notes what passed next.
    pub(crate) fn add(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// The value of a header field, empty when absent.
    pub fn header(&self, name: &str) -> &str {
        let fields = self.head().lines().filter_map(|line| line.split_once(':'));
        let mut values = fields.filter(|(field, _)| field.eq_ignore_ascii_case(name));
        values.next().map_or("", |(_, value)| value.trim())
    }

    /// The body, as far as it has passed.
    pub fn body(&self) -> &[u8] {
        self.parts().1
    }

    /// "POST /v1/push", once the first line has passed.
    pub(crate) fn line(&self) -> &str {
        let line = self.head().lines().next().unwrap_or_default();
        line.rsplit_once(' ').map_or("", |(line, _)| line)
    }

    fn head(&self) -> &str {
        std::str::from_utf8(self.parts().0).unwrap_or_default()
    }

    fn parts(&self) -> (&[u8], &[u8]) {
        let end = self.bytes.windows(4).position(|four| four == b"\r\n\r\n");
        end.map_or((&self.bytes, &[]), |end| {
            (&self.bytes[..end], &self.bytes[end + 4..])
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Sent;

    #[test]
    fn head_and_body_are_told_apart_however_they_were_cut() {
        let mut sent = Sent::default();
        for part in [
            &b"POST /v1/push HTTP/1.1\r\nContent-En"[..],
            b"coding: gzip\r\n\r",
            b"\n\x1f\x8b\r\n\r\n",
        ] {
            sent.add(part);
        }
        assert_eq!(sent.line(), "POST /v1/push");
        assert_eq!(sent.header("content-encoding"), "gzip");
        assert_eq!(sent.header("content-type"), "");
        assert_eq!(sent.body(), b"\x1f\x8b\r\n\r\n");
    }
}
