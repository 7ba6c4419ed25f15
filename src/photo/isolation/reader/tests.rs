//! Nothing a helper says is believed unchecked.

use super::super::super::Metadata;
use super::*;
use crate::domain::{PhotoFormat, Shows};

fn header(width: u32, height: u32) -> Header {
    Header {
        width,
        height,
        deep: false,
        icc_len: 0,
        size: (400, 300),
        shows: Shows::Photo,
        format: PhotoFormat::Heic,
        metadata: Metadata::default(),
        ends_early: false,
    }
}

const BOUNDS: Bounds = Bounds {
    limits: Limits {
        max_file_bytes: 1000,
        max_side: 1000,
        max_pixels: 200_000,
        max_memory_bytes: 1 << 20,
    },
    fit: None,
};

#[test]
fn a_header_that_holds_gives_the_number_of_samples() {
    assert_eq!(check(&header(400, 300), BOUNDS), Some(360_000));
    let fit = Bounds {
        fit: Some((40, 30)),
        ..BOUNDS
    };
    assert_eq!(check(&header(40, 30), fit), Some(3600));
    assert_eq!(check(&header(40, 31), fit), None);
    assert_eq!(check(&header(41, 30), fit), None);
}

#[test]
fn a_header_that_lies_is_not_believed() {
    for (width, height) in [
        (0, 300),
        (400, 0),
        (1001, 1),
        (500, 500),
        (u32::MAX, u32::MAX),
    ] {
        assert_eq!(
            check(&header(width, height), BOUNDS),
            None,
            "{width} × {height}"
        );
    }
    for size in [(0, 1), (1, 0), (1001, 1), (999, 999)] {
        let lying = Header {
            size,
            ..header(4, 3)
        };
        assert_eq!(check(&lying, BOUNDS), None, "{size:?}");
    }
    let lying = Header {
        icc_len: wire::MAX_ICC_BYTES + 1,
        ..header(4, 3)
    };
    assert_eq!(check(&lying, BOUNDS), None);
    let lying = Header {
        metadata: Metadata {
            orientation: 9,
            ..Metadata::default()
        },
        ..header(4, 3)
    };
    assert_eq!(check(&lying, BOUNDS), None);
}

#[test]
fn a_picture_with_too_few_samples_or_no_real_profile_is_none() {
    let short = vec![7; 4 * 3 * 3 - 1];
    assert!(receive_photo(&mut short.as_slice(), header(4, 3), BOUNDS).is_none());
    let deep = Header {
        deep: true,
        ..header(4, 3)
    };
    assert!(receive_photo(&mut vec![7; 4 * 3 * 3].as_slice(), deep, BOUNDS).is_none());
    let strange = Header {
        icc_len: 9,
        ..header(4, 3)
    };
    let bytes = vec![7; 9 + 4 * 3 * 3];
    assert!(receive_photo(&mut bytes.as_slice(), strange, BOUNDS).is_none());
}

#[test]
fn depth_and_profile_survive_the_pipe() {
    let icc = moxcms::ColorProfile::new_display_p3().encode().unwrap();
    let samples: Vec<u16> = (0..36).map(|value| value * 1111).collect();
    let mut bytes = icc.clone();
    bytes.extend_from_slice(bytemuck::cast_slice(&samples));
    let deep = Header {
        deep: true,
        icc_len: icc.len() as u32,
        ..header(4, 3)
    };
    let photo = receive_photo(&mut bytes.as_slice(), deep, BOUNDS).unwrap();
    assert_eq!(photo.picture.profile.unwrap().icc(), icc);
    match photo.picture.pixels {
        Pixels::Sixteen(pixels) => assert_eq!(pixels.into_raw(), samples),
        Pixels::Eight(_) => panic!("the depth is lost"),
    }
}

#[test]
fn only_large_pictures_in_long_files_get_more_time() {
    let megabyte = 1 << 20;
    assert_eq!(more_patience(4000, 3000, 10 * megabyte), Duration::ZERO);
    assert_eq!(more_patience(8000, 6000, megabyte / 4), Duration::ZERO);
    assert_eq!(
        more_patience(8000, 6000, 5 * megabyte),
        Duration::from_millis(3600)
    );
    let most = more_patience(u32::MAX, u32::MAX, 500 * megabyte);
    assert_eq!(most, Duration::from_millis(23_800));
}
