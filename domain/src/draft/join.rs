//! 草稿合并: what became of one draft on two devices, put together field by field as
//! [`merge`](crate::merge) does it with two people's submissions. Drafts are texts in
//! JSON here: a server joins those of forms that only newer programs know.

use serde_json::{Map, Value};

const NOTHING: Value = Value::Null;

/// Puts together what became of `base`: `theirs` and `mine`; an empty text is a draft that
/// is not there (not yet, or submitted, or given up). Whoever went on writing outweighs
/// whoever took it away. None where nobody can say: both are to be kept, each by itself.
///
/// A form has its fields under `entry`. One that both changed, and not alike, keeps the two
/// apart; so do two forms that were begun by themselves, for they are two products. What is
/// no form is remarks: of two at one place both are kept, one under the other.
#[must_use]
pub fn join(base: &str, theirs: &str, mine: &str) -> Option<String> {
    if theirs == mine || mine == base {
        return Some(theirs.to_owned());
    }
    if theirs == base || theirs.is_empty() {
        return Some(mine.to_owned());
    }
    if mine.is_empty() {
        return Some(theirs.to_owned());
    }
    let (theirs, mine) = (object(theirs)?, object(mine)?);
    let base = object(base);
    let joined = if theirs.contains_key("entry") || mine.contains_key("entry") {
        forms(base, &theirs, &mine)
    } else {
        members(&base.unwrap_or_default(), &theirs, &mine, &both)
    };
    joined.map(|joined| Value::Object(joined).to_string())
}

fn object(text: &str) -> Option<Map<String, Value>> {
    serde_json::from_str(text).ok()
}

fn forms(
    base: Option<Map<String, Value>>,
    theirs: &Map<String, Value>,
    mine: &Map<String, Value>,
) -> Option<Map<String, Value>> {
    let at = |form: &Map<String, Value>, name| form.get(name).cloned().unwrap_or_default();
    let base = base.or_else(|| begun_on(theirs, mine));
    if base.is_none() && !alike(&at(theirs, "entry"), &at(mine, "entry")) {
        return None;
    }
    let base = base.unwrap_or_default();
    let entry = three(
        &at(&base, "entry"),
        &at(theirs, "entry"),
        &at(mine, "entry"),
        &neither,
    )?;
    // What it stands on is one thing: halves of two would say what never was.
    let ground = one_of(
        &at(&base, "ground"),
        &at(theirs, "ground"),
        &at(mine, "ground"),
    )?;
    // The rest says where the person was, and what had been found: mine, or theirs.
    let mut joined = theirs.clone();
    joined.extend(mine.clone());
    joined.insert("entry".into(), entry);
    if !ground.is_null() {
        joined.insert("ground".into(), ground);
    }
    Some(joined)
}

/// What both say that they were begun on: a correction of the same listing.
fn begun_on(theirs: &Map<String, Value>, mine: &Map<String, Value>) -> Option<Map<String, Value>> {
    let ground = mine.get("ground")?;
    let entry = ground.get("base").filter(|base| base.is_object())?;
    let same = theirs.get("ground") == Some(ground);
    same.then(|| {
        let members = [("entry", entry), ("ground", ground)];
        members.map(|(name, value)| (name.to_owned(), value.clone()))
    })
    .map(Map::from_iter)
}

/// What becomes of a place that both changed, and not alike.
type Contested = dyn Fn(&Value, &Value) -> Option<Value>;

fn neither(_: &Value, _: &Value) -> Option<Value> {
    None
}

/// Both texts, one under the other; joined once more nothing is added.
fn both(theirs: &Value, mine: &Value) -> Option<Value> {
    Some(match (theirs, mine) {
        (Value::String(theirs), Value::String(mine)) => {
            Value::from(if theirs.contains(mine.trim()) {
                theirs.clone()
            } else if mine.contains(theirs.trim()) {
                mine.clone()
            } else {
                [theirs.as_str(), "\n", mine].concat()
            })
        }
        (_, Value::Null) => theirs.clone(),
        _ => mine.clone(),
    })
}

fn one_of(base: &Value, theirs: &Value, mine: &Value) -> Option<Value> {
    if alike(theirs, mine) || alike(mine, base) {
        Some(theirs.clone())
    } else if alike(theirs, base) {
        Some(mine.clone())
    } else {
        None
    }
}

fn three(base: &Value, theirs: &Value, mine: &Value, contested: &Contested) -> Option<Value> {
    if let Some(one) = one_of(base, theirs, mine) {
        return Some(one);
    }
    match (theirs, mine) {
        (Value::Object(theirs), Value::Object(mine)) => {
            let nothing = Map::new();
            let base = base.as_object().unwrap_or(&nothing);
            members(base, theirs, mine, contested).map(Value::Object)
        }
        _ => contested(theirs, mine),
    }
}

fn members(
    base: &Map<String, Value>,
    theirs: &Map<String, Value>,
    mine: &Map<String, Value>,
    contested: &Contested,
) -> Option<Map<String, Value>> {
    let mut joined = Map::new();
    for name in theirs.keys().chain(mine.keys()) {
        let at = |form: &Map<String, Value>| form.get(name).cloned().unwrap_or(NOTHING);
        let (theirs, mine) = (at(theirs), at(mine));
        joined.insert(name.clone(), three(&at(base), &theirs, &mine, contested)?);
    }
    // A member that one of them took away is not there, rather than there without a value.
    joined.retain(|_, value| !value.is_null());
    Some(joined)
}

/// As [`alike`](crate::merge::alike): blanks around a text are no difference, and what is
/// missing is an empty one.
fn alike(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::String(text), Value::Null) | (Value::Null, Value::String(text)) => {
            text.trim().is_empty()
        }
        (Value::String(one), Value::String(other)) => one.trim() == other.trim(),
        (Value::Array(items), Value::Null) | (Value::Null, Value::Array(items)) => items.is_empty(),
        (Value::Object(one), Value::Object(other)) => one.keys().chain(other.keys()).all(|name| {
            let at = |form: &Map<String, Value>| form.get(name).cloned().unwrap_or(NOTHING);
            alike(&at(one), &at(other))
        }),
        _ => one == other,
    }
}
