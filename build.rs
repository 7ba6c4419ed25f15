//! Two things that only a build script can do:
//!
//! 1. The commit stamp, so that `smilekeep --version` (and with it any report
//!    a parent sends us) names the exact source. Without git it says so.
//! 2. On Windows, the icon in the program file (Explorer and the task bar take
//!    it from there) and a manifest (sharp text on high-density screens, paths
//!    longer than 260 letters, UTF-8 file names).

use std::process::Command;

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=assets/icon/smilekeep.ico");
    println!("cargo:rustc-env=SMILEKEEP_COMMIT={}", commit());
    if let Err(error) = windows_resources() {
        println!("cargo:warning=no icon and manifest in the program: {error}");
    }
}

/// Short commit id; `-changed` behind it when the tree differs from it.
fn commit() -> String {
    // The stamp must follow new commits and checkouts.
    for path in [".git/HEAD", ".git/index"] {
        if std::path::Path::new(path).exists() {
            println!("cargo:rerun-if-changed={path}");
        }
    }
    let git = |arguments: &[&str]| {
        Command::new("git")
            .args(arguments)
            .output()
            .ok()
            .filter(|output| output.status.success())
            .and_then(|output| String::from_utf8(output.stdout).ok())
            .map(|text| text.trim().to_owned())
    };
    match git(&["rev-parse", "--short=10", "HEAD"]) {
        Some(id) if !id.is_empty() => {
            let changed = git(&["status", "--porcelain", "--untracked-files=no"])
                .is_some_and(|text| !text.is_empty());
            format!("{id}{}", if changed { "-changed" } else { "" })
        }
        _ => "unknown commit".to_owned(),
    }
}

fn windows_resources() -> std::io::Result<()> {
    if std::env::var("CARGO_CFG_TARGET_OS").as_deref() != Ok("windows") {
        return Ok(());
    }
    winresource::WindowsResource::new()
        .set_icon("assets/icon/smilekeep.ico")
        .set_manifest(
            r#"<assembly xmlns="urn:schemas-microsoft-com:asm.v1" manifestVersion="1.0">
  <application xmlns="urn:schemas-microsoft-com:asm.v3">
    <windowsSettings>
      <dpiAwareness xmlns="http://schemas.microsoft.com/SMI/2016/WindowsSettings">PerMonitorV2</dpiAwareness>
      <longPathAware xmlns="http://schemas.microsoft.com/SMI/2016/WindowsSettings">true</longPathAware>
      <activeCodePage xmlns="http://schemas.microsoft.com/SMI/2019/WindowsSettings">UTF-8</activeCodePage>
    </windowsSettings>
  </application>
</assembly>"#,
        )
        .compile()
}
