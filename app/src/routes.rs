//! Every address of the app, in one table: the router reads it, and so do the
//! tests that go through all screens.

use crate::rest::Part;

/// 页面 — the screens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// 服务大厅
    Hall,
    /// One platform.
    Platform,
    /// The list of what a registration asks.
    Register,
    /// Its step on the unit.
    RegisterUnit,
    /// Its step on the operator.
    RegisterOperator,
    /// Reading it over.
    RegisterCheck,
    /// What became of it.
    Application,
    /// The first password.
    Activate,
    /// 登录
    SignIn,
    /// Another password.
    Password,
    /// 首页
    Home,
    /// The unit's listings.
    Listings,
    /// A new listing.
    ListingNew,
    /// One listing.
    Listing,
    /// Correcting one.
    ListingEdit,
    /// The unit's own products on this device.
    Products,
    /// 待上传
    Outbox,
    /// 流量
    DataUse,
    /// What the centre has to decide.
    Review,
    /// Deciding one application.
    ReviewOne,
}

/// 所需身份 — who may open a screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// Anybody.
    Nobody,
    /// Who has signed in.
    Account,
}

/// 地址样式 — one address, `{p}` standing for a platform and `{id}` for a record.
#[derive(Clone, Copy, Debug)]
pub struct RoutePattern {
    /// The address.
    pub pattern: &'static str,
    /// What is shown there.
    pub screen: Screen,
    /// To whom.
    pub needs: Needs,
}

const fn route(pattern: &'static str, screen: Screen, needs: Needs) -> RoutePattern {
    RoutePattern {
        pattern,
        screen,
        needs,
    }
}

/// Every address there is. Literal parts stand before `{id}` in their place.
pub const ROUTES: &[RoutePattern] = &[
    route("/", Screen::Hall, Needs::Nobody),
    route("/{p}", Screen::Platform, Needs::Nobody),
    route("/{p}/register", Screen::Register, Needs::Nobody),
    route("/{p}/register/unit", Screen::RegisterUnit, Needs::Nobody),
    route(
        "/{p}/register/operator",
        Screen::RegisterOperator,
        Needs::Nobody,
    ),
    route("/{p}/register/check", Screen::RegisterCheck, Needs::Nobody),
    route("/{p}/applications/{id}", Screen::Application, Needs::Nobody),
    route("/{p}/activate/{id}", Screen::Activate, Needs::Nobody),
    route("/{p}/sign-in", Screen::SignIn, Needs::Nobody),
    route("/{p}/password", Screen::Password, Needs::Account),
    route("/{p}/home", Screen::Home, Needs::Account),
    route("/{p}/listings", Screen::Listings, Needs::Account),
    route("/{p}/listings/new", Screen::ListingNew, Needs::Account),
    route("/{p}/listings/{id}", Screen::Listing, Needs::Account),
    route(
        "/{p}/listings/{id}/edit",
        Screen::ListingEdit,
        Needs::Account,
    ),
    route("/{p}/products", Screen::Products, Needs::Account),
    route("/{p}/outbox", Screen::Outbox, Needs::Account),
    route("/{p}/data-use", Screen::DataUse, Needs::Nobody),
    route("/{p}/review", Screen::Review, Needs::Account),
    route("/{p}/review/{id}", Screen::ReviewOne, Needs::Account),
];

/// The part of the program that shows `path` ([`crate::rest`]).
#[must_use]
pub fn part_of(path: &str) -> Part {
    find(path).map_or(Part::First, |found| part(found.route.screen))
}

/// The part of the program that has `screen`.
#[must_use]
pub const fn part(screen: Screen) -> Part {
    match screen {
        Screen::Hall | Screen::Platform | Screen::SignIn | Screen::Home | Screen::ListingNew => {
            Part::First
        }
        Screen::Products
        | Screen::Activate
        | Screen::Password
        | Screen::DataUse
        | Screen::Review
        | Screen::ReviewOne => Part::Asked,
        Screen::Register
        | Screen::RegisterUnit
        | Screen::RegisterOperator
        | Screen::RegisterCheck
        | Screen::Application => Part::Applying,
        _ => Part::Rest,
    }
}

/// 匹配结果 — the route of an address, with what stood in its places.
#[derive(Clone, Copy, Debug)]
pub struct Found<'a> {
    /// The route.
    pub route: &'static RoutePattern,
    /// The platform's name; empty in the service hall.
    pub platform: &'a str,
    /// The record's name; empty where there is none.
    pub id: &'a str,
}

/// The route of `path`, if there is one.
#[must_use]
pub fn find(path: &str) -> Option<Found<'_>> {
    ROUTES.iter().find_map(|route| matched(route, path))
}

fn matched<'a>(route: &'static RoutePattern, path: &'a str) -> Option<Found<'a>> {
    let mut found = Found {
        route,
        platform: "",
        id: "",
    };
    let mut parts = path.trim_end_matches('/').split('/');
    for wanted in route.pattern.trim_end_matches('/').split('/') {
        let part = parts.next()?;
        match wanted {
            "{p}" if !part.is_empty() => found.platform = part,
            "{id}" if !part.is_empty() => found.id = part,
            _ if wanted == part => {}
            _ => return None,
        }
    }
    parts.next().is_none().then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_leads_to_its_own_screen() {
        for route in ROUTES {
            let path = route.pattern.replace("{p}", "hunan").replace("{id}", "x.1");
            let Some(found) = find(&path) else {
                panic!("{path}")
            };
            assert_eq!(found.route.screen, route.screen, "{path}");
        }
    }

    #[test]
    fn until_a_first_listing_is_typed_the_first_part_is_enough() {
        for path in [
            "/",
            "/hunan",
            "/hunan/sign-in",
            "/hunan/home",
            "/hunan/listings/new",
        ] {
            assert_eq!(part_of(path), Part::First, "{path}");
        }
        for path in [
            "/hunan/listings",
            "/hunan/listings/a.1",
            "/hunan/listings/a.1/edit",
        ] {
            assert_eq!(part_of(path), Part::Rest, "{path}");
        }
        assert_eq!(part_of("/hunan/register/unit"), Part::Applying);
        for path in ["/hunan/products", "/hunan/review/a.1"] {
            assert_eq!(part_of(path), Part::Asked, "{path}");
        }
    }

    #[test]
    fn what_is_not_in_the_table_is_not_found() {
        for path in [
            "/hunan/nowhere",
            "/hunan/listings/a/b",
            "/a/b/c/d/e",
            "//home",
        ] {
            assert!(find(path).is_none(), "{path}");
        }
        assert!(find("/hunan/").is_some());
    }
}
