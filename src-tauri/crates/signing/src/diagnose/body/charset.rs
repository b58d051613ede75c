//! The same characters as other bytes.

use std::borrow::Cow;
use std::ops::ControlFlow;

use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick, is_nfd_quick};

use super::held::{Body, Visit, step};

/// What Windows-1252 has in the places 0x80 to 0x9f; a blank where it has nothing.
const WINDOWS: [char; 32] = [
    '€', ' ', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', ' ', 'Ž', ' ', ' ', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', ' ', 'ž', 'Ÿ',
];

/// UTF-8 that was read as Latin-1 and encoded again, undone or done.
pub fn twice_encoded(body: &Body<'_>, visit: Visit<'_>) -> ControlFlow<()> {
    let Some(text) = body.text.filter(|text| !text.is_ascii()) else {
        return ControlFlow::Continue(());
    };
    let code = "body.utf8_mojibake";
    for (encoded, detail) in [(latin(text), ""), (windows(text), "windows-1252")] {
        let once = encoded.filter(|bytes| std::str::from_utf8(bytes).is_ok());
        if let Some(once) = once {
            visit(step(code, detail), Cow::Owned(once))?;
        }
    }
    let twice: String = body.bytes.iter().map(|&byte| char::from(byte)).collect();
    visit(step(code, "signed"), Cow::Owned(twice.into_bytes()))
}

/// One byte a character instead of UTF-8, or UTF-8 instead of one byte a character.
pub fn other_charset(body: &Body<'_>, visit: Visit<'_>) -> ControlFlow<()> {
    let code = "body.charset_latin1";
    let Some(text) = body.text else {
        let read: String = body.bytes.iter().map(|&byte| char::from(byte)).collect();
        return visit(step(code, "utf-8 signed"), Cow::Owned(read.into_bytes()));
    };
    if text.is_ascii() {
        return ControlFlow::Continue(());
    }
    for (encoded, detail) in [(latin(text), ""), (windows(text), "windows-1252")] {
        if let Some(encoded) = encoded {
            visit(step(code, detail), Cow::Owned(encoded))?;
        }
    }
    let ascii: String = text
        .chars()
        .map(|letter| if letter.is_ascii() { letter } else { '?' })
        .collect();
    visit(step(code, "ascii"), Cow::Owned(ascii.into_bytes()))?;
    let dropped: String = text.chars().filter(char::is_ascii).collect();
    visit(
        step(code, "ascii, others left out"),
        Cow::Owned(dropped.into_bytes()),
    )
}

fn latin(text: &str) -> Option<Vec<u8>> {
    text.chars()
        .map(|letter| u8::try_from(u32::from(letter)).ok())
        .collect()
}

fn windows(text: &str) -> Option<Vec<u8>> {
    let byte = |letter: char| {
        if letter.is_ascii() {
            return u8::try_from(letter).ok();
        }
        let place = WINDOWS
            .iter()
            .position(|&other| other == letter && other != ' ');
        match place.and_then(|place| u8::try_from(place).ok()) {
            Some(place) => Some(0x80 + place),
            None => u8::try_from(u32::from(letter)).ok(),
        }
    };
    text.chars().map(byte).collect()
}

/// Letters with their marks in one character, or each apart.
pub fn normal_form(body: &Body<'_>, visit: Visit<'_>) -> ControlFlow<()> {
    let Some(text) = body.text.filter(|text| !text.is_ascii()) else {
        return ControlFlow::Continue(());
    };
    let code = "body.unicode_nfc";
    if is_nfc_quick(text.chars()) != IsNormalized::Yes {
        let composed: String = text.nfc().collect();
        visit(step(code, ""), Cow::Owned(composed.into_bytes()))?;
    }
    if is_nfd_quick(text.chars()) != IsNormalized::Yes {
        let apart: String = text.nfd().collect();
        visit(step(code, "nfd"), Cow::Owned(apart.into_bytes()))?;
    }
    ControlFlow::Continue(())
}

/// What is no UTF-8 replaced by U+FFFD.
pub fn lossy(body: &Body<'_>, visit: Visit<'_>) -> ControlFlow<()> {
    match String::from_utf8_lossy(body.bytes) {
        Cow::Borrowed(_) => ControlFlow::Continue(()),
        Cow::Owned(text) => visit(step("body.utf8_lossy", ""), Cow::Owned(text.into_bytes())),
    }
}
