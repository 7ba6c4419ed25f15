//! Archives that mean harm, each drawn here: nothing is written outside of the
//! library, nothing fills memory or disk, and each is named in a sentence.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use smilekeep::store;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::super::common::{Home, contents, jpeg, text};
use super::super::recovery::dump;
use super::{import, zip_of};

/// Most memory an import may take, in kB.
const MOST_KB: u64 = 200 * 1024;

/// Everything below a folder but the library, by path and length.
fn outside(home: &Home) -> BTreeMap<PathBuf, usize> {
    contents(home.outside())
        .into_iter()
        .filter(|(path, _)| {
            !path.starts_with(home.root()) && !path.starts_with(home.outside().join("config"))
        })
        .map(|(path, bytes)| (path, bytes.len()))
        .collect()
}

/// Runs `import` and watches how much memory it takes, in kB; 0 where the
/// system does not tell.
pub fn watched(home: &Home, from: &Path) -> (Value, String, u64) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_smilekeep"))
        .arg("--library")
        .arg(home.root())
        .args(["import", "--json"])
        .arg(from)
        .env("XDG_CONFIG_HOME", home.outside().join("config"))
        .env("XDG_DATA_HOME", home.outside().join("data"))
        .env("HOME", home.outside())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut most = 0;
    let start = Instant::now();
    while child.try_wait().unwrap().is_none() {
        assert!(start.elapsed() < Duration::from_secs(120), "it never ends");
        let peak = fs::read_to_string(&status)
            .unwrap_or_default()
            .lines()
            .find_map(|line| line.strip_prefix("VmHWM:").map(str::to_owned))
            .and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
        most = most.max(peak.unwrap_or(0));
        std::thread::sleep(Duration::from_millis(2));
    }
    let output = child.wait_with_output().unwrap();
    let told = serde_json::from_slice(&output.stdout).unwrap_or(Value::Null);
    (told, text(&output.stderr), most)
}

/// The raw bytes of a zip with one file whose name is given as it is: the
/// writer of archives would refuse some of these.
fn raw_zip(files: &[(&[u8], &[u8], u32)]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut list = Vec::new();
    for (name, data, mode) in files {
        let crc = crc32(data);
        let at = bytes.len() as u32;
        let mut common = Vec::new();
        common.extend(20_u16.to_le_bytes());
        common.extend(0_u16.to_le_bytes());
        common.extend(0_u16.to_le_bytes());
        common.extend([0, 0, 0x21, 0x5D]);
        common.extend(crc.to_le_bytes());
        common.extend((data.len() as u32).to_le_bytes());
        common.extend((data.len() as u32).to_le_bytes());
        common.extend((name.len() as u16).to_le_bytes());
        common.extend(0_u16.to_le_bytes());
        bytes.extend(b"PK\x03\x04");
        bytes.extend(&common);
        bytes.extend(*name);
        bytes.extend(*data);
        list.extend(b"PK\x01\x02");
        // Made on Unix, so that the mode counts.
        list.extend(0x0314_u16.to_le_bytes());
        list.extend(&common);
        list.extend([0; 6]);
        list.extend((mode << 16).to_le_bytes());
        list.extend(at.to_le_bytes());
        list.extend(*name);
    }
    let start = bytes.len() as u32;
    bytes.extend(&list);
    bytes.extend(end(files.len() as u16, list.len() as u32, start));
    bytes
}

fn end(count: u16, size: u32, start: u32) -> Vec<u8> {
    let mut end = b"PK\x05\x06\0\0\0\0".to_vec();
    end.extend(count.to_le_bytes());
    end.extend(count.to_le_bytes());
    end.extend(size.to_le_bytes());
    end.extend(start.to_le_bytes());
    end.extend([0, 0]);
    end
}

fn crc32(data: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in data {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = (crc >> 1) ^ (0xEDB8_8320 & (crc & 1).wrapping_neg());
        }
    }
    !crc
}

#[test]
fn names_that_lead_elsewhere_and_links_are_left_out_and_named() {
    let home = Home::new();
    let zip = home.outside().join("in/evil.zip");
    fs::create_dir(zip.parent().unwrap()).unwrap();
    let good = jpeg(96, 64, 71, Some("2026:11:03 03:10:00"));
    let bad: Vec<(&[u8], u32)> = vec![
        (b"../../evil.jpg", 0o100_644),
        (b"a/../../../evil.jpg", 0o100_644),
        (b"/tmp/smilekeep-evil.jpg", 0o100_644),
        (b"C:/evil.jpg", 0o100_644),
        (b"..\\evil.jpg", 0o100_644),
        (b"nul\0byte.jpg", 0o100_644),
        (b"./evil.jpg", 0o100_644),
        (b"a//evil.jpg", 0o100_644),
        // A link, and a device.
        (b"link.jpg", 0o120_777),
        (b"device.jpg", 0o020_666),
    ];
    let evil: Vec<Vec<u8>> = (0..bad.len())
        .map(|seed| jpeg(96, 64, 100 + seed as u8, None))
        .collect();
    let mut files: Vec<(&[u8], &[u8], u32)> = bad
        .iter()
        .zip(&evil)
        .map(|((name, mode), data)| (*name, data.as_slice(), *mode))
        .collect();
    files.push((b"fine.jpg", &good, 0o100_644));
    fs::write(&zip, raw_zip(&files)).unwrap();
    let before = outside(&home);
    let (told, code, errors) = import(&home, &zip, &[]);
    assert_eq!(code, Some(0), "{errors}");
    assert_eq!(told["new"]["photos"], 1, "{told}");
    assert_eq!(
        told["left_out"].as_array().unwrap().len(),
        bad.len(),
        "{told}"
    );
    assert!(
        told["left_out"][0]
            .as_str()
            .unwrap()
            .starts_with("“../../evil.jpg” points to a place outside")
    );
    assert_eq!(outside(&home), before);
    assert!(!Path::new("/tmp/smilekeep-evil.jpg").exists());
    assert_eq!(store::photo::list(&home.connection()).unwrap().len(), 1);
    assert!(!home.root().join("cache/incoming").exists());
}

#[test]
fn names_a_disk_takes_for_the_same_lose_no_photo() {
    let home = Home::new();
    let zip = home.outside().join("twins.zip");
    let photo = |seed: u8| jpeg(96, 64, seed, None);
    zip_of(
        &zip,
        &[
            ("a/IMG_1.jpg", &photo(81)),
            ("a/img_1.JPG", &photo(82)),
            ("b/IMG_1.jpg", &photo(83)),
            ("b/IMG:1.jpg", &photo(84)),
            ("b/IMG1.jpg", &photo(85)),
        ],
    );
    let (told, code, errors) = import(&home, &zip, &[]);
    assert_eq!(code, Some(0), "{errors}");
    assert_eq!(told["new"]["photos"], 5, "{told}");
    // Two of one name in one folder of one archive: only one can be meant.
    let same = raw_zip(&[
        (b"c.jpg", &photo(86), 0o100_644),
        (b"c.jpg", &photo(87), 0o100_644),
    ]);
    let zip = home.outside().join("same.zip");
    fs::write(&zip, same).unwrap();
    let (told, ..) = import(&home, &zip, &[]);
    assert_eq!(told["new"]["photos"], 1);
    assert!(
        told["left_out"]
            .to_string()
            .contains("1 of the files in this archive have the name of another"),
        "{told}"
    );
}

/// A zip whose files are so many zeros, packed a thousand to one.
fn bomb(path: &Path, names: &[&str], megabytes: usize, start: &[u8]) {
    let mut zip = ZipWriter::new(fs::File::create(path).unwrap());
    let zeros = vec![0_u8; 1 << 20];
    for name in names {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(start).unwrap();
        for _ in 0..megabytes {
            zip.write_all(&zeros).unwrap();
        }
    }
    zip.finish().unwrap();
}

#[test]
fn bombs_are_put_down_again() {
    let home = Home::new();
    let before = dump(&home.connection());
    let one = home.outside().join("one.zip");
    bomb(&one, &["photo.jpg"], 200, b"\xff\xd8\xff\xe0");
    assert!(fs::metadata(&one).unwrap().len() < 1 << 20);
    let (told, errors, most) = watched(&home, &one);
    assert!(
        told["refused"]
            .to_string()
            .contains("“photo.jpg” unfolds without end"),
        "{told} {errors}"
    );
    assert!(most < MOST_KB, "{most} kB");
    // Several: the archive itself is given up.
    let many = home.outside().join("many.zip");
    let names: Vec<String> = (0..12).map(|number| format!("{number}.jpg")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    bomb(&many, &names, 60, b"\xff\xd8\xff\xe0");
    let (_, errors, most) = watched(&home, &many);
    assert!(
        errors.contains("unfolds without end: it was made to do harm"),
        "{errors}"
    );
    assert!(most < MOST_KB, "{most} kB");
    assert_eq!(dump(&home.connection()), before);
    assert!(!home.root().join("cache/incoming").exists());
}

#[test]
fn words_without_end_are_refused() {
    let home = Home::new();
    let spaces = " ".repeat(1 << 20);
    // Ours, and Day One's, each as a bomb and as a long file.
    for (name, head) in [
        (
            "journal.json",
            r#"{"format":"smilekeep-export","version":1,"#,
        ),
        ("Journal.json", r#"{"entries":["#),
    ] {
        let packed = home.outside().join(format!("{name}.zip"));
        let mut zip = ZipWriter::new(fs::File::create(&packed).unwrap());
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(head.as_bytes()).unwrap();
        for _ in 0..60 {
            zip.write_all(spaces.as_bytes()).unwrap();
        }
        zip.finish().unwrap();
        let (_, errors, most) = watched(&home, &packed);
        assert!(errors.contains("unfolds without end"), "{errors}");
        assert!(most < MOST_KB, "{most} kB");
        let folder = home.outside().join(format!("{name}.d"));
        fs::create_dir(&folder).unwrap();
        let mut file = fs::File::create(folder.join(name)).unwrap();
        file.write_all(head.as_bytes()).unwrap();
        for _ in 0..130 {
            file.write_all(spaces.as_bytes()).unwrap();
        }
        let (_, errors, most) = watched(&home, &folder);
        assert!(errors.contains("is longer than 134 MB"), "{errors}");
        assert!(most < MOST_KB, "{most} kB");
    }
    // Deeply nested, and of many small things.
    let folder = home.outside().join("deep");
    fs::create_dir(&folder).unwrap();
    for words in [
        format!(r#"{{"entries":{}"#, "[".repeat(200_000)),
        format!(
            r#"{{"entries":[{{"tags":[{}"a"]}}]}}"#,
            r#""","#.repeat(1_000_000)
        ),
    ] {
        fs::write(folder.join("Journal.json"), words).unwrap();
        let (_, _, most) = watched(&home, &folder);
        assert!(most < MOST_KB, "{most} kB");
    }
}

#[test]
fn lists_of_contents_that_claim_too_much_ask_for_no_memory() {
    let home = Home::new();
    let photo = jpeg(96, 64, 91, None);
    let sound = raw_zip(&[(b"a.jpg", &photo, 0o100_644)]);
    let start = sound.len() as u32 - 22 - 51;
    let mut archives: Vec<(&str, Vec<u8>)> = Vec::new();
    // It says that it holds 65,000 files in a list of 51 bytes.
    let mut lying = sound.clone();
    lying.truncate(sound.len() - 22);
    lying.extend(end(65_000, 51, start));
    archives.push(("count", lying));
    // A list longer than the file.
    let mut lying = sound.clone();
    lying.truncate(sound.len() - 22);
    lying.extend(end(1, 4_000_000_000, start));
    archives.push(("size", lying));
    // A large record that claims more files than there are atoms, in front of
    // a sound one: no reader may find it.
    let mut hidden = b"PK\x06\x06".to_vec();
    hidden.extend(44_u64.to_le_bytes());
    hidden.extend([0; 12]);
    hidden.extend((u64::from(u32::MAX) * 2).to_le_bytes());
    hidden.extend((u64::from(u32::MAX) * 2).to_le_bytes());
    hidden.extend((1_u64 << 41).to_le_bytes());
    hidden.extend((1_u64 << 40).to_le_bytes());
    hidden.extend(b"PK\x06\x07");
    hidden.extend([0; 16]);
    hidden.extend(end(0xFFFF, u32::MAX, u32::MAX));
    let mut two = hidden.clone();
    let at = two.len() as u32;
    two.extend(&sound);
    // The list is where it was, further down; but its header is broken, so that
    // a reader looks for another end.
    let list = at as usize + start as usize;
    two[list + 28] = 0xFF;
    archives.push(("two ends", two));
    // The same as the comment of the sound one.
    let mut comment = sound.clone();
    let length = hidden.len() as u16;
    let last = comment.len();
    comment[last - 2..].copy_from_slice(&length.to_le_bytes());
    comment.extend(&hidden);
    archives.push(("comment", comment));
    archives.push(("cut off", sound[..sound.len() - 30].to_vec()));
    archives.push(("nothing", b"PK\x05\x06".to_vec()));
    archives.push(("empty", Vec::new()));
    for (name, bytes) in archives {
        let zip = home.outside().join(format!("{name}.zip"));
        fs::write(&zip, bytes).unwrap();
        let (told, errors, most) = watched(&home, &zip);
        assert_eq!(told, Value::Null, "{name}");
        assert!(
            errors.contains("is no zip archive that can be read")
                || errors.contains("more than any diary"),
            "{name}: {errors}"
        );
        assert!(most < MOST_KB, "{name}: {most} kB");
    }
}

#[test]
fn an_archive_of_very_many_files_takes_little_memory() {
    let home = Home::new();
    // As many as a list of contents may name, and then some.
    for (count, wanted) in [
        (150_000_u32, "holds nothing to bring in"),
        (300_000, "more than any diary"),
    ] {
        let path = home.outside().join(format!("{count}.zip"));
        let mut list = Vec::new();
        for number in 0..count {
            let name = format!("{number:x}.txt");
            list.extend(b"PK\x01\x02");
            list.extend([20, 3, 20, 0]);
            list.extend([0; 20]);
            list.extend((name.len() as u16).to_le_bytes());
            list.extend([0; 16]);
            list.extend(name.bytes());
        }
        let mut bytes = b"PK\x03\x04".to_vec();
        bytes.extend([0; 26]);
        let start = bytes.len() as u64;
        bytes.extend(&list);
        let large = bytes.len() as u64;
        bytes.extend(b"PK\x06\x06");
        bytes.extend(44_u64.to_le_bytes());
        bytes.extend([45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        bytes.extend(u64::from(count).to_le_bytes());
        bytes.extend(u64::from(count).to_le_bytes());
        bytes.extend((list.len() as u64).to_le_bytes());
        bytes.extend(start.to_le_bytes());
        bytes.extend(b"PK\x06\x07\0\0\0\0");
        bytes.extend(large.to_le_bytes());
        bytes.extend(1_u32.to_le_bytes());
        bytes.extend(end(0xFFFF, u32::MAX, u32::MAX));
        fs::write(&path, bytes).unwrap();
        let (_, errors, most) = watched(&home, &path);
        assert!(errors.contains(wanted), "{count}: {errors}");
        assert!(most < MOST_KB, "{count}: {most} kB");
    }
}

#[test]
fn files_that_are_not_what_their_archive_says_are_left_out() {
    let home = Home::new();
    let photo = jpeg(96, 64, 95, None);
    let path = home.outside().join("lying.zip");
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let mut zip = ZipWriter::new(fs::File::create(&path).unwrap());
    for name in ["longer.jpg", "shorter.jpg", "sum.jpg", "sound.jpg"] {
        zip.start_file(name, stored).unwrap();
        // Each another photo.
        zip.write_all(&jpeg(96, 64, name.len() as u8, None))
            .unwrap();
    }
    zip.finish().unwrap();
    // What the list says of the first three is changed.
    let bytes = fs::read(&path).unwrap();
    let headers: Vec<usize> = (0..bytes.len() - 4)
        .filter(|at| bytes[*at..].starts_with(b"PK\x01\x02"))
        .collect();
    assert_eq!(headers.len(), 4);
    let mut file = fs::File::options().write(true).open(&path).unwrap();
    let number = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap());
    for (header, field, value) in [
        (headers[0], 24, number(headers[0] + 24) - 100),
        (headers[1], 24, number(headers[1] + 24) + 100),
        (headers[2], 16, !number(headers[2] + 16)),
    ] {
        file.seek(SeekFrom::Start((header + field) as u64)).unwrap();
        file.write_all(&value.to_le_bytes()).unwrap();
    }
    drop(file);
    let (told, code, errors) = import(&home, &path, &[]);
    assert_eq!(code, Some(3), "{errors}");
    assert_eq!(told["new"]["photos"], 1, "{told}");
    let refused = told["refused"].to_string();
    for words in [
        "“longer.jpg” is not as long as its archive says",
        "“shorter.jpg” is not as long",
        "“sum.jpg” cannot be read",
    ] {
        assert!(refused.contains(words), "{words}: {refused}");
    }
    assert!(!photo.is_empty());
}

#[test]
fn locked_archives_say_so() {
    let home = Home::new();
    let photo = jpeg(96, 64, 96, None);
    let mut bytes = raw_zip(&[(b"a.jpg", &photo, 0o100_644)]);
    // The flag for a password, in both headers.
    bytes[6] |= 1;
    let list = bytes.len() - 22 - 51;
    bytes[list + 8] |= 1;
    let zip = home.outside().join("locked.zip");
    fs::write(&zip, bytes).unwrap();
    let (told, code, errors) = import(&home, &zip, &[]);
    assert_eq!((told, code), (Value::Null, Some(1)));
    assert!(errors.contains("is locked with a password"), "{errors}");
}

#[test]
fn a_folder_without_end_ends() {
    let home = Home::new();
    let deep = home.outside().join("deep");
    let mut path = deep.clone();
    for _ in 0..60 {
        path = path.join("d");
    }
    fs::create_dir_all(&path).unwrap();
    fs::write(path.join("far.jpg"), jpeg(96, 64, 97, None)).unwrap();
    fs::write(deep.join("near.jpg"), jpeg(96, 64, 98, None)).unwrap();
    let (told, code, errors) = import(&home, &deep, &[]);
    assert_eq!(code, Some(0), "{errors}");
    assert_eq!(told["new"]["photos"], 1);
    assert!(
        told["left_out"].to_string().contains("lies too deep"),
        "{told}"
    );
}
