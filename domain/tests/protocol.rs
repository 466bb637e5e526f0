//! What client and server work out of their calls: digests against values from elsewhere,
//! what an echo joins on to, and what is packed.
#![allow(clippy::unwrap_used)]

use domain::client_id::ClientId;
use domain::json::Raw;
use domain::map::SortedMap;
use domain::protocol::{
    Echo, EchoedSpace, MAX_PUSH_COMMANDS, PushRequest, PushResponse, RowResult, command_hash,
    digest, record_digest,
};
use domain::record_id::RecordId;
use domain::rejection::Rejection;
use domain::space::{Space, hex};
use domain::timestamp::Timestamp;

fn client() -> ClientId {
    ClientId::from_random([1; 10])
}

fn space(path: &str) -> Space {
    path.parse().unwrap()
}

fn request(commands: &[&str]) -> PushRequest {
    PushRequest {
        proto: 1,
        schema: 1,
        epoch: "life".into(),
        client_id: client(),
        first_mid: 1,
        commands: commands
            .iter()
            .map(|text| Raw::new((*text).into()))
            .collect(),
        packed: None,
        digest: digest(commands.iter().copied()),
        cursors: None,
    }
}

fn response(echo: Option<Echo>) -> PushResponse {
    PushResponse {
        epoch: "new life".into(),
        last_mid: 1,
        durable_through: 1,
        receipts: vec![],
        carried_out: None,
        heads: SortedMap::new(),
        echo,
        news: None,
    }
}

fn echo(spaces: [(&str, u64, u64); 2]) -> Echo {
    let spaces = spaces.map(|(path, from, to)| (space(path), EchoedSpace { from, to }));
    Echo {
        at: Timestamp::from_millis(1),
        spaces: spaces.into(),
        digest: String::new(),
    }
}

/// As any SHA-256 gives them, each length before its bytes as eight of them, the greatest first.
#[test]
fn digests_are_what_they_are_worked_out_to_be_elsewhere() {
    let of_one = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
    assert_eq!(hex(&command_hash(b"{}")), of_one);
    for (commands, expected) in [
        (
            &[][..],
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        ),
        (
            &["{}"],
            "7cf4b3ea3b7fb829169af19d641905eb04c1a23d6057cbe10a975ba5bcfaa21e",
        ),
        (
            &["{}", "\"药\""],
            "1354c8b72011f53eab79dc3493f11111a9b5672870f4721e5405e4c15860a8a3",
        ),
    ] {
        assert_eq!(digest(commands.iter().copied()), expected);
    }
    let first = RecordId::of_command(client(), 7);
    let second = RecordId::of_command(client(), 8).with_row(2);
    assert_eq!(
        record_digest([(first, 3, "{}"), (second, 1, "\"药\"")]),
        "6bc306b3b64850a0a4b5097327afbb7bbbc37474a22b86f2134a1d86a46c4b64"
    );
}

#[test]
fn one_command_goes_as_it_is_and_several_go_packed_and_come_out_as_they_went_in() {
    for (commands, packed) in [
        (&[][..], false),
        (&["{\"at\":1}"], false),
        (&["{\"at\":1}", "{\"at\":2}"], true),
        (&["{\"at\":1}", "{}", "{\"at\":3}"], true),
        (&["{\"at\":1}", "\"\u{E000}\""], false),
    ] {
        let plain = request(commands);
        let mut sent = plain.clone();
        sent.pack();
        assert_eq!(
            (sent.packed.is_some(), sent.commands.is_empty()),
            (packed, packed || commands.is_empty())
        );
        assert!(sent.unpack(), "{commands:?}");
        assert_eq!((sent.commands, sent.packed), (plain.commands, None));
    }
}

#[test]
fn commands_that_come_both_packed_and_plain_or_are_too_many_are_none() {
    let mut both = request(&["{}", "{}"]);
    both.pack();
    both.commands = request(&["{}"]).commands;
    assert!(!both.unpack(), "which of them would it be");
    for (count, taken) in [(MAX_PUSH_COMMANDS, true), (MAX_PUSH_COMMANDS + 1, false)] {
        let mut many = request(&vec!["{}"; count]);
        many.pack();
        assert_eq!(many.unpack(), taken, "{count}");
    }
}

#[test]
fn an_echo_joins_on_where_every_cursor_stands_as_it_says() {
    let echo = echo([
        ("hunan/review", 4, 9),
        ("hunan/unit/040g2081040g2081.7/listings", 0, 2),
    ]);
    let cursors = |review, other| {
        SortedMap::from([
            (space("hunan/review"), review),
            (space("beijing/review"), other),
        ])
    };
    // A space that was empty need not have been read, and others say nothing.
    assert!(echo.joins(&cursors(4, 77)));
    assert!(!echo.joins(&cursors(3, 77)) && !echo.joins(&cursors(5, 77)));
    let mut read = cursors(4, 77);
    read.insert(space("hunan/unit/040g2081040g2081.7/listings"), 1);
    assert!(!echo.joins(&read), "all of them have to");
    assert!(!echo.joins(&SortedMap::new()));
    let mut after = cursors(4, 77);
    echo.advance(&mut after);
    let expected = [
        ("beijing/review", 77),
        ("hunan/review", 9),
        ("hunan/unit/040g2081040g2081.7/listings", 2),
    ];
    assert_eq!(after, expected.map(|(of, at)| (space(of), at)).into());
}

#[test]
fn what_is_new_is_asked_for_from_behind_the_echo_in_the_servers_present_life() {
    let mut asks = request(&["{}"]);
    assert_eq!(response(None).follow_up(&asks), None, "nobody asked");
    asks.cursors = Some(SortedMap::from([(space("hunan/review"), 4)]));
    let cursor = |echo| {
        let pull = response(echo).follow_up(&asks).unwrap();
        assert_eq!(
            (pull.epoch.as_str(), pull.client_id, pull.proto, pull.schema),
            ("new life", client(), 1, 1)
        );
        pull.cursors[&space("hunan/review")]
    };
    assert_eq!(cursor(None), 4);
    assert_eq!(
        cursor(Some(echo([
            ("hunan/review", 4, 9),
            ("beijing/review", 0, 1)
        ]))),
        9
    );
}

#[test]
fn a_row_is_accepted_with_its_record_or_refused_with_its_reason() {
    let id = RecordId::of_command(client(), 7).with_row(1);
    assert_eq!(RowResult::from(Ok(id)), RowResult::Accepted(id));
    let refused = RowResult::from(Err(Rejection::NotFound));
    assert_eq!(refused, RowResult::Refused(Rejection::NotFound));
}
