//! Phones, addresses, names and free text, well typed and ill.
#![allow(clippy::unwrap_used)]

use domain::identifiers::{
    BoundedText, BoundedTextFault, EmailAddress, EmailAddressFault, LoginName, LoginNameFault,
    LongText, OrganisationName, OrganisationNameFault, PersonName, PersonNameFault, PhoneNumber,
    PhoneNumberFault, ShortText,
};

#[test]
fn a_phone_number_is_understood_however_it_is_grouped() {
    for typed in [
        "13800138000",
        "+86 138 0013 8000",
        "0086-138-0013-8000",
        "8613800138000",
        " 138－0013－8000 ",
        "１３８００１３８０００",
    ] {
        assert_eq!(
            PhoneNumber::parse(typed).unwrap().as_str(),
            "13800138000",
            "{typed}"
        );
    }
    assert_eq!(
        PhoneNumber::parse("13800138000").unwrap().masked(),
        "138****8000"
    );
}

#[test]
fn a_phone_number_is_refused_for_what_is_wrong_with_it() {
    let cases = [
        ("", PhoneNumberFault::Empty),
        ("+86", PhoneNumberFault::Empty),
        ("1380013800", PhoneNumberFault::WrongLength { found: 10 }),
        ("138001380000", PhoneNumberFault::WrongLength { found: 12 }),
        ("12800138000", PhoneNumberFault::NotMobile),
        ("23800138000", PhoneNumberFault::NotMobile),
        ("0851-85550000", PhoneNumberFault::Landline),
        (
            "1380013800O",
            PhoneNumberFault::NotADigit { character: 'O' },
        ),
        (
            "+852 9123 4567",
            PhoneNumberFault::NotADigit { character: '+' },
        ),
    ];
    for (typed, fault) in cases {
        assert_eq!(PhoneNumber::parse(typed), Err(fault), "{typed}");
    }
}

#[test]
fn an_email_address_keeps_its_name_and_lowers_its_domain() {
    let cases = [
        ("Zhang.San@Example.CN", "Zhang.San@example.cn"),
        (" cai+gou@mail.example.com ", "cai+gou@mail.example.com"),
        ("ａｂｃ＠example。cn", "abc@example.cn"),
        ("a@xn--fiqs8s.cn", "a@xn--fiqs8s.cn"),
    ];
    for (typed, kept) in cases {
        assert_eq!(
            EmailAddress::parse(typed).unwrap().as_str(),
            kept,
            "{typed}"
        );
    }
}

#[test]
fn an_email_address_is_refused_for_what_is_wrong_with_it() {
    let long = format!("{}@{}.cn", "a".repeat(64), "b".repeat(190));
    let cases = [
        ("", EmailAddressFault::Empty),
        (long.as_str(), EmailAddressFault::TooLong { found: 258 }),
        ("zhang.example.cn", EmailAddressFault::NoAt),
        ("a@b.cn@c.cn", EmailAddressFault::SeveralAts),
        (
            "a b@c.cn",
            EmailAddressFault::ForbiddenCharacter {
                character: ' ',
                position: 2,
            },
        ),
        (
            "a@b.cn,c@d.cn",
            EmailAddressFault::ForbiddenCharacter {
                character: ',',
                position: 7,
            },
        ),
        (
            "张@b.cn",
            EmailAddressFault::ForbiddenCharacter {
                character: '张',
                position: 1,
            },
        ),
        (
            "\"a\"@b.cn",
            EmailAddressFault::ForbiddenCharacter {
                character: '"',
                position: 1,
            },
        ),
        ("@b.cn", EmailAddressFault::WrongName),
        (".a@b.cn", EmailAddressFault::WrongName),
        ("a..b@c.cn", EmailAddressFault::WrongName),
        ("a@", EmailAddressFault::WrongDomain),
        ("a@localhost", EmailAddressFault::WrongDomain),
        ("a@-b.cn", EmailAddressFault::WrongDomain),
        ("a@b..cn", EmailAddressFault::WrongDomain),
        ("a@b.cn.", EmailAddressFault::WrongDomain),
        ("a@b_c.cn", EmailAddressFault::WrongDomain),
        ("a@10.0.0.1", EmailAddressFault::WrongDomain),
    ];
    for (typed, fault) in cases {
        assert_eq!(EmailAddress::parse(typed), Err(fault), "{typed}");
    }
}

#[test]
fn no_line_break_reaches_a_mail_header_through_an_address() {
    for typed in [
        "a@b.cn\r\nBcc: c@d.cn",
        "a\n@b.cn",
        "a@b.cn\0",
        "a@b\u{85}.cn",
        "a@b.\u{2028}cn",
    ] {
        let fault = EmailAddress::parse(typed).unwrap_err();
        assert!(
            matches!(fault, EmailAddressFault::ForbiddenCharacter { .. }),
            "{typed:?}"
        );
    }
}

#[test]
fn login_names_are_kept_in_small_letters() {
    let mixed = LoginName::parse(" Zhang.San_01 ").unwrap();
    assert_eq!(mixed.as_str(), "zhang.san_01");
    assert_eq!(mixed, LoginName::parse("ZHANG.SAN_01").unwrap());
}

#[test]
fn a_login_name_is_refused_for_what_is_wrong_with_it() {
    let long = "a".repeat(33);
    let cases = [
        ("", LoginNameFault::Empty),
        ("abc", LoginNameFault::WrongLength { found: 3 }),
        (long.as_str(), LoginNameFault::WrongLength { found: 33 }),
        (
            "1abc",
            LoginNameFault::NotBeginningWithALetter { character: '1' },
        ),
        (
            "_abc",
            LoginNameFault::NotBeginningWithALetter { character: '_' },
        ),
        (
            "zhang san",
            LoginNameFault::ForbiddenCharacter {
                character: ' ',
                position: 6,
            },
        ),
        (
            "张三李四",
            LoginNameFault::ForbiddenCharacter {
                character: '张',
                position: 1,
            },
        ),
    ];
    for (typed, fault) in cases {
        assert_eq!(LoginName::parse(typed), Err(fault), "{typed}");
    }
}

#[test]
fn names_of_many_peoples_are_taken() {
    let cases = [
        ("张三", "张三"),
        ("  欧阳　震华 ", "欧阳 震华"),
        ("买买提•艾力", "买买提·艾力"),
        ("𠮷田", "𠮷田"),
        ("Anne-Marie O'Neill", "Anne-Marie O'Neill"),
    ];
    for (typed, kept) in cases {
        assert_eq!(PersonName::parse(typed).unwrap().as_str(), kept, "{typed}");
    }
}

#[test]
fn a_persons_name_is_refused_for_what_is_wrong_with_it() {
    let cases = [
        ("", PersonNameFault::Empty),
        ("张", PersonNameFault::WrongLength { found: 1 }),
        (
            "张3",
            PersonNameFault::ForbiddenCharacter {
                character: '3',
                position: 2,
            },
        ),
        (
            "张\n三",
            PersonNameFault::ForbiddenCharacter {
                character: '\n',
                position: 2,
            },
        ),
        (
            "张<三",
            PersonNameFault::ForbiddenCharacter {
                character: '<',
                position: 2,
            },
        ),
        (
            "张\u{202e}三",
            PersonNameFault::ForbiddenCharacter {
                character: '\u{202e}',
                position: 2,
            },
        ),
    ];
    for (typed, fault) in cases {
        assert_eq!(PersonName::parse(typed), Err(fault), "{typed:?}");
    }
}

#[test]
fn a_units_name_has_2_to_100_characters_on_one_line() {
    let name = "长沙示例医药有限公司（演示）";
    assert_eq!(
        OrganisationName::parse(&format!(" {name} "))
            .unwrap()
            .as_str(),
        name
    );
    assert!(OrganisationName::parse(&"医".repeat(100)).is_ok());
    let cases = [
        (String::new(), OrganisationNameFault::Empty),
        (
            "医".to_owned(),
            OrganisationNameFault::WrongLength { found: 1 },
        ),
        (
            "医".repeat(101),
            OrganisationNameFault::WrongLength { found: 101 },
        ),
        (
            "医药\r\n公司".to_owned(),
            OrganisationNameFault::ControlCharacter {
                character: '\r',
                position: 3,
            },
        ),
    ];
    for (typed, fault) in cases {
        assert_eq!(OrganisationName::parse(&typed), Err(fault), "{typed:?}");
    }
}

#[test]
fn free_text_is_trimmed_bounded_and_of_one_line_unless_lines_are_allowed() {
    assert_eq!(ShortText::parse(" 5ml*10支 ").unwrap().as_str(), "5ml*10支");
    assert_eq!(
        LongText::parse("一\r\n二\r三\n").unwrap().as_str(),
        "一\n二\n三"
    );
    assert_eq!(ShortText::parse(" \t"), Err(BoundedTextFault::Empty));
    assert_eq!(
        BoundedText::<3>::parse("一二三四"),
        Err(BoundedTextFault::TooLong { found: 4, most: 3 })
    );
    assert_eq!(
        ShortText::parse("一\n二"),
        Err(BoundedTextFault::ControlCharacter {
            character: '\n',
            position: 2
        })
    );
    assert_eq!(
        LongText::parse("一\u{7}"),
        Err(BoundedTextFault::ControlCharacter {
            character: '\u{7}',
            position: 2
        })
    );
}
