//! What stands in for a validator of PDF/A: the rules of ISO 19005-2, level B,
//! that a page of ours could break, read off the finished file; and `qpdf
//! --check` for its build. Over every look and paper.

use crate::support::{filled, laid_out_as, milestone, page, sheet, tool_text};
use smilekeep::domain::Paper;
use smilekeep::keepsake::Template;

/// A file of ours against the rules. `plain` is the same file as `qpdf --qdf`
/// writes it: nothing compressed, one entry a line.
fn faults(pdf: &[u8], plain: &str) -> Vec<&'static str> {
    let mut faults = Vec::new();
    let mut rule = |kept: bool, what: &'static str| {
        if !kept {
            faults.push(what);
        }
    };
    let has = |text: &str| plain.contains(text);
    let count = |text: &str| plain.matches(text).count();
    // 6.1.2: the header, and a comment of four bytes above 127 behind it.
    let binary = pdf
        .split(|byte| *byte == b'\n')
        .nth(1)
        .is_some_and(|line| line.len() >= 5 && line[1..5].iter().all(|byte| *byte > 127));
    rule(pdf.starts_with(b"%PDF-1.7\n") && binary, "6.1.2 header");
    // 6.1.3: an ID, no encryption, nothing behind the end.
    rule(has("/ID ["), "6.1.3 file identifier");
    rule(!has("/Encrypt"), "6.1.3 encryption");
    rule(
        pdf.trim_ascii_end().ends_with(b"%%EOF"),
        "6.1.3 end of file",
    );
    // 6.1.4: the table of objects tells where each object stands.
    rule(table_is_true(pdf), "6.1.4 cross-reference table");
    // 6.1.7 and 6.2.8: filters and pictures.
    rule(!has("/LZWDecode") && !has("/Crypt"), "6.1.7 filters");
    rule(!has("/Interpolate true"), "6.2.8 interpolation");
    rule(!has("/Alternates") && !has("/OPI"), "6.2.8 alternates");
    // 6.2.2 and 6.2.4: one output intent with a profile; no device colours.
    rule(
        has("/OutputIntents") && has("/GTS_PDFA1") && has("/DestOutputProfile"),
        "6.2.2 output intent",
    );
    rule(
        !has("/DeviceCMYK") && !has("/ColorSpace /DeviceRGB"),
        "6.2.4 device colours",
    );
    // 6.2.5: no transfer functions or halftones.
    rule(!has("/TR ") && !has("/HTP"), "6.2.5 graphics state");
    // 6.2.11: every font is in the file, with a map to Unicode.
    let fonts = count("/Subtype /Type0");
    let files = count("/FontFile2 ") + count("/FontFile3 ");
    rule(fonts > 0 && files >= fonts, "6.2.11 fonts embedded");
    rule(count("/ToUnicode ") >= fonts, "6.2.11 map to Unicode");
    // 6.5 and 6.6: nothing that acts or is annotated; no scripts, no forms.
    let active = [
        "/JavaScript",
        "/Launch",
        "/AA ",
        "/OpenAction",
        "/AcroForm",
        "/Movie",
    ];
    rule(!active.iter().any(|word| has(word)), "6.5 actions");
    // 6.6.2: XMP in the open, with part, level and the same title.
    let open = |text: &[u8]| pdf.windows(text.len()).any(|part| part == text);
    rule(
        open(b"<pdfaid:part>2<") && open(b"<pdfaid:conformance>B<"),
        "6.6.4 part and level",
    );
    rule(
        has("/Title (") || has("/Title <"),
        "6.6.3 title in the document's information",
    );
    rule(
        open(b"<dc:title>") && open(b"<xmp:CreateDate>"),
        "6.6.3 XMP",
    );
    // 6.8: no embedded files.
    rule(!has("/EmbeddedFiles") && !has("/EF "), "6.8 embedded files");
    // Beyond level B, promised all the same: tags, language, and words for
    // every picture.
    rule(
        has("/Marked true") && has("/StructTreeRoot") && has("/Lang ("),
        "tags and language",
    );
    let figures = count("/S /Figure");
    rule(
        figures > 0 && count("/Alt ") >= figures,
        "alternative texts",
    );
    faults
}

/// Whether every line of the table at the end names the object that stands
/// there.
fn table_is_true(pdf: &[u8]) -> bool {
    let find_last = |what: &[u8]| pdf.windows(what.len()).rposition(|part| part == what);
    let Some(start) = find_last(b"startxref") else {
        return false;
    };
    let text = |from: usize| String::from_utf8_lossy(&pdf[from..]).into_owned();
    let after = text(start + 9);
    let Some(Ok(table)) = after.split_whitespace().next().map(str::parse::<usize>) else {
        return false;
    };
    if table >= pdf.len() || !pdf[table..].starts_with(b"xref\n0 ") {
        return false;
    }
    let lines = text(table);
    let mut lines = lines.lines().skip(1);
    let count = lines
        .next()
        .and_then(|line| line.split(' ').nth(1)?.parse().ok());
    let count: usize = count.unwrap_or(0);
    count > 1
        && lines.take(count).enumerate().all(|(number, line)| {
            let words: Vec<&str> = line.split_whitespace().collect();
            match words.as_slice() {
                [offset, _, "n"] => {
                    let offset: usize = offset.parse().unwrap_or(usize::MAX);
                    pdf.get(offset..)
                        .is_some_and(|rest| rest.starts_with(format!("{number} 0 obj").as_bytes()))
                }
                [_, _, "f"] => true,
                _ => false,
            }
        })
}

fn made(template: &Template, paper: Paper, landscape: bool) -> Vec<u8> {
    let mut data = page(3);
    data.sheet = sheet(paper, landscape);
    data.milestones = vec![milestone(3, "First laugh")];
    data.story = vec![("3 November".into(), "You smiled in your sleep.".into())];
    filled(&laid_out_as(&template.code, &data), 60.0, true)
        .pdf()
        .unwrap()
}

#[test]
fn every_look_on_every_paper_keeps_the_rules_of_pdf_a() {
    for (number, template) in Template::built_in().into_iter().enumerate() {
        for (turn, paper) in Paper::ALL.into_iter().enumerate() {
            // Each look upright and on its side, on every second paper.
            let landscape = (number + turn) % 2 == 1;
            let what = format!("{}, {paper:?}, landscape {landscape}", template.code);
            let pdf = made(&template, paper, landscape);
            tool_text("qpdf", &["--check"], &pdf);
            let Some(plain) = tool_text("qpdf", &["--qdf"], &pdf) else {
                return;
            };
            assert_eq!(faults(&pdf, &plain), Vec::<&str>::new(), "{what}");
        }
    }
}

#[test]
fn a_file_that_breaks_a_rule_is_found_out() {
    let pdf = made(&Template::first(), Paper::A5, false);
    let Some(plain) = tool_text("qpdf", &["--qdf"], &pdf) else {
        return;
    };
    assert_eq!(faults(&pdf, &plain), Vec::<&str>::new());
    let in_plain = [
        ("/ID [", "/Id [", "6.1.3 file identifier"),
        ("/GTS_PDFA1", "/GTS_PDFX", "6.2.2 output intent"),
        ("/ToUnicode ", "/ToUnikode ", "6.2.11 map to Unicode"),
        ("/FontFile", "/Fontfile", "6.2.11 fonts embedded"),
        ("/Marked true", "/Marked false", "tags and language"),
        ("/Alt ", "/Alternative ", "alternative texts"),
        ("/MarkInfo", "/AA 1 /MarkInfo", "6.5 actions"),
        (
            "/Width ",
            "/Interpolate true /Width ",
            "6.2.8 interpolation",
        ),
        ("/DCTDecode", "/LZWDecode", "6.1.7 filters"),
    ];
    for (from, to, fault) in in_plain {
        assert!(plain.contains(from), "{from}");
        assert_eq!(faults(&pdf, &plain.replace(from, to)), [fault]);
    }
    let changed = |from: &[u8], to: &[u8]| {
        let at = pdf.windows(from.len()).position(|part| part == from);
        let at = at.unwrap_or_else(|| panic!("{}", String::from_utf8_lossy(from)));
        let mut pdf = pdf.clone();
        pdf.splice(at..at + from.len(), to.iter().copied());
        faults(&pdf, &plain)
    };
    assert_eq!(changed(b"%PDF-1.7", b"%PDF-1.4"), ["6.1.2 header"]);
    assert_eq!(
        changed(b"<pdfaid:part>2<", b"<pdfaid:part>3<"),
        ["6.6.4 part and level"]
    );
    assert_eq!(
        changed(b"1 0 obj", b" 1 0 obj"),
        ["6.1.4 cross-reference table"]
    );
}
