//! A link as a QR code.

/// A square of dark and light modules, without its quiet zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QrCode {
    side: usize,
    dark: Vec<bool>,
}

impl QrCode {
    /// The code of some words; `None` when they are too many for one.
    pub fn of(words: &str) -> Option<Self> {
        let code = qrcodegen::QrCode::encode_text(words, qrcodegen::QrCodeEcc::Medium).ok()?;
        let side = code.size();
        let dark = (0..side)
            .flat_map(|y| (0..side).map(move |x| (x, y)))
            .map(|(x, y)| code.get_module(x, y))
            .collect();
        Some(Self {
            side: usize::try_from(side).ok()?,
            dark,
        })
    }

    /// Modules along one side.
    pub fn side(&self) -> usize {
        self.side
    }

    /// Whether the module in this column and row is dark; outside all is light.
    pub fn is_dark(&self, x: usize, y: usize) -> bool {
        x < self.side && y < self.side && self.dark.get(y * self.side + x) == Some(&true)
    }

    /// The code in block characters for a terminal, two rows a line, light on
    /// dark grounds and on light ones alike, with its quiet zone of four.
    pub fn blocks(&self) -> String {
        const QUIET: usize = 4;
        let all = self.side + 2 * QUIET;
        let dark =
            |x: usize, y: usize| x >= QUIET && y >= QUIET && self.is_dark(x - QUIET, y - QUIET);
        let mut text = String::new();
        for y in (0..all).step_by(2) {
            // Black on white, whatever the terminal's colours are.
            text.push_str("\x1b[30;107m");
            for x in 0..all {
                text.push(match (dark(x, y), dark(x, y + 1)) {
                    (true, true) => '█',
                    (true, false) => '▀',
                    (false, true) => '▄',
                    (false, false) => ' ',
                });
            }
            text.push_str("\x1b[0m\n");
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_three_eyes() {
        let code = QrCode::of("http://192.168.1.20:7645/0123456789abcdefghjkmnpqrs/").unwrap();
        let far = code.side() - 7;
        for (x, y) in [(0, 0), (far, 0), (0, far)] {
            for step in 0..7 {
                assert!(code.is_dark(x + step, y) && code.is_dark(x, y + step));
            }
            assert!(!code.is_dark(x + 1, y + 1) && code.is_dark(x + 3, y + 3));
        }
        assert!(!code.is_dark(code.side(), 0));
        let blocks = code.blocks();
        assert_eq!(blocks.lines().count(), (code.side() + 8).div_ceil(2));
    }

    #[test]
    fn too_many_words_are_no_code() {
        assert_eq!(QrCode::of(&"a".repeat(5000)), None);
    }
}
