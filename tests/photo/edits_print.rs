//! What is seen is what is printed.

use crate::common::{difference, encoded};
use crate::edits::{colourful, of_every_kind};
use image::{DynamicImage, ImageFormat};
use smilekeep::domain::{Edits, NewPhoto, PhotoFormat};
use smilekeep::photo::{
    Limits, Picture, RgbImage, ThumbCache, ThumbSize, Vault, apply, decode, fit_within, hash_of,
    render, render_for_print,
};

struct Kept {
    folder: tempfile::TempDir,
    vault: Vault,
    photo: NewPhoto,
}

/// Keeps a picture as a lossless original.
fn kept(image: &RgbImage) -> Kept {
    let folder = tempfile::tempdir().unwrap();
    let vault = Vault::new(folder.path());
    let bytes = encoded(&DynamicImage::ImageRgb8(image.clone()), ImageFormat::Png);
    vault.keep(&bytes, PhotoFormat::Png).unwrap();
    let photo = crate::vault::photo_of(hash_of(&bytes), &bytes, image.dimensions());
    let photo = NewPhoto {
        format: PhotoFormat::Png,
        ..photo
    };
    Kept {
        folder,
        vault,
        photo,
    }
}

fn worst(a: &RgbImage, b: &RgbImage) -> u8 {
    assert_eq!(a.dimensions(), b.dimensions());
    let off = a.iter().zip(b.iter()).map(|(a, b)| a.abs_diff(*b));
    off.max().unwrap_or(0)
}

/// The editor’s way (a proxy of screen size, then `apply`) against the way of
/// export and paper, at the same size.
#[test]
fn screen_and_print_are_equal_at_the_same_size() {
    let image = colourful(640, 130);
    let kept = kept(&image);
    let thumbs = ThumbCache::new(kept.folder.path());
    // Made, not read again: the cache keeps JPEGs, paper does not.
    let proxy = thumbs
        .make(
            &kept.vault,
            &kept.photo,
            ThumbSize::Screen,
            &Edits::default(),
        )
        .unwrap();
    assert_eq!(proxy, image);
    for edits in of_every_kind() {
        let screen = apply(&Picture::srgb(proxy.clone()), &edits).into_srgb8();
        let (width, height) = screen.dimensions();
        let printed = render(&kept.vault, &kept.photo, &edits, width, height)
            .unwrap()
            .into_srgb8();
        let worst = worst(&screen, &printed);
        assert!(worst <= 1, "{worst}: {edits:?}");
    }
}

/// The same for a photo larger than the screen.
#[test]
fn screen_and_print_are_equal_when_both_are_made_smaller() {
    let image = image::imageops::blur(&colourful(400, 300), 1.5);
    let kept = kept(&image);
    let proxy = fit_within(&image, 200, 200);
    for edits in of_every_kind() {
        let cropped = edits.straighten != 0 || edits.crop != smilekeep::domain::Crop::WHOLE;
        let screen = apply(&Picture::srgb(proxy.clone()), &edits).into_srgb8();
        let (width, height) = screen.dimensions();
        let printed = render(&kept.vault, &kept.photo, &edits, width, height)
            .unwrap()
            .into_srgb8();
        if cropped {
            // A part’s size is rounded twice, and its pixels need not fall on
            // those of the proxy.
            assert!(width.abs_diff(printed.width()) <= 2, "{edits:?}");
            assert!(height.abs_diff(printed.height()) <= 2, "{edits:?}");
        } else {
            assert!(worst(&screen, &printed) <= 1, "{edits:?}");
        }
    }
}

#[test]
fn the_bytes_for_paper_hold_the_same_picture() {
    let image = image::imageops::blur(&colourful(300, 200), 2.0);
    let kept = kept(&image);
    for edits in of_every_kind() {
        let seen = render(&kept.vault, &kept.photo, &edits, 150, 150)
            .unwrap()
            .into_srgb8();
        let (jpeg, width, height) =
            render_for_print(&kept.vault, &kept.photo, &edits, 150, 150, 95).unwrap();
        assert_eq!((width, height), seen.dimensions());
        let read = decode(&jpeg, &Limits::default())
            .unwrap()
            .picture
            .into_srgb8();
        assert!(difference(&read, &seen) < 3.0, "{edits:?}");
    }
}
