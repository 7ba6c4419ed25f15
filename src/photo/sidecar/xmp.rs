//! Dates in an XMP packet, inside a photo or beside it.
//!
//! XMP is RDF in XML: a date is an attribute or an element of the outermost
//! descriptions (ISO 16684-1 §7). What lies deeper tells of other files, such
//! as the parts of a collage, and is not this photo’s.

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;

use crate::domain::MomentSource;
use crate::photo::taken::{ClockTime, Evidence, clock};

/// Deepest nesting that is followed.
const MAX_DEPTH: usize = 64;
/// Most tags and texts that are looked at.
const MAX_EVENTS: usize = 100_000;

const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

/// The properties that tell when, best first.
const DATES: [(&str, &str); 3] = [
    ("http://ns.adobe.com/exif/1.0/", "DateTimeOriginal"),
    ("http://ns.adobe.com/photoshop/1.0/", "DateCreated"),
    ("http://ns.adobe.com/xap/1.0/", "CreateDate"),
];

/// The dates of an XMP sidecar, best first. Broken XML has none.
pub fn xmp_sidecar(bytes: &[u8]) -> Vec<Evidence> {
    dates(bytes, MomentSource::Sidecar)
}

/// The dates of a packet, best first.
pub(in crate::photo) fn dates(packet: &[u8], source: MomentSource) -> Vec<Evidence> {
    let packet = String::from_utf8_lossy(packet);
    let mut found: [Option<String>; 3] = [None, None, None];
    // What was found before the XML broke still holds.
    let _ = walk(packet.trim_start_matches('\u{feff}'), &mut found);
    found
        .into_iter()
        .flatten()
        .filter(|text| !clock::is_blank(text))
        .map(|text| {
            let time = clock::parse(&text).map(|written| ClockTime::Local {
                local: written.local_or_noon(),
                offset: written.offset,
                millis: written.millis,
            });
            Evidence::new(source, &text, time)
        })
        .collect()
}

/// `None` where the XML breaks or ends.
fn walk(packet: &str, found: &mut [Option<String>; 3]) -> Option<()> {
    let mut reader = NsReader::from_str(packet);
    reader.config_mut().check_end_names = false;
    let mut depth = 0_usize;
    // How deep the outermost descriptions lie, once `rdf:RDF` was seen.
    let mut outermost = None;
    let mut open: Option<usize> = None;
    let mut words = String::new();
    for _ in 0..MAX_EVENTS {
        let event = reader.read_event().ok()?;
        match &event {
            Event::Start(tag) | Event::Empty(tag) => {
                let empty = matches!(event, Event::Empty(_));
                let (space, name) = reader.resolver().resolve_element(tag.name());
                let is_rdf = is(&space, RDF);
                if is_rdf && name.as_ref() == "RDF" {
                    outermost = Some(depth + 1);
                } else if is_rdf && name.as_ref() == "Description" && outermost == Some(depth) {
                    attributes(&reader, tag, found);
                } else if outermost.is_some_and(|outermost| outermost + 1 == depth) && !empty {
                    open = DATES
                        .iter()
                        .position(|(uri, date)| is(&space, uri) && name.as_ref() == *date);
                    words.clear();
                }
                depth += usize::from(!empty);
                if depth > MAX_DEPTH {
                    return None;
                }
            }
            Event::End(_) => {
                depth = depth.checked_sub(1)?;
                if let Some(slot) = open.take().and_then(|which| found.get_mut(which)) {
                    slot.get_or_insert_with(|| words.trim().to_owned());
                }
            }
            Event::Text(text) if open.is_some() => {
                words.push_str(text);
                if words.len() > 100 {
                    open = None;
                }
            }
            Event::Eof => return None,
            // Entities are left alone: no date needs one.
            _ => {}
        }
    }
    None
}

fn attributes(reader: &NsReader<&[u8]>, tag: &BytesStart<'_>, found: &mut [Option<String>; 3]) {
    for attribute in tag.attributes().flatten().take(1000) {
        let (space, name) = reader.resolver().resolve_attribute(attribute.key);
        let which = DATES
            .iter()
            .position(|(uri, date)| is(&space, uri) && name.as_ref() == *date);
        let value = attribute.normalized_value(XmlVersion::Implicit1_0);
        if let (Some(slot), Ok(value)) = (which.and_then(|which| found.get_mut(which)), value) {
            slot.get_or_insert_with(|| value.chars().take(100).collect());
        }
    }
}

fn is(space: &ResolveResult<'_>, uri: &str) -> bool {
    matches!(space, ResolveResult::Bound(bound) if bound.as_ref() == uri)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packet(description: &str) -> String {
        format!(
            r#"<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/">
             <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
               xmlns:e="http://ns.adobe.com/exif/1.0/"
               xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
               xmlns:xmp="http://ns.adobe.com/xap/1.0/">{description}</rdf:RDF>
            </x:xmpmeta><?xpacket end="w"?>"#
        )
    }

    fn texts(description: &str) -> Vec<String> {
        xmp_sidecar(packet(description).as_bytes())
            .into_iter()
            .map(|evidence| evidence.text)
            .collect()
    }

    #[test]
    fn attributes_and_elements_count_the_best_first() {
        assert_eq!(
            texts(
                r#"<rdf:Description xmp:CreateDate="2026-11-05" e:DateTimeOriginal="2026-11-03T03:14:55+01:00"/>
                   <rdf:Description><photoshop:DateCreated> 2026-11-04T01:02 </photoshop:DateCreated></rdf:Description>"#
            ),
            [
                "2026-11-03T03:14:55+01:00",
                "2026-11-04T01:02",
                "2026-11-05"
            ]
        );
        let found = xmp_sidecar(
            packet(r#"<rdf:Description e:DateTimeOriginal="2026-11-03T03:14:55.5-03:30"/>"#)
                .as_bytes(),
        );
        let Some(ClockTime::Local {
            local,
            offset,
            millis,
        }) = found[0].time
        else {
            panic!("{found:?}");
        };
        assert_eq!(local.to_string(), "2026-11-03 03:14:55");
        assert_eq!((offset, millis), (Some(-210), Some(500)));
    }

    #[test]
    fn dates_of_other_files_are_not_taken() {
        assert!(
            texts(
                r#"<rdf:Description xmlns:exif="urn:other" exif:DateTimeOriginal="2026-11-03">
                     <e:Parts><rdf:Bag><rdf:li><rdf:Description xmp:CreateDate="2020-01-01"/></rdf:li></rdf:Bag></e:Parts>
                     <e:More><xmp:CreateDate>2020-01-01</xmp:CreateDate></e:More>
                   </rdf:Description>"#
            )
            .is_empty()
        );
    }

    #[test]
    fn hostile_xml_ends_quietly() {
        let entities = r#"<!DOCTYPE x [<!ENTITY a "2026-11-03"><!ENTITY b "&a;&a;&a;&a;">]>"#;
        for text in [
            String::new(),
            "<".to_owned(),
            "<a>".repeat(200_000),
            format!(
                "{entities}{}",
                packet(r#"<rdf:Description xmp:CreateDate="&b;"/>"#)
            ),
            packet(r#"<rdf:Description xmp:CreateDate="2026"#),
            packet(&format!(
                "<rdf:Description><xmp:CreateDate>{}</xmp:CreateDate></rdf:Description>",
                "9".repeat(10_000)
            )),
            packet(r#"<rdf:Description xmp:CreateDate="    :  "/>"#),
        ] {
            let found = dates(text.as_bytes(), MomentSource::Sidecar);
            assert!(found.is_empty(), "{found:?}");
        }
        let broken = packet(r#"<rdf:Description xmp:CreateDate="2026-13-45T99:00:00"/>"#);
        assert_eq!(xmp_sidecar(broken.as_bytes())[0].time, None);
        let cut = packet(r#"<rdf:Description xmp:CreateDate="2026-11-03"/><rdf:Descr"#);
        assert_eq!(xmp_sidecar(cut.as_bytes()).len(), 1);
    }
}
