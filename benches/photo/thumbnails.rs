//! Thumbnails beside the programs that desktops use.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use smilekeep::photo::{self, Limits, RgbImage};

use super::ssim::ssim;
use super::support::{
    Failure, fastest, has, milliseconds, on_two_cores, over_all, run, scene, timed,
};

const SIDE: u32 = 512;
const QUALITY: u8 = 85;

fn ours(from: &Path, to: &Path) -> Result<(), Failure> {
    let bytes = std::fs::read(from)?;
    let decoded = photo::decode_to_fit(&bytes, &Limits::default(), SIDE, SIDE)?;
    let jpeg = photo::jpeg(&decoded.picture.into_srgb8(), QUALITY)?;
    std::fs::write(to, jpeg)?;
    Ok(())
}

/// A folder of JPEGs to JPEGs of 512 pixels, on two cores.
pub fn jpeg(folder: &Path, files: &[PathBuf]) -> Result<(), Failure> {
    let out = |name: &str| -> Result<PathBuf, Failure> {
        let path = folder.join(name);
        std::fs::create_dir_all(&path)?;
        Ok(path)
    };
    let (mine, vips, magick, pixbuf) = (out("ours")?, out("vips")?, out("magick")?, out("pixbuf")?);
    let name = |path: &Path| path.file_name().unwrap_or_default().to_owned();
    // Warm the file cache for everybody.
    for path in files {
        std::fs::read(path)?;
    }
    let (mut best, mut best_vips): (Option<Duration>, Option<Duration>) = (None, None);
    let vips_script = format!(
        "for f; do vipsthumbnail --size {SIDE} -o '{}/%s.jpg[Q={QUALITY},strip]' \"$f\" || exit 255; done",
        vips.display()
    );
    // In turns, so that a disturbance meets both.
    for _ in 0..3 {
        let time = on_two_cores(files, |path| ours(path, &mine.join(name(path))));
        best = Some(best.map_or(time, |best| best.min(time)));
        if let Some(time) = over_all(files, 1, &vips_script, "vipsthumbnail") {
            best_vips = Some(best_vips.map_or(time, |best| best.min(time)));
        }
    }
    let many_script = format!(
        "vipsthumbnail --size {SIDE} -o '{}/%s.jpg[Q={QUALITY},strip]' \"$@\"",
        vips.display()
    );
    let vips_many = (0..3)
        .filter_map(|_| over_all(files, 25, &many_script, "vipsthumbnail"))
        .min();
    let magick_script = format!(
        "for f; do convert -define jpeg:size={0}x{0} \"$f\" -auto-orient -thumbnail {SIDE}x{SIDE} -quality {QUALITY} '{1}'/$(basename \"$f\") || exit 255; done",
        2 * SIDE,
        magick.display()
    );
    // Slower ones on fewer files.
    let few = files.get(..files.len().min(24)).unwrap_or(files);
    let magick_time = over_all(few, 1, &magick_script, "convert");
    let pixbuf_script = format!(
        "for f; do gdk-pixbuf-thumbnailer -s {SIDE} \"$f\" '{}'/$(basename \"$f\" .jpg).png || exit 255; done",
        pixbuf.display()
    );
    let pixbuf_time = over_all(few, 1, &pixbuf_script, "gdk-pixbuf-thumbnailer");

    // The reference: the whole photo decoded, then scaled with Lanczos.
    let mut qualities = [(0.0, 0_u32); 3];
    for path in files.iter().take(4) {
        let whole = photo::decode(&std::fs::read(path)?, &Limits::default())?.srgb();
        let reference = photo::fit_within(&whole, SIDE, SIDE);
        for (folder, (sum, count)) in [&mine, &vips, &magick].into_iter().zip(&mut qualities) {
            if let Some(seen) = read(&folder.join(name(path))) {
                *sum += ssim(&seen, &reference);
                *count += 1;
            }
        }
    }
    let quality = |(sum, count): (f64, u32)| match count {
        0 => "–".to_owned(),
        count => format!("{:.4}", sum / f64::from(count)),
    };
    println!(
        "| JPEG to {SIDE} px, two cores | photos/s | ratio to ours | SSIM |\n|---|---|---|---|"
    );
    let own = files.len() as f64 / best.unwrap_or_default().as_secs_f64();
    println!(
        "| Smilekeep, two threads | {own:.1} | 1 | {} |",
        quality(qualities[0])
    );
    let row = |what: &str, time: Option<Duration>, count: usize, quality: String| match time {
        Some(time) => {
            let rate = count as f64 / time.as_secs_f64();
            println!(
                "| {what} | {rate:.1} | we are {:.2} × as fast | {quality} |",
                own / rate
            );
        }
        None => println!("| {what} | not installed | | |"),
    };
    row(
        "vipsthumbnail, xargs -P2, one a process",
        best_vips,
        files.len(),
        quality(qualities[1]),
    );
    row(
        "vipsthumbnail, xargs -P2, 25 a process",
        vips_many,
        files.len(),
        quality(qualities[1]),
    );
    row(
        "convert -thumbnail, xargs -P2",
        magick_time,
        few.len(),
        quality(qualities[2]),
    );
    row(
        "gdk-pixbuf-thumbnailer, xargs -P2 (PNG out)",
        pixbuf_time,
        few.len(),
        "–".to_owned(),
    );
    println!();
    Ok(())
}

fn read(path: &Path) -> Option<RgbImage> {
    Some(
        photo::decode(&std::fs::read(path).ok()?, &Limits::default())
            .ok()?
            .srgb(),
    )
}

/// A picture that takes about as many bytes as a phone’s does (2 MB): phones
/// smooth grain away before they encode.
fn calm(width: u32, height: u32) -> RgbImage {
    let small = scene(width / 2, height / 2, 5);
    image::imageops::resize(&small, width, height, image::imageops::FilterType::Triangle)
}

/// HEIC as a phone writes it, against libheif's own program.
pub fn heic(folder: &Path) -> Result<(), Failure> {
    if !has("heif-enc") || !has("heif-convert") {
        println!("HEIC: heif-enc or heif-convert is not installed\n");
        return Ok(());
    }
    let (jpg, heic) = (folder.join("heic.jpg"), folder.join("photo.heic"));
    std::fs::write(&jpg, photo::jpeg(&calm(4032, 3024), 95)?)?;
    if !run(Command::new("heif-enc")
        .args(["-q", "50", "-o"])
        .arg(&heic)
        .arg(&jpg))
    {
        println!("HEIC: heif-enc failed\n");
        return Ok(());
    }
    heic_rows("one picture", folder, &heic)?;
    match tiled(folder)? {
        Some(bytes) => {
            let path = folder.join("tiles.heic");
            std::fs::write(&path, bytes)?;
            heic_rows("48 tiles, as iPhones write it", folder, &path)
        }
        None => Ok(()),
    }
}

/// The same picture in 8 × 6 tiles of 512 pixels.
fn tiled(folder: &Path) -> Result<Option<Vec<u8>>, Failure> {
    const SIDE: u32 = 512;
    let whole = calm(8 * SIDE, 6 * SIDE);
    let (jpg, heic) = (folder.join("tile.jpg"), folder.join("tile.heic"));
    let mut heics = Vec::new();
    for index in 0..48 {
        let (left, top) = (index % 8 * SIDE, index / 8 * SIDE);
        let tile = image::imageops::crop_imm(&whole, left, top, SIDE, SIDE).to_image();
        std::fs::write(&jpg, photo::jpeg(&tile, 95)?)?;
        let made = run(Command::new("heif-enc")
            .args(["-q", "50", "-o"])
            .arg(&heic)
            .arg(&jpg));
        if !made {
            return Ok(None);
        }
        heics.push(std::fs::read(&heic)?);
    }
    let tiles = super::grid::Tiles {
        heics,
        columns: 8,
        rows: 6,
        side: SIDE,
        size: (4032, 3024),
        turn: 3,
        profile: moxcms::ColorProfile::new_display_p3().encode()?,
    };
    Ok(Some(tiles.assembled()))
}

fn heic_rows(kind: &str, folder: &Path, heic: &Path) -> Result<(), Failure> {
    println!(
        "a HEIC of 12 megapixels, {kind}, {:.1} MB\n",
        std::fs::metadata(heic)?.len() as f64 / 1e6
    );
    let out = folder.join("heic-out.jpg");
    let files = vec![heic.to_owned(); 6];
    let full = on_two_cores(&files, |path| {
        let decoded = photo::decode(&std::fs::read(path)?, &Limits::default())?;
        photo::jpeg(&decoded.picture.into_srgb8(), 90)?;
        Ok(())
    });
    let small = on_two_cores(&files, |path| {
        let decoded = photo::decode_to_fit(&std::fs::read(path)?, &Limits::default(), SIDE, SIDE)?;
        photo::jpeg(&decoded.picture.into_srgb8(), QUALITY)?;
        Ok(())
    });
    let script = format!("heif-convert -q 90 \"$1\" '{}'.$$.jpg", out.display());
    let theirs = over_all(&files, 1, &script, "heif-convert");
    let (_, alone) = timed(|| -> Result<(), Failure> {
        let decoded = photo::decode(&std::fs::read(heic)?, &Limits::default())?;
        photo::jpeg(&decoded.picture.into_srgb8(), 90)?;
        Ok(())
    });
    let (_, their_one) = timed(|| {
        run(Command::new("heif-convert")
            .args(["-q", "90"])
            .arg(heic)
            .arg(&out))
    });
    let (colours, planes) = decoder_alone(&std::fs::read(heic)?)?;
    println!("| HEIC of 12 megapixels, two cores | ms a photo | beside |\n|---|---|---|");
    let each = |time: Duration| milliseconds(time) / files.len() as f64;
    println!(
        "| Smilekeep to a full-size JPEG | {:.0} | one alone takes {:.0} ms, heif-convert {:.0} ms |",
        each(full),
        milliseconds(alone),
        milliseconds(their_one)
    );
    println!("| Smilekeep to {SIDE} px | {:.0} | |", each(small));
    println!(
        "| the decoder alone, on one thread | {:.0} | without its colour conversion {:.0} ms |",
        milliseconds(colours),
        milliseconds(planes)
    );
    if let Some(theirs) = theirs {
        println!(
            "| heif-convert to a full-size JPEG | {:.0} | we are {:.2} × as fast |",
            each(theirs),
            theirs.as_secs_f64() / full.as_secs_f64()
        );
    }
    println!();
    Ok(())
}

/// The fastest of eight tries on one thread: to red, green and blue, and to
/// the planes as they are coded.
fn decoder_alone(bytes: &[u8]) -> Result<(Duration, Duration), Failure> {
    let settings = hpvcd::HeicSettings::new().primary_only().with_threads(1);
    let decoder = hpvcd::Decoder::from_settings(settings);
    // What cannot be decoded is told, not timed.
    decoder.decode(bytes)?;
    decoder.decode_yuv(bytes)?;
    Ok((
        fastest(8, || drop(decoder.decode(bytes))),
        fastest(8, || drop(decoder.decode_yuv(bytes))),
    ))
}
