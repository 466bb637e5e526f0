//! Password policies: the table of Guizhou, and each rule by itself.
#![allow(clippy::unwrap_used)]

use domain::password_policy::{
    CommonPassword, Length, PasswordPolicy, PasswordRule as Rule, Verdict,
};

fn guizhou() -> PasswordPolicy {
    PasswordPolicy {
        length: Length::Exactly(8),
        require_letter: true,
        require_digit: true,
        require_upper: false,
        require_lower: false,
        require_symbol: false,
        longest_run: 2,
        forbid_login_name: true,
        forbid_common: true,
    }
}

const LENGTH: Rule = Rule::Length(Length::Exactly(8));
const RUN: Rule = Rule::Run { longest: 2 };

#[test]
fn guizhou_refuses_each_bad_password_with_every_reason_at_once() {
    let cases: [(&str, &[Rule]); 14] = [
        ("k7m2p9x", &[LENGTH]),
        ("k7m2p9x4q", &[LENGTH]),
        ("kmxpqzwt", &[Rule::Digit]),
        ("71942853", &[Rule::Letter]),
        ("abcd1234", &[RUN]),
        ("aaaa1111", &[RUN]),
        ("12345678", &[Rule::Letter, RUN]),
        ("", &[LENGTH, Rule::Letter, Rule::Digit]),
        ("111", &[LENGTH, Rule::Letter, RUN]),
        ("k7aBc2px", &[RUN]),
        ("k7CbA2px", &[RUN]),
        ("k7AaA2px", &[RUN]),
        ("k4321xpq", &[RUN]),
        ("zhang7k2", &[Rule::NotLoginName]),
    ];
    for (password, broken) in cases {
        let unmet = guizhou().unmet(password, "zhang", CommonPassword::No);
        assert_eq!(unmet, broken, "{password:?}");
        assert!(
            !guizhou().accepts(password, "zhang", CommonPassword::No),
            "{password:?}"
        );
    }
}

#[test]
fn guizhou_accepts_a_good_password() {
    for password in [
        "k7m2p9xq",
        "A1b2C3d4",
        "1a2b3c4d",
        "aab11b2c",
        "药k7m2p9x",
        "k7 m2p9x",
    ] {
        assert!(
            guizhou().accepts(password, "supplier", CommonPassword::No),
            "{password}"
        );
    }
}

#[test]
fn the_checklist_has_every_rule_in_order_whatever_was_typed() {
    for password in ["", "k", "k7m2p9xq", "aaaa1111"] {
        let rules: Vec<Rule> = guizhou()
            .check(password, "zhang", CommonPassword::Unknown)
            .iter()
            .map(|check| check.rule)
            .collect();
        let expected = [
            LENGTH,
            Rule::Letter,
            Rule::Digit,
            RUN,
            Rule::NotLoginName,
            Rule::NotCommon,
        ];
        assert_eq!(rules, expected, "{password:?}");
    }
}

#[test]
fn what_only_the_server_knows_is_neither_met_nor_accepted() {
    let checks = guizhou().check("k7m2p9xq", "zhang", CommonPassword::Unknown);
    let common = checks
        .iter()
        .find(|check| check.rule == Rule::NotCommon)
        .unwrap();
    assert_eq!(common.verdict, Verdict::Unknown);
    assert!(
        guizhou()
            .unmet("k7m2p9xq", "zhang", CommonPassword::Unknown)
            .is_empty()
    );
    assert!(!guizhou().accepts("k7m2p9xq", "zhang", CommonPassword::Unknown));
    assert_eq!(
        guizhou().unmet("k7m2p9xq", "zhang", CommonPassword::Yes),
        [Rule::NotCommon]
    );
}

#[test]
fn a_login_name_not_yet_typed_leaves_its_rule_unknown() {
    let checks = guizhou().check("k7m2p9xq", "", CommonPassword::No);
    let rule = checks
        .iter()
        .find(|check| check.rule == Rule::NotLoginName)
        .unwrap();
    assert_eq!(rule.verdict, Verdict::Unknown);
}

#[test]
fn neither_the_login_name_nor_a_part_of_it_may_be_the_password() {
    let unmet = |password, login| guizhou().unmet(password, login, CommonPassword::No);
    assert_eq!(unmet("xZhAnG7k", "zhang"), [Rule::NotLoginName]);
    assert_eq!(unmet("zhang7k2", "zhang7k2"), [Rule::NotLoginName]);
    assert_eq!(unmet("zhang7k2", "zhang7k2-guiyang"), [Rule::NotLoginName]);
    assert!(unmet("zhong7k2", "zhang").is_empty());
}

#[test]
fn runs_are_found_anywhere_and_nothing_wraps() {
    let runs = |password: &str| {
        let policy = PasswordPolicy {
            length: Length::Between { min: 1, max: 64 },
            ..guizhou()
        };
        policy
            .unmet(password, "zhang", CommonPassword::No)
            .contains(&RUN)
    };
    for refused in [
        "xx7abc",
        "abc7xx",
        "x7cba",
        "7xyz7a",
        "x987a",
        "a111b",
        "药药药a1",
        "a---1",
        "x１２３",
    ] {
        assert!(runs(refused), "{refused}");
    }
    for fine in [
        "k90a1", "kyza1", "aab1", "112a", "a121b", "abab1", "89ab", "a()*1", "1a2b3c",
    ] {
        assert!(!runs(fine), "{fine}");
    }
}

#[test]
fn a_longer_run_may_be_allowed_or_any() {
    let policy = |longest_run| PasswordPolicy {
        longest_run,
        ..guizhou()
    };
    assert!(policy(3).accepts("abc7123x", "zhang", CommonPassword::No));
    assert!(!policy(3).accepts("abcd7k2x", "zhang", CommonPassword::No));
    assert!(policy(0).accepts("aaaaaaa1", "zhang", CommonPassword::No));
    assert_eq!(policy(0).check("", "zhang", CommonPassword::No).len(), 5);
}

#[test]
fn passwords_are_counted_in_characters_and_never_trimmed() {
    assert!(guizhou().accepts("药品k7m2p9", "zhang", CommonPassword::No));
    assert_eq!(
        guizhou().unmet(" k7m2p9xq ", "zhang", CommonPassword::No),
        [LENGTH]
    );
    assert_eq!(
        guizhou().unmet("k7m2p9xq\n", "zhang", CommonPassword::No),
        [LENGTH]
    );
    assert_eq!(
        guizhou().unmet("Ａ１Ｂ２Ｃ３Ｄ４", "zhang", CommonPassword::No),
        [Rule::Letter, Rule::Digit]
    );
}

#[test]
fn classes_of_characters_are_asked_for_one_by_one() {
    let strict = PasswordPolicy {
        length: Length::Between { min: 8, max: 16 },
        require_upper: true,
        require_lower: true,
        require_symbol: true,
        ..guizhou()
    };
    assert!(strict.accepts("Kx7-m2p9", "zhang", CommonPassword::No));
    assert_eq!(
        strict.unmet("kx7-m2p9", "zhang", CommonPassword::No),
        [Rule::Upper]
    );
    assert_eq!(
        strict.unmet("KX7-M2P9", "zhang", CommonPassword::No),
        [Rule::Lower]
    );
    assert_eq!(
        strict.unmet("Kx7am2p9", "zhang", CommonPassword::No),
        [Rule::Symbol]
    );
}

#[test]
fn every_rule_says_itself_in_both_languages() {
    let all = [
        LENGTH,
        Rule::Letter,
        Rule::Digit,
        Rule::Upper,
        Rule::Lower,
        Rule::Symbol,
        RUN,
    ];
    for rule in all.into_iter().chain([Rule::NotLoginName, Rule::NotCommon]) {
        let sentence = rule.sentence();
        assert!(
            !sentence.zh.is_empty() && !sentence.en.is_empty(),
            "{rule:?}"
        );
    }
    assert!(LENGTH.sentence().zh.contains("恰好 8 个"));
    assert!(RUN.sentence().zh.contains("3 个或更多"));
}

#[test]
fn signs_beside_digits_and_letters_in_the_table_of_characters_are_no_run() {
    let policy = PasswordPolicy {
        length: Length::Between { min: 1, max: 64 },
        ..guizhou()
    };
    for fine in [
        "a/01x", "89:x1", "`ab7", "@AB7", "yz{7", "YZ[7", "a/0", "药药1a",
    ] {
        let unmet = policy.unmet(fine, "", CommonPassword::No);
        assert!(unmet.is_empty(), "{fine}: {unmet:?}");
    }
}

#[test]
fn a_part_of_the_login_name_counts_from_four_characters_on() {
    let shares = |password, login| {
        let unmet = guizhou().unmet(password, login, CommonPassword::No);
        unmet.contains(&Rule::NotLoginName)
    };
    for (password, login, refused) in [
        ("zha", "zhang", false),
        ("zhan", "zhang", true),
        ("HANG", "zhang", true),
        ("zhong", "zhang", false),
        ("ng", "zhang", false),
        ("xxabxx", "ab", true),
    ] {
        assert_eq!(shares(password, login), refused, "{password} {login}");
    }
}

#[test]
fn lengths_are_admitted_from_their_least_to_their_most() {
    let between = Length::Between { min: 8, max: 10 };
    for (count, exactly, within) in [
        (0, false, false),
        (7, false, false),
        (8, true, true),
        (9, false, true),
        (10, false, true),
        (11, false, false),
    ] {
        assert_eq!(Length::Exactly(8).admits(count), exactly, "{count}");
        assert_eq!(between.admits(count), within, "{count}");
    }
    assert_eq!(Rule::Length(between).sentence().zh, "8 至 10 个字符");
    assert!(Rule::Run { longest: 3 }.sentence().en.contains("4 or more"));
}
