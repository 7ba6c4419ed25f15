//! `rows`, the one function templates have beyond the typesetter's own: it
//! places photos in an area as `layout` does.

use std::sync::LazyLock;

use typst::diag::SourceResult;
use typst::foundations::{
    Args, Array, CastInfo, NativeFuncData, NativeFuncPtr, Scope, Value, dict,
};
use typst::{Library, LibraryExt};

use super::layout::{FAVOURITE_WEIGHT, GAP_MM, PhotoShape, arrange_spaced};

static ROWS: NativeFuncData = NativeFuncData {
    function: NativeFuncPtr(&|_, _, args| rows(args)),
    name: "rows",
    title: "Rows",
    docs: "Places photos in rows and stacks.",
    def_site: None,
    keywords: &[],
    contextual: false,
    scope: LazyLock::new(&|| Scope::new()),
    params: LazyLock::new(&|| Vec::new()),
    returns: LazyLock::new(&|| CastInfo::Any),
};

/// The typesetter's own functions, and `rows`.
pub fn library() -> Library {
    let mut library = Library::default();
    library.global.scope_mut().define_func_with_data(&ROWS);
    library
}

fn rows(args: &mut Args) -> SourceResult<Value> {
    let width: f64 = args.expect("width")?;
    let height: f64 = args.expect("height")?;
    let photos: Array = args.expect("photos")?;
    let gap: f64 = args.named("gap")?.unwrap_or(f64::from(GAP_MM));
    let captions: Array = args.named("captions")?.unwrap_or_default();
    let rtl: bool = args.named("rtl")?.unwrap_or(false);
    let caption_at = |index: usize| -> f32 {
        captions
            .as_slice()
            .get(index)
            .and_then(number)
            .unwrap_or(0.0)
    };
    let shapes: Vec<PhotoShape> = photos
        .iter()
        .enumerate()
        .map(|(index, photo)| shape(photo, caption_at(index)))
        .collect();
    let arrangement = arrange_spaced((width as f32, height as f32), &shapes, gap as f32, rtl);
    let places: Array = arrangement
        .photos
        .iter()
        .map(|placed| {
            Value::Dict(dict! {
                "x" => f64::from(placed.frame.x),
                "y" => f64::from(placed.frame.y),
                "w" => f64::from(placed.frame.w),
                "h" => f64::from(placed.frame.h),
                "caption" => placed.caption.map_or(0.0, |caption| f64::from(caption.h)),
            })
        })
        .collect();
    Ok(Value::Dict(dict! {
        "width" => f64::from(arrangement.width),
        "height" => f64::from(arrangement.height),
        "photos" => places,
    }))
}

fn shape(photo: &Value, caption_mm: f32) -> PhotoShape {
    let of = |name: &str| match photo {
        Value::Dict(fields) => fields.get(name).ok(),
        _ => None,
    };
    let side = |name: &str| of(name).and_then(number).unwrap_or(1.0);
    PhotoShape {
        aspect: side("width") / side("height").max(1e-6),
        weight: if matches!(of("favourite"), Some(Value::Bool(true))) {
            FAVOURITE_WEIGHT
        } else {
            1.0
        },
        caption_mm,
    }
}

fn number(value: &Value) -> Option<f32> {
    match value {
        Value::Int(whole) => Some(*whole as f32),
        Value::Float(number) => Some(*number as f32),
        _ => None,
    }
}
