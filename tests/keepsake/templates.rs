//! Templates: what they are handed, and those of a family's own.

use std::collections::BTreeSet;

use serde_json::Value;
use smilekeep::keepsake::{KeepsakeError, Template, own_templates};

use crate::support::{ENGINE, filled, milestone, page};

fn own(source: &str) -> Template {
    Template::own("ours", "ours.typ", source.to_owned())
}

/// `page.json` as a template that prints it would see it.
fn page_json() -> Value {
    let mut data = page(3);
    data.milestones = vec![milestone(3, "First laugh")];
    data.milestones[0].note = "At the dog.".into();
    data.milestones[0].photo = Some(1);
    data.photos[0].caption = "On Papa’s chest".into();
    data.verse = Some(("Sweet smiles, in the night".into(), "William Blake".into()));
    data.story = vec![("3 November".into(), "You smiled.".into())];
    data.contents = vec![("November".into(), 3)];
    data.page_number = Some(4);
    data.language = "zh-TW".into();
    serde_json::to_value(ENGINE.page_json(&data)).unwrap()
}

fn schema() -> Value {
    let file = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/docs/keepsake-data.schema.json"
    );
    serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap()
}

/// Checks a value against the part of JSON Schema that ours uses; every field
/// must be described, and every described one be there.
fn check(value: &Value, schema: &Value, root: &Value, path: &str, faults: &mut Vec<String>) {
    if let Some(name) = schema.get("$ref").and_then(Value::as_str) {
        let name = name.rsplit('/').next().unwrap();
        return check(value, &root["$defs"][name], root, path, faults);
    }
    if let Some(ways) = schema.get("anyOf").and_then(Value::as_array) {
        let fits = ways.iter().any(|way| {
            let mut inner = Vec::new();
            check(value, way, root, path, &mut inner);
            inner.is_empty()
        });
        if !fits {
            faults.push(format!("{path}: fits none of the ways"));
        }
        return;
    }
    let kind = schema.get("type").and_then(Value::as_str).unwrap_or("any");
    let right = match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_u64() || value.is_i64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("{path}: the test does not know “{other}”"),
    };
    if !right {
        faults.push(format!("{path}: {value} is no {kind}"));
        return;
    }
    if let Some(object) = value.as_object() {
        let described = schema["properties"].as_object().unwrap();
        let given: BTreeSet<_> = object.keys().collect();
        let known: BTreeSet<_> = described.keys().collect();
        if given != known {
            faults.push(format!("{path}: has {given:?}, described {known:?}"));
        }
        for (name, value) in object {
            if let Some(schema) = described.get(name) {
                let explained = schema.get("description").is_some()
                    || schema.get("$ref").is_some()
                    || schema.get("anyOf").is_some();
                if !explained {
                    faults.push(format!("{path}.{name}: not explained"));
                }
                check(value, schema, root, &format!("{path}.{name}"), faults);
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

#[test]
fn the_schema_describes_what_templates_are_handed() {
    let (schema, json) = (schema(), page_json());
    let mut faults = Vec::new();
    check(&json, &schema, &schema, "page", &mut faults);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    // The check must be able to fail.
    let mut wrong = json.clone();
    wrong["paper"]["width"] = Value::from("wide");
    wrong["photos"][0].as_object_mut().unwrap().remove("alt");
    wrong["surprise"] = Value::Null;
    let mut faults = Vec::new();
    check(&wrong, &schema, &schema, "page", &mut faults);
    assert_eq!(faults.len(), 3, "{faults:?}");
}

#[test]
fn the_documents_example_is_a_template_that_works() {
    let docs = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/keepsake.md");
    let text = std::fs::read_to_string(docs).unwrap();
    let example = text.split("```typst").nth(1).unwrap();
    let example = example.split("```").next().unwrap();
    let layout = ENGINE.lay_out(&own(example), &page(3)).unwrap();
    assert_eq!(layout.page_count(), 1);
    assert_eq!(layout.frames().len(), 3);
    filled(&layout, 50.0, true).pdf().unwrap();
}

#[test]
fn a_mistake_is_told_with_its_file_and_line() {
    for (source, line, word) in [
        ("#import \"kit.typ\": *\n\n#let x = (1,\n", 3, "unclosed"),
        ("#import \"kit.typ\": *\n#nonsense(3)\n", 2, "nonsense"),
        // A mistake that shows inside the kit is told where it was made.
        (
            "#import \"kit.typ\": *\n#show: page-of\n\n#photo(3, 10, 10)\n",
            4,
            "",
        ),
        ("#import \"kit.typ\": *\n\n\n#data.photos.at(99)\n", 4, "99"),
    ] {
        match ENGINE.lay_out(&own(source), &page(1)) {
            Err(error @ KeepsakeError::Template { .. }) => {
                let told = error.to_string();
                let place = format!("In “ours.typ”, line {line}, ");
                assert!(told.starts_with(&place), "{told}");
                assert!(told.contains(word), "{told}");
            }
            other => panic!("{source}: {other:?}"),
        }
    }
}

#[test]
fn a_template_sees_nothing_but_what_it_is_given() {
    let folder = tempfile::tempdir().unwrap();
    let secret = folder.path().join("secret.txt");
    std::fs::write(&secret, "secret").unwrap();
    for reach in [
        secret.to_str().unwrap(),
        "/etc/passwd",
        "../../../../../../etc/passwd",
        "../page-1/page.json",
        "other.typ",
    ] {
        let source = format!("#read(\"{reach}\")");
        assert!(ENGINE.lay_out(&own(&source), &page(1)).is_err(), "{reach}");
    }
    for source in [
        "#import \"@preview/cetz:0.3.0\": *",
        "#import \"/etc/x.typ\": *",
        "#image(\"/etc/logo.png\")",
        "#plugin(\"x.wasm\")",
    ] {
        assert!(ENGINE.lay_out(&own(source), &page(1)).is_err(), "{source}");
    }
    // What it is given, it may read.
    ENGINE
        .lay_out(&own("#json(\"page.json\").baby.text"), &page(1))
        .unwrap();
}

#[test]
fn own_templates_are_found_by_name_and_nothing_else_is() {
    let library = tempfile::tempdir().unwrap();
    assert!(own_templates(library.path()).is_empty());
    let folder = library.path().join("templates");
    std::fs::create_dir(&folder).unwrap();
    for (name, text) in [
        ("zoo.typ", "Z"),
        ("Summer-days.typ", "#import \"kit.typ\": *"),
        (".hidden.typ", "x"),
        ("notes.txt", "x"),
        ("kit.typ", "x"),
    ] {
        std::fs::write(folder.join(name), text).unwrap();
    }
    std::fs::write(folder.join("huge.typ"), vec![b'x'; 600 * 1024]).unwrap();
    std::fs::create_dir(folder.join("folder.typ")).unwrap();
    let found = own_templates(library.path());
    let labels: Vec<_> = found.iter().map(|own| own.label.as_str()).collect();
    assert_eq!(labels, ["Summer days", "zoo"]);
    assert_eq!(found[0].code, "own/Summer-days.typ");
    let again = Template::find("own/Summer-days.typ", library.path()).unwrap();
    assert_eq!(again, found[0]);
    match Template::find("own/gone.typ", library.path()) {
        Err(error @ KeepsakeError::NoTemplate(_)) => {
            assert!(error.to_string().contains("gone.typ"));
        }
        other => panic!("{other:?}"),
    }
    assert!(Template::find("../../etc/passwd", library.path()).is_err());
    assert_eq!(Template::find("", library.path()).unwrap().code, "album");
}

#[test]
fn an_own_template_that_is_two_pages_or_none_does_no_harm() {
    let two = own("#import \"kit.typ\": *\n#show: page-of\nA\n#pagebreak()\nB");
    let layout = ENGINE.lay_out(&two, &page(1)).unwrap();
    assert_eq!(layout.page_count(), 2);
    assert!(filled(&layout, 40.0, true).pixels(1, 200).is_ok());
    let endless = own("#let f(n) = f(n + 1)\n#f(0)");
    assert!(ENGINE.lay_out(&endless, &page(1)).is_err());
    let endless = own("#{ let n = 0; while true { n += 1 } }");
    assert!(ENGINE.lay_out(&endless, &page(1)).is_err());
}
