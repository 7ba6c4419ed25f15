//! Things as two journals can compare them: a row with its lists, in which
//! photos are named by what is in them and other things by the smallest id they
//! have in any journal.

use std::collections::{BTreeMap, HashMap};

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};
use serde_json::Value as Json;
use sha2::{Digest, Sha256};

use crate::store::{Result, StoreError};

/// What is merged, in the order in which one may name another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A baby.
    Baby,
    /// A preset of edits.
    Preset,
    /// An entry with its photos and tags.
    Entry,
    /// A milestone with its photos.
    Milestone,
    /// The edits of a photo.
    Edit,
    /// The choice for a month's page.
    Page,
}

/// What a column or a list names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Names {
    Photo,
    Baby,
    Entry,
}

/// A list that belongs to a thing.
pub(super) struct List {
    pub name: &'static str,
    pub table: &'static str,
    pub owner: &'static [&'static str],
    pub value: &'static str,
    pub names: Option<Names>,
}

/// How a kind lies in the journal.
pub(super) struct Shape {
    pub table: &'static str,
    pub key: &'static [&'static str],
    /// What the columns of the key name, if not the thing itself.
    pub key_names: Option<Names>,
    pub names: &'static [(&'static str, Names)],
    pub lists: &'static [List],
}

/// Columns that mean something in one journal only.
const OWN_COLUMNS: [&str; 1] = ["seq"];
/// The look of a page has photos' ids for keys in here.
pub(super) const LOOK: &str = "look";
const FOCUS: &str = "focus";

impl Kind {
    /// Every kind, in the order of merging.
    pub const ALL: [Self; 6] = [
        Self::Baby,
        Self::Preset,
        Self::Entry,
        Self::Milestone,
        Self::Edit,
        Self::Page,
    ];

    /// How it is written down.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Baby => "baby",
            Self::Preset => "preset",
            Self::Entry => "entry",
            Self::Milestone => "milestone",
            Self::Edit => "edit",
            Self::Page => "page",
        }
    }

    pub(super) fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    pub(super) const fn shape(self) -> Shape {
        let plain = Shape {
            table: "",
            key: &["id"],
            key_names: None,
            names: &[],
            lists: &[],
        };
        match self {
            Self::Baby => Shape {
                table: "baby",
                names: &[("portrait_photo_id", Names::Photo)],
                ..plain
            },
            Self::Preset => Shape {
                table: "edit_preset",
                ..plain
            },
            Self::Entry => Shape {
                table: "entry",
                names: &[("baby_id", Names::Baby), ("cover_photo_id", Names::Photo)],
                lists: &[
                    List {
                        name: PHOTOS,
                        table: "entry_photo",
                        owner: &["entry_id"],
                        value: "photo_id",
                        names: Some(Names::Photo),
                    },
                    List {
                        name: TAGS,
                        table: "entry_tag",
                        owner: &["entry_id"],
                        value: "tag",
                        names: None,
                    },
                ],
                ..plain
            },
            Self::Milestone => Shape {
                table: "milestone",
                names: &[("baby_id", Names::Baby), ("entry_id", Names::Entry)],
                lists: &[List {
                    name: PHOTOS,
                    table: "milestone_photo",
                    owner: &["milestone_id"],
                    value: "photo_id",
                    names: Some(Names::Photo),
                }],
                ..plain
            },
            Self::Edit => Shape {
                table: "photo_edit",
                key: &["photo_id"],
                key_names: Some(Names::Photo),
                ..plain
            },
            Self::Page => Shape {
                table: "keepsake_page",
                key: &["baby_id", "month"],
                key_names: Some(Names::Baby),
                lists: &[List {
                    name: PHOTOS,
                    table: "keepsake_photo",
                    owner: &["baby_id", "month"],
                    value: "photo_id",
                    names: Some(Names::Photo),
                }],
                ..plain
            },
        }
    }
}

/// The list of photos of a thing.
pub(in crate::store) const PHOTOS: &str = "photos";
/// The list of tags of an entry.
pub(in crate::store) const TAGS: &str = "tags";

/// One version of a thing.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Version {
    /// The thing's key in the journal it was read from.
    pub key: Vec<String>,
    /// What it is called in every journal.
    pub thing: String,
    /// Columns and lists.
    pub fields: Fields,
}

/// Columns by name; lists as arrays of texts.
pub(in crate::store) type Fields = BTreeMap<String, Json>;

impl Version {
    /// 128 bits that stand for this version.
    pub fn fingerprint(&self, kind: Kind) -> String {
        let mut digest = Sha256::new();
        for text in [kind.code(), "\n", &self.thing, "\n", &json(&self.fields)] {
            digest.update(text.as_bytes());
        }
        let bytes: [u8; 32] = digest.finalize().into();
        bytes
            .iter()
            .take(16)
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }

    pub fn text(&self, field: &str) -> &str {
        text(&self.fields, field)
    }

    /// When it was written, as stored.
    pub fn updated_at(&self) -> &str {
        self.text("updated_at")
    }

    pub fn is_trashed(&self) -> bool {
        self.fields.get("deleted_at").is_some_and(Json::is_string)
    }

    pub fn list(&self, name: &str) -> Vec<&str> {
        list(&self.fields, name)
    }

    /// Without when it was written and whether it lies in the trash.
    pub fn words(&self) -> Fields {
        let mut fields = self.fields.clone();
        for time in ["created_at", "updated_at", "deleted_at"] {
            fields.remove(time);
        }
        fields
    }
}

pub(in crate::store) fn text<'f>(fields: &'f Fields, field: &str) -> &'f str {
    fields.get(field).and_then(Json::as_str).unwrap_or_default()
}

pub(in crate::store) fn list<'f>(fields: &'f Fields, name: &str) -> Vec<&'f str> {
    fields
        .get(name)
        .and_then(Json::as_array)
        .into_iter()
        .flatten()
        .filter_map(Json::as_str)
        .collect()
}

/// As one line of JSON, keys in order.
pub(super) fn json(fields: &Fields) -> String {
    crate::store::row::json_text(fields)
}

/// Which ids mean the same thing, and what each is called in every journal: the
/// smallest of them.
#[derive(Debug, Clone, Default)]
pub(super) struct Classes {
    smaller: HashMap<(Kind, String), String>,
}

impl Classes {
    pub fn called<'i>(&'i self, kind: Kind, id: &'i str) -> &'i str {
        let mut called = id;
        while let Some(smaller) = self.smaller.get(&(kind, called.to_owned())) {
            called = smaller;
        }
        called
    }

    pub fn join(&mut self, kind: Kind, one: &str, other: &str) {
        let one = self.called(kind, one).to_owned();
        let other = self.called(kind, other).to_owned();
        if one != other {
            let (small, large) = if one < other {
                (one, other)
            } else {
                (other, one)
            };
            self.smaller.insert((kind, large), small);
        }
    }

    /// Takes over what a journal knows.
    pub fn read(&mut self, connection: &Connection) -> Result<()> {
        let mut all = connection.prepare("SELECT kind, theirs, ours FROM same_thing")?;
        let mut rows = all.query([])?;
        while let Some(row) = rows.next()? {
            let (kind, theirs, ours): (String, String, String) =
                (row.get(0)?, row.get(1)?, row.get(2)?);
            if let Some(kind) = Kind::of_code(&kind) {
                self.join(kind, &theirs, &ours);
            }
        }
        Ok(())
    }
}

/// A journal being read, with its photos' fingerprints by id.
pub(super) struct Side<'c> {
    pub connection: &'c Connection,
    pub photos: HashMap<String, String>,
}

impl<'c> Side<'c> {
    pub fn read(connection: &'c Connection) -> Result<Self> {
        let mut all = connection.prepare("SELECT id, sha256 FROM photo")?;
        let photos = all
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(Self { connection, photos })
    }

    fn called<'i>(&'i self, classes: &'i Classes, names: Option<Names>, id: &'i str) -> &'i str {
        match names {
            Some(Names::Photo) => self.photos.get(id).map_or(id, String::as_str),
            Some(Names::Baby) => classes.called(Kind::Baby, id),
            Some(Names::Entry) => classes.called(Kind::Entry, id),
            None => id,
        }
    }

    /// What a thing with this key is called in every journal.
    pub fn thing(&self, kind: Kind, classes: &Classes, key: &[String]) -> String {
        let first = key.first().map_or("", String::as_str);
        let first = match kind.shape().key_names {
            None => classes.called(kind, first),
            names => self.called(classes, names, first),
        };
        key.iter()
            .skip(1)
            .fold(first.to_owned(), |text, part| format!("{text} {part}"))
    }

    /// Every thing of a kind.
    pub fn versions(&self, kind: Kind, classes: &Classes) -> Result<Vec<Version>> {
        self.some_versions(kind, classes, None)
    }

    /// As [`Side::versions`], of those with this id alone.
    pub fn some_versions(
        &self,
        kind: Kind,
        classes: &Classes,
        id: Option<&str>,
    ) -> Result<Vec<Version>> {
        let shape = kind.shape();
        let mut lists = Vec::new();
        for list in shape.lists {
            lists.push((list.name, self.lists(list, classes, id)?));
        }
        let mut all = self.connection.prepare(&format!(
            "SELECT * FROM \"{}\" WHERE ?1 IS NULL OR {} = ?1 ORDER BY {}",
            shape.table,
            shape.key.first().unwrap_or(&"id"),
            shape.key.join(", ")
        ))?;
        let columns: Vec<String> = all.column_names().into_iter().map(str::to_owned).collect();
        let mut rows = all.query([id])?;
        let mut versions = Vec::new();
        while let Some(row) = rows.next()? {
            let key = texts(row, shape.key)?;
            let mut fields = Fields::new();
            for (at, column) in columns.iter().enumerate() {
                let known = column.as_str();
                if shape.key.contains(&known) || OWN_COLUMNS.contains(&known) {
                    continue;
                }
                let names = shape
                    .names
                    .iter()
                    .find_map(|(name, names)| (*name == known).then_some(*names));
                let value = match to_json(row.get_ref(at)?)? {
                    Json::String(id) if names.is_some() => {
                        self.called(classes, names, &id).to_owned().into()
                    }
                    Json::String(look) if known == LOOK => {
                        with_photos(&look, |id| self.photos.get(id).cloned()).into()
                    }
                    value => value,
                };
                fields.insert(column.clone(), value);
            }
            for (name, lists) in &mut lists {
                let list = lists.remove(&key).unwrap_or_default();
                fields.insert((*name).to_owned(), Json::Array(list));
            }
            versions.push(Version {
                thing: self.thing(kind, classes, &key),
                key,
                fields,
            });
        }
        Ok(versions)
    }

    fn lists(
        &self,
        list: &List,
        classes: &Classes,
        id: Option<&str>,
    ) -> Result<HashMap<Vec<String>, Vec<Json>>> {
        let mut all = self.connection.prepare(&format!(
            "SELECT * FROM \"{}\" WHERE ?1 IS NULL OR {} = ?1 ORDER BY {}, position",
            list.table,
            list.owner.first().unwrap_or(&"id"),
            list.owner.join(", ")
        ))?;
        let mut rows = all.query([id])?;
        let mut lists: HashMap<Vec<String>, Vec<Json>> = HashMap::new();
        while let Some(row) = rows.next()? {
            let owner = texts(row, list.owner)?;
            let value: String = row.get(list.value)?;
            let value = self.called(classes, list.names, &value).to_owned();
            lists.entry(owner).or_default().push(value.into());
        }
        Ok(lists)
    }
}

fn texts(row: &Row<'_>, columns: &[&str]) -> Result<Vec<String>> {
    columns
        .iter()
        .map(|column| Ok(row.get::<_, String>(*column)?))
        .collect()
}

/// The look of a page with its photos called otherwise; those without another
/// name are left out.
pub(super) fn with_photos(look: &str, called: impl Fn(&str) -> Option<String>) -> String {
    let Ok(Json::Object(mut object)) = serde_json::from_str(look) else {
        return look.to_owned();
    };
    let Some(Json::Object(focus)) = object.get_mut(FOCUS) else {
        return look.to_owned();
    };
    *focus = std::mem::take(focus)
        .into_iter()
        .filter_map(|(photo, at)| Some((called(&photo)?, at)))
        .collect();
    // In the order of their names, so that equal looks are equal texts.
    let object: BTreeMap<String, Json> = object.into_iter().collect();
    crate::store::row::json_text(&object)
}

pub(super) fn to_json(value: ValueRef<'_>) -> Result<Json> {
    Ok(match value {
        ValueRef::Null => Json::Null,
        ValueRef::Integer(number) => number.into(),
        ValueRef::Real(number) => number.into(),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned().into(),
        ValueRef::Blob(_) => {
            return Err(StoreError::Unsound(t!("store-bytes-in-words").into()));
        }
    })
}
