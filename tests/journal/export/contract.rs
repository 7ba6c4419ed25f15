//! `journal.json` is what docs/export.schema.json says.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;
use smilekeep::domain::{EntryId, PhotoId};
use smilekeep::store;

use super::{export_to, rich};

fn schema() -> Value {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/export.schema.json");
    serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap()
}

/// What in a `journal.json` is not as the schema says.
pub fn faults_of(journal: &Value) -> Vec<String> {
    let schema = schema();
    let mut faults = Vec::new();
    check(journal, &schema, &schema, "journal", &mut faults);
    faults
}

/// Checks a value against the part of JSON Schema that ours uses.
fn check(value: &Value, schema: &Value, root: &Value, path: &str, faults: &mut Vec<String>) {
    if let Some(name) = schema.get("$ref").and_then(Value::as_str) {
        let name = name.rsplit('/').next().unwrap();
        return check(value, &root["$defs"][name], root, path, faults);
    }
    if let Some(ways) = schema.get("anyOf").and_then(Value::as_array) {
        let tried: Vec<Vec<String>> = ways
            .iter()
            .map(|way| {
                let mut inner = Vec::new();
                check(value, way, root, path, &mut inner);
                inner
            })
            .collect();
        if tried.iter().all(|inner| !inner.is_empty()) {
            faults.push(format!("{path}: fits none of the ways: {:?}", tried[0]));
        }
        return;
    }
    let kind = schema["type"].as_str().unwrap();
    let right = match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_u64() || value.is_i64(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("{path}: the test does not know “{other}”"),
    };
    if !right {
        return faults.push(format!("{path}: {value} is no {kind}"));
    }
    if let Some(words) = schema.get("enum").and_then(Value::as_array)
        && !words.contains(value)
    {
        faults.push(format!("{path}: {value} is none of {words:?}"));
    }
    if let (Some(pattern), Some(text)) = (schema.get("pattern"), value.as_str())
        && !fits(text, pattern.as_str().unwrap())
    {
        faults.push(format!("{path}: {text} does not fit {pattern}"));
    }
    if let Some(number) = value.as_i64() {
        let limit = |name: &str| schema.get(name).and_then(Value::as_i64);
        if limit("minimum").is_some_and(|least| number < least)
            || limit("maximum").is_some_and(|most| number > most)
        {
            faults.push(format!("{path}: {number} is out of range"));
        }
    }
    if let Some(object) = value.as_object() {
        let described = schema.get("properties").and_then(Value::as_object);
        for name in schema
            .get("required")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            if !object.contains_key(name.as_str().unwrap()) {
                faults.push(format!("{path}: {name} is missing"));
            }
        }
        for (name, value) in object {
            let path = format!("{path}.{name}");
            match described.and_then(|described| described.get(name)) {
                Some(schema) => check(value, schema, root, &path, faults),
                None => match &schema["additionalProperties"] {
                    Value::Object(_) => {
                        check(value, &schema["additionalProperties"], root, &path, faults)
                    }
                    _ => faults.push(format!("{path}: not described")),
                },
            }
        }
    }
    for (index, item) in value.as_array().into_iter().flatten().enumerate() {
        check(
            item,
            &schema["items"],
            root,
            &format!("{path}[{index}]"),
            faults,
        );
    }
}

/// The patterns ours uses: classes of digits, `{n}`, and letters for themselves.
fn fits(text: &str, pattern: &str) -> bool {
    let mut text = text.chars();
    let mut pattern = pattern.trim_matches(['^', '$']).replace("\\d", "[0-9]");
    while !pattern.is_empty() {
        let (class, rest) = match pattern.strip_prefix('[') {
            Some(rest) => rest
                .split_once(']')
                .map(|(class, rest)| (class.to_owned(), rest.to_owned()))
                .unwrap(),
            None => {
                let mut letters = pattern.chars();
                let letter = letters.next().unwrap();
                (letter.to_string(), letters.collect())
            }
        };
        let (count, rest) = match rest.strip_prefix('{') {
            Some(rest) => {
                let (count, rest) = rest.split_once('}').unwrap();
                (count.parse().unwrap(), rest.to_owned())
            }
            None => (1, rest),
        };
        for _ in 0..count {
            let right = text.next().is_some_and(|letter| match class.as_str() {
                "0-9" => letter.is_ascii_digit(),
                "0-9a-f" => matches!(letter, '0'..='9' | 'a'..='f'),
                other => other.starts_with(letter),
            });
            if !right {
                return false;
            }
        }
        pattern = rest;
    }
    text.next().is_none()
}

#[test]
fn the_schema_describes_what_is_written() {
    let home = rich();
    let to = home.outside().join("out");
    export_to(&home, &to).unwrap();
    let journal: Value =
        serde_json::from_slice(&fs::read(to.join("journal.json")).unwrap()).unwrap();
    let schema = schema();
    let faults = faults_of(&journal);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    for part in [
        "babies",
        "photos",
        "entries",
        "milestones",
        "pages",
        "presets",
    ] {
        assert!(!journal[part].as_array().unwrap().is_empty(), "{part}");
    }
    // Everything described is written.
    let known: BTreeSet<&String> = schema["properties"].as_object().unwrap().keys().collect();
    assert_eq!(known, journal.as_object().unwrap().keys().collect());
    // The check must be able to fail.
    let mut wrong = journal.clone();
    wrong["photos"][0]["hash"] = "abc".into();
    wrong["entries"][0].as_object_mut().unwrap().remove("note");
    wrong["babies"][0]["surprise"] = Value::Null;
    wrong["entries"][0]["moment"]["utc_offset_minutes"] = 900.into();
    wrong["version"] = 2.into();
    let mut faults = Vec::new();
    check(&wrong, &schema, &schema, "journal", &mut faults);
    assert_eq!(faults.len(), 5, "{faults:?}");
}

#[test]
fn what_lies_in_the_trash_is_in_the_json_and_marked() {
    let home = rich();
    let to = home.outside().join("out");
    export_to(&home, &to).unwrap();
    let journal: Value =
        serde_json::from_slice(&fs::read(to.join("journal.json")).unwrap()).unwrap();
    let entries = journal["entries"].as_array().unwrap();
    assert_eq!(
        entries
            .iter()
            .filter(|entry| !entry["deleted_at"].is_null())
            .count(),
        1
    );
    let ids: BTreeSet<EntryId> = entries
        .iter()
        .map(|entry| entry["id"].as_str().unwrap().parse().unwrap())
        .collect();
    assert_eq!(ids.len(), 5);
    let photo: PhotoId = journal["photos"][0]["id"]
        .as_str()
        .unwrap()
        .parse()
        .unwrap();
    assert_eq!(photo, store::photo::list(&home.connection()).unwrap()[0].id);
}
