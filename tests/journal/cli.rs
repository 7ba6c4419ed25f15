//! The command line, through the real program.

use serde_json::Value;

use super::common::{contents, jpeg, photo_file, program, text};

struct Cli {
    folder: tempfile::TempDir,
}

impl Cli {
    fn begun() -> Self {
        let cli = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        cli.ok(&["baby", "add", "Mina", "--born", "2026-06-24"]);
        cli
    }

    fn root(&self) -> std::path::PathBuf {
        self.folder.path().join("library")
    }

    fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        let output = program(self.folder.path(), &self.root(), arguments);
        (
            output.status.code().unwrap(),
            text(&output.stdout),
            text(&output.stderr),
        )
    }

    fn ok(&self, arguments: &[&str]) -> String {
        let (code, out, err) = self.run(arguments);
        assert_eq!(code, 0, "{arguments:?}: {out}{err}");
        out
    }

    fn json(&self, arguments: &[&str]) -> Value {
        serde_json::from_str(&self.ok(arguments)).unwrap()
    }

    fn photo(&self, name: &str, seed: u8, taken: Option<&str>) -> String {
        photo_file(self.folder.path(), name, seed, taken)
            .display()
            .to_string()
    }
}

#[test]
fn a_whole_month_from_the_command_line() {
    let cli = Cli::begun();
    let one = cli.photo("one.jpg", 1, Some("2026:11:03 03:10:15"));
    let two = cli.photo("two.jpg", 2, Some("2026:11:09 04:00:00"));
    let added = cli.json(&["add", &one, &two, "--json"]);
    assert_eq!(added["added"].as_array().unwrap().len(), 2);
    let entry = added["added"][0]["entry"].as_str().unwrap();
    let photo = added["added"][0]["photo"].as_str().unwrap();

    cli.ok(&[
        "edit",
        "entry",
        entry,
        "--kind",
        "social",
        "--state",
        "drowsy",
        "--strength",
        "subtle",
        "--length",
        "5",
        "--tag",
        "after a feed",
        "--tag",
        "voice",
        "--note",
        "قمر 🌙",
        "--favourite",
        "true",
    ]);
    let shown = cli.json(&["show", entry, "--json"]);
    assert_eq!(shown["kind"], "social");
    assert_eq!(shown["note"], "قمر 🌙");
    assert_eq!(shown["tags"], serde_json::json!(["after a feed", "voice"]));
    // The calendar's age, also in the small hours.
    assert_eq!(shown["age"], "4 months, 10 days old");
    assert_eq!(shown["moment"]["utc_offset_minutes"], 120);
    let plain = cli.ok(&["show", entry]);
    assert!(
        plain.contains("from the camera") && plain.contains("Drowsy"),
        "{plain}"
    );
    cli.ok(&["edit", "entry", entry, "--kind", ""]);
    assert_eq!(cli.json(&["show", entry, "--json"])["kind"], Value::Null);

    let originals = contents(&cli.root().join("photos"));
    let edits = cli.json(&[
        "edit",
        "photo",
        photo,
        "--brightness",
        "-20",
        "--contrast",
        "15",
        "--turn",
        "right",
        "--flip",
        "horizontal",
        "--json",
    ]);
    assert_eq!(
        (edits["brightness"].as_i64(), edits["contrast"].as_i64()),
        (Some(-20), Some(15))
    );
    let reset = cli.json(&["edit", "photo", photo, "--reset", "--json"]);
    assert_eq!(reset["brightness"], 0);
    assert_eq!(contents(&cli.root().join("photos")), originals);

    let milestone = cli.ok(&["milestone", "add", "First laugh", "--date", "2026-11-09"]);
    cli.ok(&[
        "milestone",
        "edit",
        milestone.trim(),
        "--note",
        "at the cat",
    ]);
    let milestones = cli.json(&["milestone", "list", "--json"]);
    assert_eq!(milestones[0]["note"], "at the cat");

    assert_eq!(
        cli.json(&["list", "--search", "feed", "--json"])
            .as_array()
            .unwrap()
            .len(),
        1
    );
    assert_eq!(
        cli.json(&["list", "--month", "2026-10", "--json"]),
        serde_json::json!([])
    );
    assert_eq!(
        cli.json(&["list", "photos", "--json"])
            .as_array()
            .unwrap()
            .len(),
        2
    );
    assert_eq!(cli.ok(&["list", "--favourites"]).lines().count(), 1);

    let page = cli.folder.path().join("page.pdf").display().to_string();
    let said = cli.ok(&[
        "keepsake", "--output", &page, "--paper", "letter", "--title", "Autumn",
    ]);
    assert!(said.starts_with("November 2026 with 2 photos"), "{said}");
    assert!(std::fs::read(&page).unwrap().starts_with(b"%PDF"));
    let (code, _, err) = cli.run(&["keepsake", "--output", &page]);
    assert!(code == 1 && err.contains("--replace"), "{err}");
    let picture = cli.folder.path().join("page.png").display().to_string();
    cli.ok(&["keepsake", "-o", &picture]);
    assert!(std::fs::read(&picture).unwrap().starts_with(b"\x89PNG"));
    let jpeg = cli.folder.path().join("page.jpg").display().to_string();
    cli.ok(&[
        "keepsake",
        "-o",
        &jpeg,
        "--template",
        "polaroid",
        "--paper",
        "10x15",
        "--landscape",
        "--margin",
        "6",
        "--dpi",
        "100",
    ]);
    let seen = image::open(&jpeg).unwrap();
    assert_eq!(
        (seen.width(), seen.height()),
        (591, 394),
        "15 × 10 cm at 100 dpi"
    );
    let (code, _, err) = cli.run(&[
        "keepsake",
        "-o",
        &jpeg,
        "--replace",
        "--template",
        "nothing",
    ]);
    assert!(code == 1 && err.contains("“nothing” is not there"), "{err}");
    let book = cli.folder.path().join("book.pdf").display().to_string();
    let said = cli.ok(&["book", "-o", &book, "--paper", "a5", "--dpi", "100"]);
    assert!(said.starts_with("A book of "), "{said}");
    assert!(std::fs::read(&book).unwrap().starts_with(b"%PDF"));
    let (code, _, err) = cli.run(&["book", "-o", &book]);
    assert!(code == 1 && err.contains("--replace"), "{err}");

    cli.ok(&["delete", entry]);
    assert_eq!(cli.json(&["list", "--json"]).as_array().unwrap().len(), 1);
    assert_eq!(
        cli.json(&["list", "trash", "--json"])
            .as_array()
            .unwrap()
            .len(),
        1
    );
    cli.ok(&["restore", entry]);
    assert_eq!(cli.json(&["list", "--json"]).as_array().unwrap().len(), 2);
    assert!(cli.ok(&["verify"]).contains("everything is whole"));
}

#[test]
fn the_trash_names_milestones_and_gives_them_back() {
    let cli = Cli::begun();
    let laugh = cli.ok(&["milestone", "add", "First laugh", "--date", "2026-11-03"]);
    let laugh = laugh.trim();
    cli.ok(&["milestone", "delete", laugh]);
    let listed = cli.ok(&["list", "trash"]);
    assert_eq!(
        listed,
        format!("{laugh}  2026-11-03  milestone  First laugh\n")
    );
    let json = cli.json(&["list", "trash", "--json"]);
    assert_eq!(
        (&json[0]["what"], &json[0]["title"]),
        (&"milestone".into(), &"First laugh".into())
    );
    assert_eq!(cli.ok(&["list", "trash", "--favourites"]), "");
    cli.ok(&["restore", laugh]);
    assert_eq!(cli.ok(&["list", "trash"]), "");
    assert!(cli.ok(&["milestone", "list"]).contains("First laugh"));
    assert_eq!(cli.run(&["restore", laugh]).0, 1, "it is there already");
}

#[test]
fn exit_codes_mean_something() {
    let cli = Cli::begun();
    let good = cli.photo("good.jpg", 1, None);
    let bad = cli.folder.path().join("bad.jpg").display().to_string();
    std::fs::write(&bad, b"").unwrap();
    let (code, _, err) = cli.run(&["add", &good, &bad]);
    assert_eq!(code, 3);
    assert_eq!(err, "smilekeep: bad.jpg: the file is empty.\n");
    assert_eq!(cli.run(&["add", &bad]).0, 1);
    assert_eq!(cli.run(&["add", &good]).0, 0, "known content is no failure");
    assert_eq!(cli.run(&["lsit"]).0, 2);
    assert_eq!(cli.run(&["list", "--month", "november"]).0, 2);
    assert_eq!(cli.run(&["edit", "photo", "nonsense"]).0, 2);
    let (path, _) = contents(&cli.root().join("photos")).pop_first().unwrap();
    std::fs::remove_file(path).unwrap();
    let (code, out, _) = cli.run(&["verify"]);
    assert_eq!(code, 4);
    assert!(out.contains("good.jpg"), "{out}");
    let report: Value = serde_json::from_str(&cli.run(&["verify", "--json"]).1).unwrap();
    assert_eq!(report["findings"][0]["kind"], "missing");
}

#[test]
fn help_and_version_help() {
    let cli = Cli::begun();
    let help = cli.ok(&["--help"]);
    for word in [
        "add",
        "list",
        "show",
        "edit",
        "milestone",
        "keepsake",
        "book",
        "verify",
        "demo",
        "Examples:",
    ] {
        assert!(help.contains(word), "{word} is missing: {help}");
    }
    assert!(cli.ok(&["keepsake", "--help"]).contains("--paper"));
    assert!(cli.ok(&["--version"]).starts_with("smilekeep 0."));
}

#[test]
fn a_photo_can_come_through_a_pipe() {
    use std::io::Write;
    use std::process::{Command, Stdio};
    let cli = Cli::begun();
    let mut child = Command::new(env!("CARGO_BIN_EXE_smilekeep"))
        .args([
            "--library",
            &cli.root().display().to_string(),
            "add",
            "-",
            "--json",
        ])
        .env("HOME", cli.folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(&jpeg(50, 40, 3, None))
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    let added: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(added["added"].as_array().unwrap().len(), 1);
}

#[test]
fn several_babies_must_be_named() {
    let cli = Cli::begun();
    cli.ok(&["baby", "add", "ليلى", "--born", "2026-07-01"]);
    let photo = cli.photo("a.jpg", 1, None);
    let (code, _, err) = cli.run(&["add", &photo]);
    assert!(
        code == 1 && err.contains("--baby") && err.contains("ليلى"),
        "{err}"
    );
    cli.ok(&["add", &photo, "--baby", "ليلى"]);
    assert_eq!(
        cli.json(&["list", "--baby", "mina", "--json"]),
        serde_json::json!([])
    );
    assert_eq!(
        cli.json(&["baby", "list", "--json"])
            .as_array()
            .unwrap()
            .len(),
        2
    );
}
