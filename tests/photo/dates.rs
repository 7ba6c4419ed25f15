//! Dates and camera in every kind of file, and in broken ones.

use chrono::NaiveDateTime;
use exif::{Field, Tag, Value};
use smilekeep::domain::{MomentSource, PhotoFormat};
use smilekeep::photo::{
    Around, ClockTime, Evidence, Metadata, Taken, read_metadata, sniff, when_taken,
};

use super::common::*;

fn at(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").unwrap()
}

fn local(evidence: &Evidence) -> Option<(NaiveDateTime, Option<i16>, Option<u16>)> {
    match evidence.time {
        Some(ClockTime::Local {
            local,
            offset,
            millis,
        }) => Some((local, offset, millis)),
        _ => None,
    }
}

/// With a name and a file that tell nothing, on a computer an hour east.
fn taken(metadata: &Metadata) -> Taken {
    when_taken(
        metadata,
        &Around {
            file_name: "a.jpg",
            sidecars: &Vec::new,
            file_date: None,
            now_local: at("2026-12-24 12:00:00"),
            offset_at: &|_| 60,
        },
    )
}

fn jpeg(fields: &[Field]) -> Metadata {
    let bytes = jpeg_with_exif(&jpeg_bytes(&card(16, 16)), fields);
    read_metadata(&bytes, PhotoFormat::Jpeg)
}

fn rational(tag: Tag, parts: &[(u32, u32)]) -> Field {
    let parts = parts.iter().map(|(num, denom)| exif::Rational {
        num: *num,
        denom: *denom,
    });
    field(tag, Value::Rational(parts.collect()))
}

fn satellite(date: &str, time: [(u32, u32); 3]) -> [Field; 2] {
    [
        text(Tag::GPSDateStamp, date),
        rational(Tag::GPSTimeStamp, &time),
    ]
}

#[test]
fn the_shutter_counts_before_the_scan_and_the_last_change() {
    let metadata = jpeg(&[
        text(Tag::Make, "Canon"),
        text(Tag::Model, "Canon EOS R6"),
        text(Tag::DateTime, "2026:12:05 10:00:00"),
        text(Tag::DateTimeOriginal, "2026:11:03 03:14:55"),
        text(Tag::SubSecTimeOriginal, "07"),
        text(Tag::DateTimeDigitized, "2026:12:01 00:00:00"),
        text(Tag::OffsetTimeOriginal, "-03:30"),
    ]);
    assert_eq!(
        local(&metadata.times[0]),
        Some((at("2026-11-03 03:14:55"), Some(-210), Some(70)))
    );
    assert_eq!(metadata.times.len(), 3);
    assert_eq!(metadata.utc_offset_minutes, Some(-210));
    assert_eq!(metadata.shot.camera.as_deref(), Some("Canon EOS R6"));
    let taken = taken(&metadata);
    assert_eq!((taken.moment.utc_offset_minutes, taken.millis), (-210, 70));
    assert_eq!(taken.moment.source, MomentSource::Camera);
}

#[test]
fn a_broken_time_gives_way_to_the_next_and_is_told() {
    let metadata = jpeg(&[
        text(Tag::DateTimeOriginal, "2026:11:03 24:08:19"),
        text(Tag::DateTimeDigitized, "    :  :     :  :  "),
        text(Tag::DateTime, "2026:11:04 09:00:00"),
        text(Tag::OffsetTime, "+09:00"),
    ]);
    let taken_here = taken(&metadata);
    assert_eq!(taken_here.moment.to_string(), "2026-11-04 09:00:00 +09:00");
    assert!(taken_here.doubt.unwrap().contains("“2026:11:03 24:08:19”"));

    for never_set in [
        "1970:01:01 00:00:00",
        "0000:00:00 00:00:00",
        "2033:01:01 00:00:00",
    ] {
        let taken = taken(&jpeg(&[text(Tag::DateTimeOriginal, never_set)]));
        assert_eq!(taken.moment.source, MomentSource::Added, "{never_set}");
        assert!(taken.doubt.is_some(), "{never_set}");
    }
    // Not set is not broken.
    let blank = taken(&jpeg(&[text(Tag::DateTimeOriginal, "    :  :     :  :  ")]));
    assert_eq!(blank.doubt, None);
}

#[test]
fn satellites_tell_the_time_and_the_zone() {
    let stamp = || satellite("2026:11:02", [(21, 1), (44, 1), (3950, 100)]);
    let [date, time] = stamp();
    let metadata = jpeg(&[date, time]);
    let alone = taken(&metadata);
    assert_eq!(alone.moment.to_string(), "2026-11-02 22:44:39 +01:00");
    assert_eq!(alone.moment.source, MomentSource::Satellite);

    // Half past five in India: the clocks differ by 5 h 30 min and a little.
    let [date, time] = stamp();
    let metadata = jpeg(&[
        date,
        time,
        text(Tag::DateTimeOriginal, "2026:11:03 03:16:55"),
    ]);
    assert_eq!(
        taken(&metadata).moment.to_string(),
        "2026-11-03 03:16:55 +05:30"
    );

    // A fix of another day tells nothing about the zone.
    let [date, time] = stamp();
    let metadata = jpeg(&[
        date,
        time,
        text(Tag::DateTimeOriginal, "2026:11:09 03:16:55"),
    ]);
    assert_eq!(taken(&metadata).moment.utc_offset_minutes, 60);

    for (date, time) in [
        ("2026:11:02", [(21, 0), (44, 1), (39, 1)]),
        ("2026:11:02", [(25, 1), (44, 1), (39, 1)]),
        ("2026:13:02", [(21, 1), (44, 1), (39, 1)]),
        ("2026:11:02", [(u32::MAX, 1), (u32::MAX, 1), (u32::MAX, 1)]),
    ] {
        let taken = taken(&jpeg(&satellite(date, time)));
        assert_eq!(taken.moment.source, MomentSource::Added);
        assert!(
            taken.doubt.unwrap().contains("satellites"),
            "{date} {time:?}"
        );
    }
}

#[test]
fn the_shot_is_read_and_nonsense_is_not() {
    let shot = jpeg(&[
        text(Tag::Make, "Google"),
        text(Tag::Model, "Pixel 9"),
        field(Tag::Flash, Value::Short(vec![0x19])),
        rational(Tag::ExposureTime, &[(1, 15)]),
        rational(Tag::FNumber, &[(18, 10)]),
        field(Tag::PhotographicSensitivity, Value::Short(vec![1600])),
        field(Tag::FocalLengthIn35mmFilm, Value::Short(vec![26])),
    ])
    .shot;
    assert_eq!(shot.camera.as_deref(), Some("Google Pixel 9"));
    assert_eq!(shot.flash_fired, Some(true));
    assert_eq!(shot.exposure_us, Some(66_666));
    assert_eq!(
        (shot.iso, shot.aperture_centi, shot.focal_35mm),
        (Some(1600), Some(180), Some(26))
    );

    // Two bytes are too few for this sensitivity; the numbers are powers of two.
    let shot = jpeg(&[
        field(Tag::Flash, Value::Short(vec![0x10])),
        field(Tag::PhotographicSensitivity, Value::Short(vec![65_535])),
        field(Tag::RecommendedExposureIndex, Value::Long(vec![102_400])),
        field(
            Tag::ShutterSpeedValue,
            Value::SRational(vec![(3_i32, 1_i32).into()]),
        ),
        rational(Tag::ApertureValue, &[(2, 1)]),
    ])
    .shot;
    assert_eq!(shot.flash_fired, Some(false));
    assert_eq!((shot.iso, shot.exposure_us), (Some(102_400), Some(125_000)));
    assert_eq!(shot.aperture_centi, Some(200));

    // A camera without a flash, whatever the other bits say.
    let none = jpeg(&[field(Tag::Flash, Value::Short(vec![0x21]))]).shot;
    assert_eq!(none.flash_fired, Some(false));

    let nonsense = jpeg(&[
        field(Tag::Flash, Value::Ascii(vec![b"yes".to_vec()])),
        rational(Tag::ExposureTime, &[(1, 0)]),
        rational(Tag::FNumber, &[(0, 0)]),
        field(Tag::PhotographicSensitivity, Value::Short(vec![0])),
        field(Tag::FocalLengthIn35mmFilm, Value::Short(vec![0])),
    ])
    .shot;
    assert_eq!(nonsense, smilekeep::domain::Shot::default());
    let giant = jpeg(&[
        rational(Tag::ExposureTime, &[(u32::MAX, 1)]),
        rational(Tag::FNumber, &[(u32::MAX, 1)]),
        field(Tag::PhotographicSensitivity, Value::Long(vec![u32::MAX])),
        field(Tag::FocalLengthIn35mmFilm, Value::Long(vec![70_000])),
    ])
    .shot;
    assert_eq!(giant, smilekeep::domain::Shot::default());
}

const XMP: &str = r#"<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
    xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
    xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreateDate="2026-11-03T03:14:55-03:30"/>
    </rdf:RDF></x:xmpmeta>"#;

/// A chunk with the checksum left out: nobody here looks at it.
fn png_chunk(name: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let mut chunk = (body.len() as u32).to_be_bytes().to_vec();
    chunk.extend(name);
    chunk.extend(body);
    chunk.extend([0; 4]);
    chunk
}

fn png(chunks: &[Vec<u8>]) -> Vec<u8> {
    [
        b"\x89PNG\r\n\x1A\n".to_vec(),
        chunks.concat(),
        png_chunk(b"IEND", b""),
    ]
    .concat()
}

fn boxed(name: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let mut bytes = (body.len() as u32 + 8).to_be_bytes().to_vec();
    bytes.extend(name);
    bytes.extend(body);
    bytes
}

/// A HEIF file with an EXIF item and an XMP item, and no picture.
fn heif(exif: &[u8], xmp: &[u8]) -> Vec<u8> {
    let entry = |id: u8, kind: &[u8], rest: &[u8]| {
        boxed(b"infe", &[&[2, 0, 0, 0, 0, id, 0, 0], kind, rest].concat())
    };
    let iinf = [
        vec![0, 0, 0, 0, 0, 2],
        entry(1, b"Exif", b"\0"),
        entry(2, b"mime", b"\0application/rdf+xml\0"),
    ]
    .concat();
    let ftyp = boxed(b"ftyp", b"heic\0\0\0\0mif1heic");
    let item = [&[0, 0, 0, 0], exif].concat();
    // Where the data lies is known once the table has its length.
    let build = |start: u32| {
        let mut iloc = vec![0, 0, 0, 0, 0x44, 0, 0, 2];
        for (id, offset, length) in [
            (1, start, item.len()),
            (2, start + item.len() as u32, xmp.len()),
        ] {
            iloc.extend([0, id, 0, 0, 0, 1]);
            iloc.extend(offset.to_be_bytes());
            iloc.extend((length as u32).to_be_bytes());
        }
        let meta = [vec![0; 4], boxed(b"iinf", &iinf), boxed(b"iloc", &iloc)].concat();
        [ftyp.clone(), boxed(b"meta", &meta)].concat()
    };
    let head = build(0).len() as u32 + 8;
    [build(head), boxed(b"mdat", &[&item, xmp].concat())].concat()
}

fn fuji(jpeg: &[u8]) -> Vec<u8> {
    let mut bytes = b"FUJIFILMCCD-RAW 0201".to_vec();
    bytes.resize(84, 0);
    bytes.extend(200_u32.to_be_bytes());
    bytes.extend((jpeg.len() as u32).to_be_bytes());
    bytes.resize(200, 0);
    bytes.extend(jpeg);
    bytes
}

/// A directory of one text, as Canon’s raw files have for each kind.
fn small_block(tag: u16, text: &str) -> Vec<u8> {
    let mut bytes = b"II*\0\x08\0\0\0\x01\0".to_vec();
    bytes.extend(tag.to_le_bytes());
    bytes.extend([2, 0]);
    bytes.extend((text.len() as u32 + 1).to_le_bytes());
    bytes.extend(26_u32.to_le_bytes());
    bytes.extend([0; 4]);
    bytes.extend(text.as_bytes());
    bytes.push(0);
    bytes
}

fn canon() -> Vec<u8> {
    let id = b"\x85\xC0\xB6\x87\x82\x0F\x11\xE0\x81\x11\xF4\xCE\x46\x2B\x6A\x48";
    let metadata = [
        id.to_vec(),
        boxed(b"CMT1", &small_block(0x0110, "EOS R6")),
        boxed(b"CMT2", &small_block(0x9003, "2026:11:03 03:14:55")),
    ]
    .concat();
    [
        boxed(b"ftyp", b"crx \0\0\0\x01crx isom"),
        boxed(b"moov", &boxed(b"uuid", &metadata)),
    ]
    .concat()
}

/// Every kind of file that carries a date, with the date it carries.
fn carriers() -> Vec<(&'static str, Vec<u8>, PhotoFormat)> {
    let fields = [text(Tag::DateTimeOriginal, "2026:11:03 03:14:55")];
    let block = exif_block(&fields);
    let plain = jpeg_bytes(&card(16, 16));
    let with_exif = jpeg_with_exif(&plain, &fields);
    let packet = [b"http://ns.adobe.com/xap/1.0/\0", XMP.as_bytes()].concat();
    let mut with_xmp = plain[..2].to_vec();
    with_xmp.extend([0xFF, 0xE1]);
    with_xmp.extend((packet.len() as u16 + 2).to_be_bytes());
    with_xmp.extend(packet);
    with_xmp.extend(&plain[2..]);
    let text_chunk = |text: &str| png_chunk(b"tEXt", format!("Creation Time\0{text}").as_bytes());
    let itxt = format!("XML:com.adobe.xmp\0\0\0\0\0{XMP}");
    let webp = |name: &[u8], body: &[u8]| {
        let mut chunk = name.to_vec();
        chunk.extend((body.len() as u32).to_le_bytes());
        chunk.extend(body);
        [&b"RIFF\0\0\0\0WEBP"[..], &chunk].concat()
    };
    let prefixed = [&b"Exif\0\0"[..], &block].concat();
    let mut olympus = block.clone();
    // Our writer puts the largest byte first; so did Olympus once.
    olympus[..4].copy_from_slice(b"MMOR");
    vec![
        ("JPEG, EXIF", with_exif.clone(), PhotoFormat::Jpeg),
        ("JPEG, XMP", with_xmp, PhotoFormat::Jpeg),
        (
            "PNG, eXIf",
            png(&[png_chunk(b"eXIf", &block)]),
            PhotoFormat::Png,
        ),
        (
            "PNG, XMP",
            png(&[png_chunk(b"iTXt", itxt.as_bytes())]),
            PhotoFormat::Png,
        ),
        (
            "PNG, EXIF’s form",
            png(&[text_chunk("2026:11:03 03:14:55")]),
            PhotoFormat::Png,
        ),
        (
            "PNG, e-mail’s form",
            png(&[text_chunk("Tue, 3 Nov 2026 03:14:55 -0330")]),
            PhotoFormat::Png,
        ),
        ("WebP, EXIF", webp(b"EXIF", &block), PhotoFormat::Webp),
        (
            "WebP, EXIF with prefix",
            webp(b"EXIF", &prefixed),
            PhotoFormat::Webp,
        ),
        (
            "WebP, XMP",
            webp(b"XMP ", XMP.as_bytes()),
            PhotoFormat::Webp,
        ),
        ("TIFF", block.clone(), PhotoFormat::Tiff),
        ("Olympus", olympus, PhotoFormat::Raw),
        ("HEIC, EXIF", heif(&block, b""), PhotoFormat::Heic),
        ("AVIF, XMP", heif(b"", XMP.as_bytes()), PhotoFormat::Avif),
        ("Fuji", fuji(&with_exif), PhotoFormat::Raw),
        ("Canon", canon(), PhotoFormat::Raw),
    ]
}

#[test]
fn every_kind_of_file_says_when() {
    for (kind, bytes, format) in carriers() {
        let taken = taken(&read_metadata(&bytes, format));
        assert_eq!(taken.moment.local, at("2026-11-03 03:14:55"), "{kind}");
        assert_eq!(taken.moment.source, MomentSource::Camera, "{kind}");
    }
}

/// Cut anywhere, and with any byte turned round: no panic, no long work.
#[test]
fn broken_metadata_never_stops_a_photo() {
    let begun = std::time::Instant::now();
    for (_, bytes, format) in carriers() {
        let end = bytes.len().min(1200);
        for at in 0..end {
            let _ = read_metadata(&bytes[..at], format);
            for change in [0x00, 0xFF, 0x80] {
                let mut changed = bytes.clone();
                changed[at] = change;
                let _ = read_metadata(&changed, format);
            }
        }
    }
    assert!(begun.elapsed().as_secs() < 60, "{:?}", begun.elapsed());
    assert_eq!(
        read_metadata(b"nonsense", PhotoFormat::Heic),
        Metadata::default()
    );
}

/// Nothing in the corpus of foreign files takes long or brings nonsense.
#[test]
fn foreign_files_are_read_in_no_time() {
    for part in ["formats", "hostile", "orientation"] {
        let Some(folder) = corpus(part) else { return };
        for path in files_below(&folder) {
            let bytes = std::fs::read(&path).unwrap();
            let format = sniff(&bytes).unwrap_or(PhotoFormat::Tiff);
            let begun = std::time::Instant::now();
            let metadata = read_metadata(&bytes, format);
            assert!(begun.elapsed().as_millis() < 500, "{}", path.display());
            let taken = taken(&metadata);
            assert!(
                taken.moment.local <= at("2026-12-25 12:00:00"),
                "{}",
                path.display()
            );
        }
    }
}
