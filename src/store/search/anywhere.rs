//! Words of scripts that leave no gaps between words.
//!
//! The index cuts at gaps, so that 睡梦 inside of 她在睡梦中笑了 is no word to
//! it. Such words are looked for in what was written itself, wherever they
//! stand.

use std::ops::Range;

use memchr::memmem::Finder;

use super::Excerpt;

/// Characters shown before the first hit of an excerpt …
const BEFORE: usize = 14;
/// … and from there on.
const FROM_HIT: usize = 90;

/// Whether a character belongs to a script that is written without gaps:
/// Chinese, Japanese, Thai, Lao, Burmese, Khmer and their neighbours. Vowels
/// and tones that stand on another letter are among them.
pub(super) const fn is_gapless(c: char) -> bool {
    matches!(c,
        // Thai, Lao.
        '\u{e01}'..='\u{e3a}' | '\u{e40}'..='\u{e4e}' | '\u{e50}'..='\u{e59}'
        | '\u{e81}'..='\u{edf}'
        // Burmese, Khmer, the Tai scripts, Balinese, Javanese.
        | '\u{1000}'..='\u{1049}' | '\u{1050}'..='\u{109f}'
        | '\u{1780}'..='\u{17d3}' | '\u{17d7}' | '\u{17dc}'..='\u{17e9}'
        | '\u{1950}'..='\u{19d9}' | '\u{1a20}'..='\u{1a9f}' | '\u{1b00}'..='\u{1b59}'
        | '\u{a980}'..='\u{a9c0}' | '\u{a9d0}'..='\u{a9fe}' | '\u{aa60}'..='\u{aadd}'
        // Japanese.
        | '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{309a}' | '\u{309d}'..='\u{30fa}'
        | '\u{30fc}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{ff66}'..='\u{ff9f}'
        // Chinese.
        | '\u{3105}'..='\u{312f}' | '\u{31a0}'..='\u{31bf}' | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// A word to be found anywhere; capital and small Latin letters in it are the
/// same.
pub(super) struct Anywhere {
    word: String,
    /// Bytes of the word before the letters that are looked for first.
    lead: usize,
    finder: Finder<'static>,
}

impl Anywhere {
    /// `None` for a word the index knows how to find.
    pub(super) fn new(word: &str) -> Option<Self> {
        let lead = word.find(is_gapless)?;
        let rest = word.get(lead..)?;
        let run = rest.find(|c| !is_gapless(c)).unwrap_or(rest.len());
        Some(Self {
            finder: Finder::new(rest.get(..run)?.as_bytes()).into_owned(),
            word: word.to_owned(),
            lead,
        })
    }

    /// Where the word stands, in bytes.
    pub(super) fn places(&self, text: &[u8]) -> impl Iterator<Item = Range<usize>> {
        let mut from = 0;
        std::iter::from_fn(move || {
            loop {
                let at = from + self.finder.find(text.get(from..)?)?;
                from = at + 1;
                let start = at.checked_sub(self.lead);
                let place = start.map(|start| start..start + self.word.len());
                if let Some(place) = place
                    && let Some(found) = text.get(place.clone())
                    && found.eq_ignore_ascii_case(self.word.as_bytes())
                {
                    return Some(place);
                }
            }
        })
    }

    pub(super) fn is_in(&self, text: &[u8]) -> bool {
        self.places(text).next().is_some()
    }
}

/// Where `word` begins a word of a text, in bytes; capital and small Latin
/// letters are the same.
pub(super) fn beginnings(text: &str, word: &str) -> Vec<Range<usize>> {
    let mut before = ' ';
    let mut found = Vec::new();
    for (at, c) in text.char_indices() {
        let place = at..at + word.len();
        if (!before.is_alphanumeric() || is_gapless(before))
            && text
                .get(place.clone())
                .is_some_and(|piece| piece.eq_ignore_ascii_case(word))
        {
            found.push(place);
        }
        before = c;
    }
    found
}

/// A part of a text around the first hit, with all hits in it marked.
pub(super) fn excerpt(text: &str, mut hits: Vec<Range<usize>>) -> Excerpt {
    hits.sort_by_key(|hit| (hit.start, hit.end));
    let first = hits.first().map_or(0, |hit| hit.start);
    let (head, tail) = text.split_at_checked(first).unwrap_or(("", text));
    let from = head
        .char_indices()
        .rev()
        .nth(BEFORE)
        .map_or(0, |(at, c)| at + c.len_utf8());
    let to = tail
        .char_indices()
        .nth(FROM_HIT)
        .map_or(text.len(), |(at, _)| first + at);
    let mut parts: Vec<(String, bool)> = Vec::new();
    let mut add = |range: Range<usize>, is_hit: bool| {
        if let Some(words) = text.get(range).filter(|words| !words.is_empty()) {
            match parts.last_mut() {
                Some((last, was_hit)) if *was_hit == is_hit => last.push_str(words),
                _ => parts.push((words.to_owned(), is_hit)),
            }
        }
    };
    let mut at = from;
    for hit in hits {
        let (start, end) = (hit.start.max(at), hit.end.min(to));
        if start < end {
            add(at..start, false);
            add(start..end, true);
            at = end;
        }
    }
    add(at..to, false);
    if from > 0 {
        mark_cut(&mut parts, 0);
    }
    if to < text.len() {
        let last = parts.len();
        mark_cut(&mut parts, last);
    }
    Excerpt { parts }
}

/// `…` at the beginning or at the end.
fn mark_cut(parts: &mut Vec<(String, bool)>, at: usize) {
    let beside = if at == 0 {
        parts.first_mut()
    } else {
        parts.last_mut()
    };
    match beside {
        Some((words, false)) if at == 0 => words.insert(0, '…'),
        Some((words, false)) => words.push('…'),
        _ => parts.insert(at, ("…".to_owned(), false)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(word: &str, text: &str) -> Vec<String> {
        let word = Anywhere::new(word).unwrap();
        let places = word.places(text.as_bytes());
        places.map(|place| text[place].to_owned()).collect()
    }

    #[test]
    fn words_without_gaps_are_found_where_they_stand() {
        assert_eq!(places("睡梦", "她在睡梦中笑了，睡梦里"), ["睡梦", "睡梦"]);
        assert_eq!(places("ねむ", "ぐっすりねむった"), ["ねむ"]);
        assert_eq!(places("ยิ้ม", "ลูกยิ้มตอนหลับ"), ["ยิ้ม"]);
        assert_eq!(places("mina笑", "今天MINA笑了"), ["MINA笑"]);
        assert_eq!(places("笑笑a", "笑笑笑A"), ["笑笑A"]);
        assert!(places("梦睡", "她在睡梦中").is_empty());
        assert!(Anywhere::new("smile").is_none() && Anywhere::new("웃음").is_none());
    }

    #[test]
    fn an_excerpt_is_cut_around_the_first_hit() {
        let text = format!("{}睡梦中{}", "早".repeat(40), "晚".repeat(200));
        let hit = text.find("睡梦").unwrap();
        let parts = excerpt(&text, std::iter::once(hit..hit + 6).collect()).parts;
        assert_eq!(parts.len(), 3);
        assert_eq!(parts[0], (format!("…{}", "早".repeat(14)), false));
        assert_eq!(parts[1], ("睡梦".to_owned(), true));
        assert!(parts[2].0.starts_with('中') && parts[2].0.ends_with('…'));
        assert_eq!(
            excerpt("笑了笑", vec![6..9, 0..3]).parts,
            [
                ("笑".to_owned(), true),
                ("了".to_owned(), false),
                ("笑".to_owned(), true)
            ]
        );
    }
}
