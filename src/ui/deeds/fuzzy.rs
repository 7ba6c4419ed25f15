//! Finding words by a few of their letters, the way people half remember them.

/// How well something was found, and by which of its letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// Larger is better.
    pub score: i32,
    /// Places of the letters found, counted in characters.
    pub letters: Vec<usize>,
}

const WORD_START: i32 = 12;
const FOLLOWS: i32 = 14;
const LETTER: i32 = 2;
const GAP: i32 = 1;

/// Finds what was typed in a text: every word typed, in any order, each with
/// its letters in their order. Beginnings of words and letters that follow
/// each other count most. Nothing typed is found everywhere.
pub fn best_match(typed: &str, text: &str) -> Option<Match> {
    let letters: Vec<char> = text.chars().map(folded).collect();
    let mut all = Match {
        score: 0,
        letters: Vec::new(),
    };
    for word in typed.split_whitespace() {
        let word: Vec<char> = word.chars().map(folded).collect();
        let found = word_in(&word, &letters)?;
        all.score += found.score;
        all.letters.extend(found.letters);
    }
    all.letters.sort_unstable();
    all.letters.dedup();
    // Of two that fit alike, the shorter one was meant.
    let length = i32::try_from(letters.len()).unwrap_or(i32::MAX).min(100);
    all.score = all.score * 8 - length;
    Some(all)
}

/// Without the difference of large and small, and of é and e.
fn folded(letter: char) -> char {
    let small = letter.to_lowercase().next().unwrap_or(letter);
    match small {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => 'a',
        'ç' => 'c',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ñ' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        other => other,
    }
}

/// The best way to find one word's letters in their order.
fn word_in(word: &[char], text: &[char]) -> Option<Match> {
    // best[at]: the best way so far that ends with the last letter at `at`.
    let mut best: Vec<Option<Match>> = Vec::new();
    for (number, letter) in word.iter().enumerate() {
        let next = (0..text.len())
            .map(|at| {
                if text.get(at) != Some(letter) {
                    return None;
                }
                let starts = at
                    .checked_sub(1)
                    .and_then(|before| text.get(before))
                    .is_none_or(|before| !before.is_alphanumeric());
                let own = LETTER + if starts { WORD_START } else { 0 };
                if number == 0 {
                    // Scattered letters count only from the beginning of a
                    // word on; else a long name would hold any word.
                    return starts.then(|| Match {
                        score: own,
                        letters: vec![at],
                    });
                }
                best.iter()
                    .take(at)
                    .enumerate()
                    .filter_map(|(from, way)| Some((from, way.as_ref()?)))
                    .map(|(from, way)| {
                        let step = if from + 1 == at { FOLLOWS } else { -GAP };
                        (way, way.score + own + step)
                    })
                    .max_by_key(|(_, score)| *score)
                    .map(|(way, score)| Match {
                        score,
                        letters: way.letters.iter().copied().chain([at]).collect(),
                    })
            })
            .collect();
        best = next;
    }
    let inside = text
        .windows(word.len().max(1))
        .position(|window| window == word)
        .map(|at| Match {
            score: i32::try_from(word.len()).unwrap_or(0) * (LETTER + FOLLOWS) - FOLLOWS,
            letters: (at..at + word.len()).collect(),
        });
    best.into_iter()
        .flatten()
        .chain(inside)
        .max_by_key(|way| way.score)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order<'a>(typed: &str, texts: &[&'a str]) -> Vec<&'a str> {
        let mut found: Vec<_> = texts
            .iter()
            .filter_map(|text| Some((best_match(typed, text)?.score, *text)))
            .collect();
        found.sort_by_key(|(score, _)| -score);
        found.into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn beginnings_and_neighbours_come_first() {
        assert_eq!(
            order("tr", &["Redo the turn", "Start", "Turn right"])[0],
            "Turn right"
        );
        assert_eq!(
            order("sett", &["See it as taken", "Settings"])[0],
            "Settings"
        );
        assert_eq!(
            order("add", &["A dark day", "Add photos…"])[0],
            "Add photos…"
        );
        assert_eq!(order("redo", &["Undo", "Redo"]), ["Redo"]);
    }

    #[test]
    fn words_are_found_in_any_order_and_case() {
        assert!(best_match("PHOTO add", "Add photos…").is_some());
        assert!(best_match("zoe", "Show Zoë’s journal").is_some());
        assert_eq!(best_match("xyz", "Add photos…"), None);
        assert_eq!(best_match("pp", "Add photo"), None);
        assert_eq!(best_match("rotate", "Crop and straighten…"), None);
        assert!(best_match("stone", "Milestones").is_some(), "in the middle");
    }

    #[test]
    fn the_letters_found_are_told() {
        assert_eq!(best_match("tr", "Turn right").unwrap().letters, [0, 5]);
        assert_eq!(best_match("雨", "小雨").unwrap().letters, [1]);
        assert_eq!(best_match("", "Undo").unwrap().letters, [0; 0]);
    }
}
