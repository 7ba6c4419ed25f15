//! Clocks and time zones: what is stored does not move.

use std::collections::BTreeSet;

use smilekeep::domain::{
    Baby, BabyFields, BabyId, DEFAULT_DAY_START_HOUR, EntryFields, EntryId, Moment, MomentSource,
    Month,
};
use smilekeep::store::{self, Library};

use super::long;
use super::scene::Stage;

/// Places with every kind of clock: halves and quarters of hours, both ends of
/// the day, changes at midnight, in the afternoon, and of half an hour.
const ZONES: [&str; 30] = [
    "UTC",
    "Europe/Berlin",
    "Europe/London",
    "Europe/Lisbon",
    "Europe/Moscow",
    "Africa/Casablanca",
    "Africa/Cairo",
    "Africa/Lagos",
    "Africa/Nairobi",
    "America/New_York",
    "America/St_Johns",
    "America/Los_Angeles",
    "America/Anchorage",
    "America/Sao_Paulo",
    "America/Havana",
    "America/Santiago",
    "America/Asuncion",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Asia/Tehran",
    "Asia/Beirut",
    "Asia/Tokyo",
    "Asia/Pyongyang",
    "Australia/Adelaide",
    "Australia/Eucla",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Pacific/Chatham",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
];

/// Moments at the edges: clocks changing, days and months and years ending,
/// and a leap day.
const MOMENTS: [&str; 10] = [
    "2026-03-29 02:30",
    "2026-10-25 02:30",
    "2026-03-08 02:30",
    "2026-11-01 01:30",
    "2026-10-04 02:15",
    "2026-06-30 23:59",
    "2026-07-01 04:59",
    "2026-07-01 05:00",
    "2026-12-31 23:59",
    "2028-02-29 03:00",
];

/// A library with a photo, a milestone and an entry at each of these moments.
fn library() -> (Stage, Vec<String>) {
    let stage = Stage::empty();
    stage.ok(&["baby", "add", "Mina", "--born", "2026-02-28"]);
    let mut ids = Vec::new();
    for (number, moment) in MOMENTS.iter().enumerate() {
        let name = format!("{number}.jpg");
        let photo = stage.photo(&name, number as u8 + 10).display().to_string();
        let added = stage.json(&["add", &photo, "--json"]);
        let entry = added["added"][0]["entry"].as_str().unwrap().to_owned();
        stage.ok(&["edit", "entry", &entry, "--moment", moment]);
        ids.push(entry);
        let title = format!("Milestone {number}");
        stage.ok(&["milestone", "add", &title, "--date", &moment[..10]]);
    }
    (stage, ids)
}

/// What a parent reads of it in a time zone.
fn read(stage: &Stage, ids: &[String], zone: &str) -> Vec<String> {
    let run = |words: &[&str]| {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        let output = stage
            .command(&stage.library(), &words)
            .env("TZ", zone)
            .output()
            .unwrap();
        assert!(
            output.status.success(),
            "{zone}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let mut all: Vec<_> = ids.iter().map(|id| run(&["show", id])).collect();
    all.push(run(&["list", "--json"]));
    all.push(run(&["list", "milestones", "--json"]));
    for month in ["2026-06", "2026-07", "2026-12", "2028-02"] {
        all.push(run(&["list", "--month", month, "--json"]));
    }
    all
}

#[test]
fn stored_days_ages_and_months_stay_in_every_time_zone() {
    let (stage, ids) = library();
    let at_home = read(&stage, &ids, "UTC");
    let zones = if long() { &ZONES[..] } else { &ZONES[24..] };
    for zone in zones {
        assert_eq!(read(&stage, &ids, zone), at_home, "{zone}");
        // Written in one zone, it says the same in every other.
        let title = format!("In {zone}");
        let words = ["milestone", "add", &title, "--date", "2026-03-29"].map(str::to_owned);
        let written = stage
            .command(&stage.library(), &words)
            .env("TZ", zone)
            .output()
            .unwrap();
        assert!(written.status.success());
        let listed = stage.ok(&["list", "milestones"]);
        let line = listed.lines().find(|line| line.contains(&title)).unwrap();
        assert!(line.contains("2026-03-29"), "{line}");
        let id = line.split(' ').next().unwrap();
        stage.ok(&["milestone", "delete", id]);
    }
    println!(
        "{} time zones, {} moments at the edges: days, ages and months are the same in each",
        zones.len(),
        MOMENTS.len()
    );
}

/// The clock goes back by a day, and by ten years both ways, while entries are
/// written; and ids come in any order.
#[test]
fn a_clock_that_jumps_moves_nothing() {
    let stage = Stage::empty();
    let root = stage.library();
    let library = Library::create(&root).unwrap();
    let mut connection = library.connect().unwrap();
    let day = |text: &str| chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
    let fields = BabyFields {
        name: "Mina".to_owned(),
        birth_date: "2026-02-28".parse().unwrap(),
        due_date: None,
        portrait: None,
    };
    let baby: Baby = store::baby::insert(&connection, fields, day("2026-11-20 12:00")).unwrap();
    let clocks = [
        "2026-11-20 12:00",
        "2026-11-19 12:00",
        "2016-11-20 12:00",
        "2036-11-20 12:00",
    ];
    let mut wanted = Vec::new();
    for (number, moment) in MOMENTS.iter().enumerate() {
        let now = day(clocks[number % clocks.len()]);
        let mut fields =
            EntryFields::new(baby.id, Moment::new(day(moment), 60, MomentSource::TypedIn));
        fields.note = format!("Note {number}");
        // Ids made by clocks that lie come in any order: these fall, though the
        // moments rise.
        let id =
            uuid::Uuid::from_u128((1_000 - number as u128) << 80 | 0x7000 << 64 | 0x8000 << 48);
        let id: EntryId = id.to_string().parse().unwrap();
        store::in_transaction(&mut connection, |tx| {
            store::entry::insert_as(tx, id, &fields, now)
        })
        .unwrap();
        wanted.push((day(moment), fields.note));
    }
    wanted.sort();
    wanted.reverse();
    let tell = |connection: &store::Connection| -> Vec<_> {
        store::entry::list(connection, Some(baby.id))
            .unwrap()
            .into_iter()
            .map(|entry| (entry.fields.moment.local, entry.fields.note))
            .collect()
    };
    assert_eq!(tell(&connection), wanted);
    let months: BTreeSet<_> = wanted
        .iter()
        .map(|(local, _)| {
            let moment = Moment::new(*local, 60, MomentSource::TypedIn);
            (
                local,
                Month::of(moment.journal_day(DEFAULT_DAY_START_HOUR)).to_string(),
            )
        })
        .collect();
    assert_eq!(
        months
            .iter()
            .find(|(local, _)| **local == day("2026-07-01 04:59"))
            .unwrap()
            .1,
        "2026-06"
    );
    drop(connection);
    drop(library);
    // Opened with any clock, by the window's own way in.
    for clock in clocks {
        let library = Library::open(&root).unwrap();
        let mut connection = library.connect().unwrap();
        Library::tend(&root, &connection, day(clock)).unwrap();
        smilekeep::archive::trash::empty(&root, &mut connection, day(clock)).unwrap();
        assert_eq!(tell(&connection), wanted, "{clock}");
        let _: BabyId = baby.id;
    }
    println!(
        "clocks back by a day, ten years back and ten ahead, ids in falling order: nothing moved"
    );
}
