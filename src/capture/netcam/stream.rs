//! The first whole picture in what a camera sends.

/// Bytes of the lines before a picture in a stream.
const HEAD_BYTES: usize = 16 * 1024;

/// Collects what comes until there is a picture.
pub(super) struct Reader {
    held: Vec<u8>,
    /// Of a stream: what stands between two pictures, without its dashes.
    boundary: Option<Vec<u8>>,
}

impl Reader {
    /// One picture and then the end.
    pub(super) fn single() -> Self {
        Self {
            held: Vec::new(),
            boundary: None,
        }
    }

    /// Picture after picture: `multipart/x-mixed-replace; boundary=frame`.
    pub(super) fn stream(kind: &str) -> Self {
        let boundary = kind
            .split(';')
            .filter_map(|part| part.trim().strip_prefix("boundary="))
            .map(|word| word.trim_matches('"').trim_start_matches("--"))
            .next()
            .unwrap_or_default();
        Self {
            held: Vec::new(),
            boundary: Some(boundary.as_bytes().to_vec()),
        }
    }

    /// Bytes held.
    pub(super) fn held(&self) -> usize {
        self.held.len()
    }

    /// Takes what came; gives the picture of a stream once it is whole.
    pub(super) fn take(&mut self, part: &[u8]) -> Option<Vec<u8>> {
        // Only what is new can bring the end of a picture.
        let seen = self.held.len();
        self.held.extend_from_slice(part);
        self.boundary.as_ref()?;
        let (start, length) = self.picture_head()?;
        if let Some(length) = length {
            return self
                .held
                .get(start..start.checked_add(length)?)
                .map(<[u8]>::to_vec);
        }
        // No length said: up to the end mark of a JPEG before the next head.
        let from = start.max(seen.saturating_sub(8));
        let end = from + find(self.held.get(from..)?, b"\xFF\xD9\r\n--")? + 2;
        self.held.get(start..end).map(<[u8]>::to_vec)
    }

    /// All that came, or of a stream the picture that its end made whole.
    pub(super) fn end(self) -> Vec<u8> {
        if self.boundary.is_none() {
            return self.held;
        }
        self.picture_head()
            .filter(|(_, length)| length.is_none())
            .and_then(|(start, _)| self.held.get(start..))
            .filter(|bytes| bytes.trim_ascii_end().ends_with(b"\xFF\xD9"))
            .map(<[u8]>::to_vec)
            .unwrap_or_default()
    }

    /// Where the first picture begins, and how long it says it is.
    fn picture_head(&self) -> Option<(usize, Option<usize>)> {
        let boundary = self.boundary.as_ref()?;
        let head = self.held.get(..self.held.len().min(HEAD_BYTES))?;
        let mark = find(&head.to_ascii_lowercase(), boundary)?;
        let (lines_end, gap) = ends_of_head(head.get(mark..)?)?;
        let lines = String::from_utf8_lossy(head.get(mark..mark + lines_end)?).to_ascii_lowercase();
        let length = lines
            .lines()
            .find_map(|line| line.strip_prefix("content-length:"))
            .and_then(|length| length.trim().parse().ok());
        Some((mark + lines_end + gap, length))
    }
}

/// Where a head ends, and how long the empty line behind it is. Some cameras
/// break lines with `\n` alone.
fn ends_of_head(bytes: &[u8]) -> Option<(usize, usize)> {
    let proper = find(bytes, b"\r\n\r\n").map(|at| (at, 4));
    let short = find(bytes, b"\n\n").map(|at| (at, 2));
    proper.into_iter().chain(short).min()
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    memchr::memmem::find(bytes, wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PICTURE: &[u8] = b"\xFF\xD8\xFF\xE0 a picture with \r\n\r\n inside \xFF\xD9";

    fn in_parts(kind: &str, bytes: &[u8], part: usize) -> Option<Vec<u8>> {
        let mut reader = Reader::stream(kind);
        bytes.chunks(part).find_map(|part| reader.take(part))
    }

    #[test]
    fn the_first_picture_comes_however_it_is_cut() {
        let kind = "multipart/x-mixed-replace; boundary=frame";
        let length = PICTURE.len();
        for head in [
            format!("--frame\r\nContent-Type: image/jpeg\r\nContent-Length: {length}\r\n\r\n"),
            "--frame\r\nContent-Type: image/jpeg\r\n\r\n".to_owned(),
            format!("\r\n--FRAME\nContent-length: {length}\n\n"),
        ] {
            let one = [head.as_bytes(), PICTURE, b"\r\n"].concat();
            let bytes = [one.clone(), one].concat();
            for part in [1, 2, 7, 64, 4096] {
                let found = in_parts(kind, &bytes, part);
                assert_eq!(found.as_deref(), Some(PICTURE), "{head} by {part}");
            }
        }
    }

    #[test]
    fn boundaries_are_read_however_they_are_written() {
        let bytes = [b"--x1\r\n\r\n", PICTURE, b"\r\n--x1\r\n"].concat();
        for kind in [
            "multipart/x-mixed-replace;boundary=x1",
            "multipart/x-mixed-replace; boundary=\"--x1\"",
            "multipart/x-mixed-replace; charset=a; boundary=--x1",
            "multipart/x-mixed-replace",
        ] {
            assert_eq!(
                in_parts(kind, &bytes, 5).as_deref(),
                Some(PICTURE),
                "{kind}"
            );
        }
    }

    #[test]
    fn half_a_picture_is_none() {
        let bytes = [b"--f\r\nContent-Length: 99\r\n\r\n", PICTURE].concat();
        let mut reader = Reader::stream("multipart/x-mixed-replace; boundary=f");
        assert_eq!(reader.take(&bytes), None);
        assert_eq!(reader.end(), Vec::<u8>::new());
        let mut whole = Reader::stream("multipart/x-mixed-replace; boundary=f");
        assert_eq!(whole.take(&[b"--f\r\n\r\n", PICTURE].concat()), None);
        assert_eq!(whole.end(), PICTURE);
    }

    #[test]
    fn a_length_beyond_all_reason_is_no_picture() {
        let bytes = format!("--f\r\nContent-Length: {}\r\n\r\nabc", usize::MAX);
        let mut reader = Reader::stream("multipart/x-mixed-replace; boundary=f");
        assert_eq!(reader.take(bytes.as_bytes()), None);
        assert_eq!(reader.end(), Vec::<u8>::new());
    }
}
