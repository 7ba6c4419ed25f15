//! Pages and photos for the keepsake tests.

use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use chrono::NaiveDate;
use image::{Rgb, RgbImage};
use smilekeep::domain::{Focus, Month, Paper, PhotoId};
use smilekeep::keepsake::{
    Filling, KeepsakeDocument, KeepsakeEngine, PageData, PageLayout, PageMilestone, PagePhoto,
    Sheet, Template, cut,
};
use uuid::Uuid;

/// One engine for all tests of a binary.
pub static ENGINE: LazyLock<KeepsakeEngine> = LazyLock::new(KeepsakeEngine::new);

/// A soft picture that differs for every number: sky, a round face, a blanket.
pub fn drawn(number: u32, width: u32, height: u32) -> RgbImage {
    let hue = |shift: u32| ((number * 67 + shift * 41) % 160) as f32 + 80.0;
    let (w, h) = (width as f32, height as f32);
    let (cx, cy) = (w * 0.5, h * 0.42);
    let radius = w.min(h) * 0.24;
    RgbImage::from_fn(width, height, |x, y| {
        let (x, y) = (x as f32, y as f32);
        let away = (x - cx).hypot(y - cy) / radius;
        let light = 0.75 + 0.25 * (1.0 - y / h);
        let base = if away < 1.0 {
            [245.0, 214.0 - away * 20.0, 190.0 - away * 20.0]
        } else if y > h * 0.62 + (x / w * 9.0).sin() * h * 0.03 {
            [hue(1), hue(2), hue(3)]
        } else {
            [hue(4) + 60.0, hue(5) + 50.0, hue(6) + 40.0]
        };
        Rgb(base.map(|value: f32| (value * light).clamp(0.0, 255.0) as u8))
    })
}

pub fn jpeg_of(picture: &RgbImage) -> Arc<[u8]> {
    let mut bytes = Vec::new();
    image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, 90)
        .encode_image(picture)
        .unwrap();
    bytes.into()
}

/// Sizes a family's phone brings: landscape, portrait, square, wide.
pub const SIZES: [(u32, u32); 6] = [
    (400, 300),
    (300, 400),
    (450, 300),
    (320, 320),
    (300, 400),
    (480, 270),
];

pub fn photo(number: u32) -> PagePhoto {
    let (width, height) = SIZES[number as usize % SIZES.len()];
    PagePhoto {
        photo: PhotoId::from_uuid(Uuid::from_u128(u128::from(number) + 1)),
        width: width * 10,
        height: height * 10,
        caption: String::new(),
        alt: format!("Baby smiling, picture {number}"),
        favourite: false,
        day: NaiveDate::from_ymd_opt(2026, 11, (number * 7 + 2) % 30 + 1).unwrap(),
        after_midnight: false,
    }
}

pub fn milestone(day: u32, title: &str) -> PageMilestone {
    let date = NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
    PageMilestone {
        date,
        date_label: date.format("%-d %B").to_string(),
        title: title.into(),
        age: "4 months old".into(),
        note: String::new(),
        photo: None,
    }
}

/// A sheet of a paper, upright or on its long side.
pub fn sheet(paper: Paper, landscape: bool) -> Sheet {
    let (w, h) = paper.size_mm();
    let size = if landscape { (h, w) } else { (w, h) };
    Sheet::new(size, f32::from(paper.usual_margin_mm()))
}

/// A page as most families will have it.
pub fn page(photos: u32) -> PageData {
    PageData {
        baby_name: "Mina".into(),
        month: Month::new(2026, 11).unwrap(),
        title: "November 2026".into(),
        subtitle: "Mina · 4 months old".into(),
        place: String::new(),
        quiet_line: "14 smiles kept this month".into(),
        closing: "Sleep well, little moon.".into(),
        verse: None,
        sheet: sheet(Paper::A4, false),
        photos: (0..photos).map(photo).collect(),
        milestones: Vec::new(),
        smiles: (0..30).map(|day| u32::from(day % 3 == 0)).collect(),
        story: Vec::new(),
        contents: Vec::new(),
        page_number: None,
        right_to_left: false,
        language: "en".into(),
    }
}

/// Laid out in one of our looks, as it and the kit are on disk now: a look can
/// be worked on without building anything.
pub fn laid_out_as(code: &str, data: &PageData) -> PageLayout {
    let mut template = Template::named(code).unwrap();
    let on_disk = |name: &str| {
        let file = format!("{}/assets/keepsake/{name}.typ", env!("CARGO_MANIFEST_DIR"));
        std::fs::read_to_string(file).unwrap()
    };
    template.source = on_disk(code).replace("#import \"kit.typ\": *", &on_disk("kit"));
    ENGINE
        .lay_out(&template, data)
        .unwrap_or_else(|error| panic!("{code}: {error}"))
}

/// A layout with drawn photos, `dpi` pixels an inch, as JPEGs or as pixels.
pub fn filled(layout: &PageLayout, dpi: f32, as_jpeg: bool) -> KeepsakeDocument {
    filled_with(layout, dpi, as_jpeg, &|number| {
        let (width, height) = SIZES[number % SIZES.len()];
        drawn(number as u32, width * 2, height * 2)
    })
}

/// As [`filled`], with pictures of one's own.
pub fn filled_with(
    layout: &PageLayout,
    dpi: f32,
    as_jpeg: bool,
    picture: &dyn Fn(usize) -> RgbImage,
) -> KeepsakeDocument {
    layout
        .fill(&mut |frame| {
            let whole = picture(frame.photo);
            let aspect = frame.width_mm / frame.height_mm;
            let (x, y, w, h) = cut(whole.dimensions(), aspect, Focus::default());
            let part = image::imageops::crop_imm(&whole, x, y, w, h).to_image();
            let (w, h) = frame.pixels(dpi);
            let sized = image::imageops::resize(&part, w, h, image::imageops::FilterType::Triangle);
            Ok(if as_jpeg {
                Filling::Jpeg(jpeg_of(&sized))
            } else {
                Filling::Pixels(sized)
            })
        })
        .unwrap()
}

/// Held while a program is started and while one is written: a program still
/// open for writing in a child that is just starting would be "busy".
pub static STARTING: Mutex<()> = Mutex::new(());

fn output_of(command: &mut Command) -> std::io::Result<Output> {
    let child = {
        let _alone = STARTING.lock().unwrap_or_else(PoisonError::into_inner);
        command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?
    };
    child.wait_with_output()
}

/// Runs a program of the PDF tools; `None`, with the reason printed, when it
/// is not installed.
pub fn tool(program: &str, args: &[&str], file: &Path) -> Option<Vec<u8>> {
    match output_of(Command::new(program).args(args).arg(file)) {
        Ok(output) => {
            assert!(
                output.status.success(),
                "{program}: {}",
                String::from_utf8_lossy(&output.stderr)
            );
            Some(output.stdout)
        }
        Err(error) => {
            println!("skipped: {program} is not installed ({error})");
            None
        }
    }
}

/// As [`tool`], with the PDF given as bytes and the output as text.
pub fn tool_text(program: &str, args: &[&str], pdf: &[u8]) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("page.pdf");
    std::fs::write(&file, pdf).unwrap();
    // These write to a file unless told otherwise.
    let to_output = program == "pdftotext" || args.contains(&"--qdf");
    let file_args: &[&str] = if to_output { &["-"] } else { &[] };
    let output = output_of(Command::new(program).args(args).arg(&file).args(file_args));
    match output {
        Ok(output) => {
            assert!(output.status.success(), "{program}: {output:?}");
            Some(String::from_utf8_lossy(&output.stdout).into_owned())
        }
        Err(error) => {
            println!("skipped: {program} is not installed ({error})");
            None
        }
    }
}
