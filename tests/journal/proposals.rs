//! What a page proposes by itself: a milestone’s own photo, and a word on nights.

use smilekeep::capture::{Source, Target, run_batch};
use smilekeep::domain::{MilestoneFields, Month, PageChoice};
use smilekeep::keepsake::{PageMaterial, Template, propose_photos};
use smilekeep::store;

use super::common::{Home, now, photo_file};
use super::journeys::{at_desk, on};

fn template(code: &str) -> Template {
    let mut all = Template::built_in().into_iter();
    all.find(|template| template.code == code).unwrap()
}

/// Photos of three moments of November: the night that began on the 10th, and
/// the afternoons of the 4th and the 20th.
fn three_moments(home: &Home) -> Vec<Source> {
    [
        "2026:11:11 03:02:00",
        "2026:11:04 14:00:00",
        "2026:11:20 15:00:00",
    ]
    .into_iter()
    .zip(0_u8..)
    .map(|(taken, number)| {
        let name = format!("{number}.jpg");
        let file = photo_file(home.outside(), &name, number, Some(taken));
        Source::File(file)
    })
    .collect()
}

#[test]
fn a_framed_milestone_shows_its_own_photo_and_not_the_favourite() {
    let home = Home::new();
    at_desk(&home, |desk, connection| {
        let sources = three_moments(&home);
        run_batch(desk, connection, &sources, Target::Baby(home.baby), &mut on);
        let month: Month = "2026-11".parse().unwrap();
        let read = |connection: &_| PageMaterial::read(connection, home.baby, month, 5).unwrap();
        // Oldest first: the 4th, the night of the 10th, the 20th.
        let material = read(connection);
        let photos: Vec<_> = material.candidates.iter().map(|item| item.id()).collect();
        let favourite = store::entry::get(connection, material.candidates[1].entry).unwrap();
        let mut fields = favourite.fields.clone();
        fields.favourite = true;
        store::entry::update(connection, favourite.id, &fields, now()).unwrap();
        let choice = PageChoice::untouched(home.baby, month);
        let certificate = template("certificate");
        let proposed = |connection: &_| propose_photos(&choice, &read(connection), &certificate);
        assert_eq!(proposed(connection), [photos[1]], "the favourite, so far");

        let milestone = MilestoneFields {
            baby: home.baby,
            title: "First sleep smile".to_owned(),
            date: "2026-11-20".parse().unwrap(),
            note: String::new(),
            photos: vec![photos[2]],
            entry: None,
        };
        store::milestone::insert(connection, milestone, now()).unwrap();
        assert_eq!(proposed(connection), [photos[2]]);
        let (page, _) = read(connection).page(&choice, &certificate);
        assert_eq!(page.milestones[0].photo, Some(0));
        // Other looks have room for both.
        let album = propose_photos(&choice, &read(connection), &template("album"));
        assert!(album.contains(&photos[1]) && album.contains(&photos[2]));
    });
}

#[test]
fn a_calendar_says_where_nights_stand_when_it_has_some() {
    let home = Home::new();
    at_desk(&home, |desk, connection| {
        let mut sources = three_moments(&home);
        let night = sources.remove(0);
        run_batch(desk, connection, &sources, Target::Baby(home.baby), &mut on);
        let month: Month = "2026-11".parse().unwrap();
        let choice = PageChoice::untouched(home.baby, month);
        let quiet = |connection: &_, code: &str| {
            let material = PageMaterial::read(connection, home.baby, month, 5).unwrap();
            material.page(&choice, &template(code)).0.quiet_line
        };
        assert_eq!(quiet(connection, "calendar"), "2 smiles kept this month");
        run_batch(desk, connection, &[night], Target::Baby(home.baby), &mut on);
        assert_eq!(
            quiet(connection, "calendar"),
            "3 smiles kept this month · nights stand on the day they began"
        );
        assert_eq!(quiet(connection, "album"), "3 smiles kept this month");
    });
}
