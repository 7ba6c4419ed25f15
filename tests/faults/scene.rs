//! What the program is doing when the fault comes, and what must be true
//! afterwards.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use smilekeep::archive::backup;
use smilekeep::domain::{EntryId, PhotoId};
use smilekeep::photo::{RgbImage, Vault};
use smilekeep::store::{self, Connection, Library};
use tempfile::TempDir;

/// A restart may take so long.
const RESTART: Duration = Duration::from_secs(5);

/// What is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scene {
    Begin,
    Add,
    EditEntry,
    EditPhoto,
    Delete,
    Milestone,
    /// With a daily copy that is due.
    Snapshot,
    /// A library of this older version.
    Migrate(u8),
    Backup,
    Restore,
    Repair,
    /// Something has been in the trash for too long.
    EmptyTrash,
    /// Damage is put back from the backup.
    Heal,
    /// The other parent's journal comes in; both changed the same entry.
    Merge,
}

impl Scene {
    pub const ALL: [Self; 17] = [
        Self::Begin,
        Self::Add,
        Self::EditEntry,
        Self::EditPhoto,
        Self::Delete,
        Self::Milestone,
        Self::Snapshot,
        Self::Migrate(1),
        Self::Migrate(2),
        Self::Migrate(3),
        Self::Migrate(4),
        Self::Backup,
        Self::Restore,
        Self::Repair,
        Self::EmptyTrash,
        Self::Heal,
        Self::Merge,
    ];

    /// Whether it may be left with a part of it done.
    fn has_parts(self) -> bool {
        matches!(
            self,
            Self::Add | Self::Begin | Self::Restore | Self::EmptyTrash
        )
    }
}

/// A folder with a library, photos that wait, and a backup.
pub struct Stage {
    folder: TempDir,
}

/// A scene with everything known of it.
pub struct Play {
    pub scene: Scene,
    template: Stage,
    entry: Option<EntryId>,
    photo: Option<PhotoId>,
    before: BTreeSet<String>,
    after: BTreeSet<String>,
    originals: BTreeMap<PathBuf, Vec<u8>>,
}

/// Memory instead of a disk, where there is one: what is asked of the disk is
/// the same, and nothing is worn out.
fn shelf() -> TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir()
        && let Ok(folder) = tempfile::tempdir_in(memory)
    {
        return folder;
    }
    tempfile::tempdir().unwrap()
}

impl Stage {
    pub fn empty() -> Self {
        Self { folder: shelf() }
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    pub fn library(&self) -> PathBuf {
        self.root().join("library")
    }

    pub fn backup(&self) -> PathBuf {
        self.root().join("backup")
    }

    /// Another journal, of the other parent.
    pub fn other(&self) -> PathBuf {
        self.root().join("other")
    }

    pub fn restored(&self) -> PathBuf {
        self.root().join("restored")
    }

    /// The program on a library, away from the tester's own settings.
    pub fn command(&self, library: &Path, words: &[String]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_smilekeep"));
        command.arg("--library").arg(library).args(words);
        self.quiet(&mut command);
        command
    }

    pub fn quiet(&self, command: &mut Command) {
        command
            .env("HOME", self.root())
            .env("XDG_CONFIG_HOME", self.root().join("config"))
            .env("XDG_DATA_HOME", self.root().join("data"))
            .env("TZ", "UTC")
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY");
    }

    pub fn run(&self, words: &[&str]) -> Output {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        self.command(&self.library(), &words).output().unwrap()
    }

    pub fn ok(&self, words: &[&str]) -> String {
        let output = self.run(words);
        assert!(
            output.status.success(),
            "{words:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    pub fn json(&self, words: &[&str]) -> serde_json::Value {
        serde_json::from_str(&self.ok(words)).unwrap()
    }

    /// A photo drawn for this test, outside of the library.
    pub fn photo(&self, name: &str, seed: u8) -> PathBuf {
        let path = self.root().join(name);
        let drawn = RgbImage::from_fn(48, 32, |x, y| {
            image::Rgb([(x * 5) as u8, (y * 7) as u8, seed.wrapping_mul(37)])
        });
        std::fs::write(&path, smilekeep::photo::jpeg(&drawn, 90).unwrap()).unwrap();
        path
    }

    /// The same in another folder.
    pub fn moved_to(self, folder: TempDir) -> Self {
        copy_folder(self.root(), folder.path());
        Self { folder }
    }

    /// A copy of all of it in a folder of its own.
    pub fn copy(&self) -> Self {
        let copy = Self::empty();
        copy_folder(self.root(), copy.root());
        copy
    }
}

pub fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let there = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_folder(&entry.path(), &there);
        } else {
            std::fs::copy(entry.path(), there).unwrap();
        }
    }
}

/// Puts an entry with its photo into the trash as if that had been long ago, and
/// lets the journal know days that bear out what day it is.
fn throw_away_long_ago(root: &Path) {
    use chrono::{Duration, Utc};
    let library = Library::open(root).unwrap();
    let mut connection = library.connect().unwrap();
    let now = Utc::now().naive_utc();
    store::in_transaction(&mut connection, |tx| {
        let entry = store::entry::list(tx, None)?.pop().unwrap();
        for sql in [
            "UPDATE photo SET created_at = ?1",
            "UPDATE entry SET created_at = ?1",
            "UPDATE milestone SET created_at = ?1",
        ] {
            let long_ago = (now - Duration::days(60))
                .format("%Y-%m-%d %H:%M:%S")
                .to_string();
            tx.execute(sql, [long_ago])?;
        }
        for days in [3, 2] {
            let at = now - Duration::days(days);
            let mut fields = store::milestone::list(tx, None)?.pop().unwrap().fields;
            fields.title = format!("{days} days ago");
            store::milestone::insert(tx, fields, at)?;
        }
        store::entry::trash(tx, entry.id, now - Duration::days(40))
    })
    .unwrap();
}

/// A library as one of those that were released left it.
pub fn old_library(root: &Path, version: u8) {
    let dump = match version {
        1 => include_str!("../journal/schema/v1.sql"),
        2 => include_str!("../journal/schema/v2.sql"),
        3 => include_str!("../journal/schema/v3.sql"),
        _ => include_str!("../journal/schema/v4.sql"),
    };
    std::fs::create_dir_all(root).unwrap();
    let connection = Connection::open(root.join("journal.sqlite")).unwrap();
    connection.execute_batch(dump).unwrap();
    connection
        .pragma_update(None, "user_version", version)
        .unwrap();
    std::fs::write(
        root.join("LIBRARY"),
        "This folder is a Smilekeep library. Please leave its files as they are.\nid: 0193\n",
    )
    .unwrap();
}

impl Play {
    pub fn new(scene: Scene) -> Self {
        let stage = Stage::empty();
        let (mut entry, mut photo) = (None, None);
        match scene {
            Scene::Begin => {}
            Scene::Migrate(version) => old_library(&stage.library(), version),
            _ => {
                stage.ok(&["baby", "add", "Mina", "--born", "2026-06-24"]);
                let [one, two] = [("one.jpg", 1), ("two.jpg", 2)]
                    .map(|(name, seed)| stage.photo(name, seed).display().to_string());
                let added = stage.json(&["add", &one, &two, "--json"]);
                let id = |name: &str| added["added"][0][name].as_str().unwrap().to_owned();
                entry = Some(id("entry").parse().unwrap());
                photo = Some(id("photo").parse().unwrap());
                stage.ok(&["edit", "entry", &id("entry"), "--note", "Old words"]);
                stage.ok(&["milestone", "add", "First smile", "--date", "2026-08-01"]);
                stage.photo("three.jpg", 3);
                stage.photo("four.jpg", 4);
            }
        }
        let backup = stage.backup().display().to_string();
        match scene {
            Scene::Snapshot => std::fs::remove_dir_all(stage.library().join("backups")).unwrap(),
            Scene::Backup => {
                stage.ok(&["backup", "to", &backup]);
                let [three, four] = ["three.jpg", "four.jpg"]
                    .map(|name| stage.root().join(name).display().to_string());
                stage.ok(&["add", &three, &four]);
                // Two backups of one second would have one name.
                std::thread::sleep(Duration::from_millis(1100));
            }
            Scene::Restore => {
                stage.ok(&["backup", "to", &backup]);
            }
            Scene::Merge => {
                let entry = entry.map(|id: EntryId| id.to_string()).unwrap_or_default();
                let other = stage.other();
                copy_folder(&stage.library(), &other);
                let [three, four] = ["three.jpg", "four.jpg"]
                    .map(|name| stage.root().join(name).display().to_string());
                for words in [
                    vec!["add", &three, &four],
                    vec!["edit", "entry", &entry, "--note", "Words of one parent"],
                    vec!["milestone", "add", "First laugh", "--date", "2026-09-01"],
                ] {
                    let words: Vec<String> = words.into_iter().map(str::to_owned).collect();
                    let output = stage.command(&other, &words).output().unwrap();
                    assert!(output.status.success(), "{words:?}");
                }
                // Later by a second: times are kept that fine.
                std::thread::sleep(Duration::from_millis(1100));
                stage.ok(&["edit", "entry", &entry, "--note", "Words of the other"]);
            }
            Scene::EmptyTrash => throw_away_long_ago(&stage.library()),
            Scene::Heal => {
                stage.ok(&["backup", "to", &backup]);
                let files = Vault::new(&stage.library()).each_file().unwrap();
                std::fs::write(&files[0].path, b"damaged").unwrap();
                std::fs::remove_file(&files[1].path).unwrap();
            }
            Scene::Repair => {
                let journal = stage.library().join("journal.sqlite");
                let mut bytes = std::fs::read(&journal).unwrap();
                bytes.truncate(5000);
                std::fs::write(&journal, bytes).unwrap();
            }
            _ => {}
        }
        let mut play = Self {
            scene,
            originals: originals(&stage.library()),
            template: stage,
            entry,
            photo,
            before: BTreeSet::new(),
            after: BTreeSet::new(),
        };
        let look = play.template.copy();
        play.before = match scene {
            Scene::Begin | Scene::Restore => BTreeSet::new(),
            Scene::Repair | Scene::Heal => {
                // Broken: what it holds is known by what is put together.
                let done = play.command(&look).output().unwrap();
                assert!(done.status.success());
                facts(&look.library()).unwrap()
            }
            _ => facts(&look.library()).unwrap(),
        };
        let done = play.template.copy();
        let output = play.command(&done).output().unwrap();
        assert!(
            output.status.success(),
            "{scene:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        play.after = facts(&play.target(&done)).unwrap();
        play
    }

    pub fn stage(&self) -> Stage {
        self.template.copy()
    }

    /// The library the scene is about.
    pub fn target(&self, stage: &Stage) -> PathBuf {
        if self.scene == Scene::Restore {
            stage.restored()
        } else {
            stage.library()
        }
    }

    pub fn words(&self, stage: &Stage) -> Vec<String> {
        let path = |name: &str| stage.root().join(name).display().to_string();
        let entry = self.entry.map(|id| id.to_string()).unwrap_or_default();
        let photo = self.photo.map(|id| id.to_string()).unwrap_or_default();
        let words: Vec<&str> = match self.scene {
            Scene::Begin => vec!["baby", "add", "Mina", "--born", "2026-06-24"],
            Scene::Add => {
                return ["add", &path("three.jpg"), &path("four.jpg"), "--json"]
                    .map(str::to_owned)
                    .to_vec();
            }
            Scene::EditEntry => vec!["edit", "entry", &entry, "--note", "New words"],
            Scene::EditPhoto => vec!["edit", "photo", &photo, "--brightness", "20"],
            Scene::Delete => vec!["delete", &entry],
            Scene::Milestone | Scene::Snapshot | Scene::Migrate(_) | Scene::EmptyTrash => {
                vec!["milestone", "add", "First laugh", "--date", "2026-09-01"]
            }
            Scene::Backup => return vec!["backup".into(), "to".into(), path("backup")],
            Scene::Restore => {
                return [
                    "backup",
                    "restore",
                    &path("backup"),
                    "--into",
                    &path("restored"),
                ]
                .map(str::to_owned)
                .to_vec();
            }
            Scene::Heal => return vec!["verify".into(), "--heal".into(), path("backup")],
            // In words it tells whose journals meet before anything is done.
            Scene::Merge => return vec!["merge".into(), path("other"), "--json".into()],
            Scene::Repair => vec!["repair"],
        };
        words.into_iter().map(str::to_owned).collect()
    }

    /// The command that is struck.
    pub fn command(&self, stage: &Stage) -> Command {
        stage.command(&stage.library(), &self.words(stage))
    }

    /// What must be true after a fault, whatever it was. `acknowledged` says
    /// that the program had told its success. Returns how long a restart took.
    pub fn judge(&self, stage: &Stage, acknowledged: bool, what: &str) -> Duration {
        let say = |words: &str| format!("{:?}, {what}: {words}", self.scene);
        if self.scene != Scene::Heal {
            self.judge_originals(stage, &say);
        }
        if self.scene == Scene::Backup {
            self.judge_backup(stage, acknowledged, &say);
        }
        let root = self.target(stage);
        let marked = root.join("LIBRARY").exists();
        let begun = Instant::now();
        let restart = match self.scene {
            Scene::Begin | Scene::Restore if !marked => {
                assert!(
                    !acknowledged,
                    "{}",
                    say("told done, and there is no library")
                );
                Duration::ZERO
            }
            // Still broken: put together by repeating it.
            Scene::Repair if !acknowledged && Library::open(&root).is_err() => Duration::ZERO,
            Scene::Heal if !acknowledged && facts(&root).is_err() => Duration::ZERO,
            // An original that could not be read there is told, its entry is
            // here, and it comes with the next merge; a kill leaves no such gap.
            Scene::Merge if what.starts_with('E') && !acknowledged && facts(&root).is_err() => {
                Duration::ZERO
            }
            _ => {
                let found = facts(&root).unwrap_or_else(|error| panic!("{}", say(&error)));
                let restart = begun.elapsed();
                self.judge_facts(&found, acknowledged, &say);
                restart
            }
        };
        assert!(
            restart < RESTART,
            "{}",
            say(&format!("restart took {restart:?}"))
        );
        self.judge_repeating(stage, &say);
        restart
    }

    fn judge_originals(&self, stage: &Stage, say: &dyn Fn(&str) -> String) {
        let now = originals(&stage.library());
        for (name, bytes) in &self.originals {
            assert!(
                now.get(name) == Some(bytes),
                "{}",
                say(&format!("the original {} was touched", name.display()))
            );
        }
    }

    fn judge_facts(
        &self,
        found: &BTreeSet<String>,
        acknowledged: bool,
        say: &dyn Fn(&str) -> String,
    ) {
        let tell = || say(&format!("found {found:#?}"));
        // The trash is emptied by the way: it can wait, the milestone cannot.
        if acknowledged && self.scene == Scene::EmptyTrash {
            let milestone = |fact: &&String| fact.contains("First laugh");
            assert!(found.iter().any(|fact| milestone(&fact)), "{}", tell());
        }
        if acknowledged && self.scene != Scene::EmptyTrash {
            assert_eq!(*found, self.after, "{}", say("told done, and is not"));
        } else if self.scene.has_parts() {
            let kept: BTreeSet<_> = self.before.intersection(&self.after).cloned().collect();
            let known: BTreeSet<_> = self.before.union(&self.after).cloned().collect();
            assert!(
                kept.is_subset(found) && found.is_subset(&known),
                "{}",
                tell()
            );
        } else {
            assert!(*found == self.before || *found == self.after, "{}", tell());
        }
    }

    fn judge_backup(&self, stage: &Stage, acknowledged: bool, say: &dyn Fn(&str) -> String) {
        let check = backup::check(&stage.backup(), &mut |_, _| ControlFlow::Continue(()))
            .unwrap_or_else(|error| panic!("{}", say(&error.to_string())));
        assert!(
            check.findings.is_empty(),
            "{}",
            say(&check.findings.join("; "))
        );
        // What could not be read is told, and so not acknowledged.
        let enough = check.photos == 4 || (2..4).contains(&check.photos) && !acknowledged;
        assert!(enough, "{}", say("photos"));
    }

    /// The same once more, on a disk that works, must do it.
    fn judge_repeating(&self, stage: &Stage, say: &dyn Fn(&str) -> String) {
        let output = self.command(stage).output().unwrap();
        let code = output.status.code().unwrap_or(-1);
        let done_before = match self.scene {
            // Thrown away already; a library in the folder already; nothing to repair.
            Scene::Delete | Scene::Restore | Scene::Repair => code == 1,
            _ => false,
        };
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(
            code == 0 || done_before,
            "{}",
            say(&format!("repeating it ended with {code}: {error}"))
        );
        assert!(!error.contains("panicked"), "{}", say(&error));
        let found = facts(&self.target(stage)).unwrap_or_else(|error| panic!("{}", say(&error)));
        assert_eq!(found, self.after, "{}", say("repeated"));
        for folder in [self.target(stage), self.target(stage).join("backups")] {
            for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
                let name = entry.file_name().to_string_lossy().into_owned();
                assert!(
                    !name.starts_with(".tmp-"),
                    "{}",
                    say(&format!("{name} was left"))
                );
            }
        }
        if self.scene == Scene::Backup {
            self.judge_backup(stage, true, say);
        }
    }
}

/// Every original with its bytes, by its path inside the library.
fn originals(library: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for file in Vault::new(library).each_file().unwrap_or_default() {
        if file.hash.is_some() {
            let bytes = std::fs::read(&file.path).unwrap();
            found.insert(file.path.strip_prefix(library).unwrap().to_owned(), bytes);
        }
    }
    found
}

/// Opens a library as a start of the program does and tells everything a
/// parent would miss, without ids and times, which differ from run to run.
/// Each photo named must be whole.
pub fn facts(root: &Path) -> Result<BTreeSet<String>, String> {
    let library = Library::open(root).map_err(|error| error.to_string())?;
    if let Some(reason) = library.read_only() {
        return Err(reason.sentence().to_owned());
    }
    let connection = library.connect().map_err(|error| error.sentence())?;
    facts_of(root, &connection).map_err(|error| error.sentence())?
}

fn facts_of(
    root: &Path,
    connection: &Connection,
) -> Result<Result<BTreeSet<String>, String>, store::StoreError> {
    let mut facts = BTreeSet::new();
    let verdict: String =
        connection.pragma_query_value(None, "integrity_check", |row| row.get(0))?;
    if verdict != "ok" {
        return Ok(Err(verdict));
    }
    for baby in store::baby::list(connection)? {
        facts.insert(format!(
            "baby {} {}",
            baby.fields.name, baby.fields.birth_date
        ));
    }
    let vault = Vault::new(root);
    let mut names = BTreeMap::new();
    for photo in store::photo::list(connection)? {
        let file = &photo.file;
        // The old versions' fixtures have rows without files.
        let of_fixture = file.byte_len == 1000 || file.original_name == "IMG_1.jpg";
        if let Err(damage) = vault.check(&file.hash, file.format)
            && !of_fixture
        {
            return Ok(Err(format!("{}: {damage}", file.original_name)));
        }
        let edits = store::edits::get(connection, photo.id)?;
        facts.insert(format!("photo {} {edits:?}", file.hash));
        names.insert(photo.id, file.hash);
    }
    let mut entries = store::entry::list(connection, None)?;
    entries.extend(store::entry::trashed(connection)?);
    for entry in entries {
        let photos: Vec<_> = entry
            .fields
            .photos
            .iter()
            .map(|photo| names.get(photo).map(ToString::to_string))
            .collect();
        facts.insert(format!(
            "entry {} {:?} {photos:?} in trash: {}",
            entry.fields.note,
            entry.fields.tags,
            entry.deleted_at.is_some()
        ));
    }
    for milestone in store::milestone::list(connection, None)? {
        let fields = &milestone.fields;
        facts.insert(format!("milestone {} {}", fields.title, fields.date));
    }
    Ok(Ok(facts))
}
