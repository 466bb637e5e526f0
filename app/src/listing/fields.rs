//! The form's three groups of fields.

use domain::field::Field;
use domain::product_kind::ProductKind;
use domain::profile::{Module, ModuleState, PlatformProfile};
use domain::sentence::Sentence;

use super::hint;
use super::sheet::Sheet;
use crate::clock::now;
use crate::components::{Choosable, El, Form, TextField, Words, card, choice, el, heading};

/// Every field, in groups, in the order in which it is read.
pub fn groups(sheet: Sheet, form: Form, profile: &'static PlatformProfile) -> Vec<El> {
    let text =
        move |field| TextField::new(field, sheet.text(field), form).attr("autocomplete", "off");
    let code = move || hint::code(sheet.kind(), &sheet.text(Field::ProductCode).get());
    let certificate =
        move || hint::certificate(sheet.kind(), &sheet.text(Field::Certificate).get());
    let price = move || {
        hint::price(
            &sheet.text(Field::Price).get(),
            &sheet.text(Field::UnitOfMeasure).get(),
        )
    };
    vec![
        card(vec![
            heading(("产品", "Product")),
            choice(Field::ProductKind, form, sheet.kind, kinds(profile)),
            text(Field::ProductCode)
                .attr("class", "input coded")
                .attr("autocapitalize", "characters")
                .attr("spellcheck", "false")
                .addition(explained(code))
                .view(),
            text(Field::ProductName)
                .hint(("与注册证或批准文号上的名称一致。", "As on the certificate."))
                .view(),
        ]),
        card(vec![
            heading(("证件、企业与规格", "Certificate, maker and specification")),
            text(Field::Certificate)
                .attr("spellcheck", "false")
                .addition(explained(certificate))
                .view(),
            text(Field::Manufacturer)
                .hint(("填营业执照上的全称。", "The full name as registered."))
                .view(),
            text(Field::Specification)
                .hint(("例如 5ml、0.25g×24片。", "Such as 5ml or 0.25g×24片."))
                .view(),
        ]),
        card(vec![
            heading(("价格", "Price")),
            text(Field::UnitOfMeasure)
                .hint((
                    "一个价格对应的单位，例如 支、盒。",
                    "What one price buys, such as 支 or 盒.",
                ))
                .attr("class", "input short")
                .view(),
            text(Field::Price)
                .hint((
                    "只有本单位和平台审核人员看得到。",
                    "Seen by your unit and the platform’s reviewers only.",
                ))
                .attr("inputmode", "decimal")
                .attr("class", "input short")
                .addition(explained(price))
                .view(),
        ]),
    ]
}

/// What is understood of a field as it is typed.
fn explained(words: impl Fn() -> Sentence + 'static) -> El {
    el("p")
        .class("hint understood")
        .text(Words::live(move || crate::language::tell(&words())))
}

/// Drug and consumable; what the platform does not take says why.
fn kinds(profile: &'static PlatformProfile) -> Vec<Choosable> {
    let today = now().date_in_shanghai();
    let kind = |kind: ProductKind| {
        let option = Choosable::new(kind.label());
        let switch = profile.switch(Module::Listing, Some(kind), None, today);
        match (switch.state, switch.notice) {
            (ModuleState::On, _) => option,
            (_, Some(notice)) => option.closed(with_instead(notice, switch.instead)),
            (_, None) => {
                option.closed(("本平台暂不受理。", "Not taken by this platform at present."))
            }
        }
    };
    ProductKind::ALL.map(kind).into()
}

fn with_instead(notice: &Sentence, instead: Option<&Sentence>) -> Sentence {
    let Some(instead) = instead else {
        return notice.clone();
    };
    Sentence::new(
        [notice.zh.as_str(), &instead.zh].concat(),
        [&notice.en, " ", &instead.en].concat(),
    )
}
