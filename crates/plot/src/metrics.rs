//! How wide words are, from the advance widths of the app's text font: margins and exports are laid out without a browser.

/// The width of `text` in units of its font size.
pub fn width(text: &str, semibold: bool) -> f64 {
    text.chars().map(|sign| f64::from(advance(sign, semibold))).sum::<f64>() / 1000.0
}

fn advance(sign: char, semibold: bool) -> u16 {
    let table = if semibold { &SEMIBOLD } else { &REGULAR };
    match sign {
        ' '..='~' => table[sign as usize - ' ' as usize],
        '\u{a0}' => table[0],
        '−' | '×' | '±' | '÷' | '≈' | '≤' | '≥' => table['0' as usize - ' ' as usize],
        '·' => table['.' as usize - ' ' as usize],
        '—' | '…' | '→' | '←' | '∞' => 950,
        // A letter with an accent is about as wide as one without; a sign that is not Latin is likely a full square.
        _ if (sign as u32) < 0x2e80 || (sign as u32) >= 0x1d400 => 550,
        _ => 1000,
    }
}

/// Advance widths of Source Sans 3 at weight 400 in thousandths, from space to tilde.
const REGULAR: [u16; 95] = [
    200, 289, 426, 497, 497, 824, 609, 249, 303, 303, 418, 497, 249, 311, 249, 350, 497, 497, 497, 497, 497, 497, 497,
    497, 497, 497, 249, 249, 497, 497, 497, 425, 847, 543, 588, 571, 615, 527, 494, 617, 652, 263, 479, 579, 486, 727,
    647, 664, 566, 664, 569, 534, 536, 645, 515, 786, 513, 476, 539, 303, 350, 303, 497, 500, 542, 504, 553, 456, 555,
    496, 292, 504, 544, 246, 247, 495, 255, 829, 547, 542, 555, 555, 347, 419, 338, 544, 467, 719, 446, 467, 425, 303,
    241, 303, 497,
];

/// The same at weight 600.
const SEMIBOLD: [u16; 95] = [
    200, 315, 482, 513, 513, 841, 639, 275, 324, 324, 438, 513, 275, 322, 275, 344, 513, 513, 513, 513, 513, 513, 513,
    513, 513, 513, 275, 275, 513, 513, 513, 444, 875, 558, 597, 576, 625, 538, 510, 628, 663, 282, 494, 597, 502, 745,
    657, 674, 582, 674, 592, 545, 546, 655, 536, 800, 541, 501, 540, 324, 344, 324, 513, 500, 549, 516, 563, 462, 564,
    507, 317, 520, 558, 262, 263, 522, 271, 843, 560, 549, 564, 564, 373, 431, 361, 556, 495, 748, 481, 495, 443, 324,
    255, 324, 513,
];
