//! The looks a page can have. A template decides faces, colours and ornament;
//! where things stand comes from `plan`, so every template keeps the promises
//! about margins and cropping.

/// One look.
#[derive(Debug, Clone, Copy)]
pub struct Template {
    /// File name inside the typesetter's world; shows up in its messages.
    pub name: &'static str,
    /// Typst source. Its data contract stands at the head of `album.typ`.
    pub source: &'static str,
}

/// The first look: an album page.
pub const ALBUM: Template = Template {
    name: "album.typ",
    source: include_str!("../../assets/keepsake/album.typ"),
};
