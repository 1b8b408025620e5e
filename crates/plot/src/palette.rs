//! Every colour that a canvas or an export uses: the values of `style/tokens.css`, which a script cannot read as colours
//! (a custom property gives the text `light-dark(...)`). A test holds both equal.

use super::{Role, Tint};
use params::Theme;
use plotters::style::RGBAColor;

/// Red, green, blue.
pub type Rgb = (u8, u8, u8);

/// How much of the loss' colour the highest ground has.
const GROUND: f64 = 0.21;
/// How much of it a contour line has.
const CONTOUR: f64 = 0.38;

/// Shade on a block: dark in both themes, for ink would turn it into light. Light and dark theme.
const SHADE: [u32; 2] = [0x4a2410, 0x000000];
/// The walls of a block.
const ROCK: [u32; 2] = [0xefe3dc, 0x2a2320];
/// How much of the loss' colour the lowest and the highest ground of a block have. Without some of it low ground is black in the dark
/// theme, and has no shape.
const RELIEF: [[f64; 2]; 2] = [[0.0, 0.30], [0.17, 0.515]];
/// The deepest shade, and how many steps shade and height have: few colours, which a canvas sets seldom.
const DEEPEST: f64 = 0.32;
const STEPS: f64 = 24.0;

/// The colour of a mark: at least 3:1 against paper.
pub fn colour(role: Role, theme: Theme) -> Rgb {
    let [light, dark] = match role {
        Role::Ink | Role::RunC | Role::Lane1 => [0x17191c, 0xeeece7],
        Role::Note => [0x565b62, 0xadb2b8],
        Role::Edge => [0x858a91, 0x7b828a],
        Role::Hairline => [0xdcdedb, 0x343a40],
        Role::Paper => [0xfdfdfb, 0x14171a],
        Role::Weights => [0x0072b2, 0x56b4e9],
        Role::Error => [0xd55e00, 0xf2764a],
        Role::Gradient => [0xb4568d, 0xe08fc0],
        Role::Rate => [0x009e73, 0x2fc49a],
        Role::Minimum => [0xf0e442, 0xf0e442],
        Role::RunB => [0xc28100, 0xf2b632],
        Role::RunD => [0x7d828a, 0x8b9198],
        Role::Lane2 => [0x8c5a0d, 0xd3923f],
        Role::Lane3 => [0x026399, 0x49a0df],
        Role::Lane4 => [0x043959, 0x96cefc],
        Role::Lane5 => [0x3890ce, 0x0a72ae],
        Role::Lane6 => [0x563501, 0xfec583],
        Role::Lane7 => [0xc2832d, 0x9f6712],
    };
    rgb(light, dark, theme)
}

/// The colour of words: at least 4.5:1 against paper.
pub fn text_colour(role: Role, theme: Theme) -> Rgb {
    let [light, dark] = match role {
        Role::Weights => [0x0068a3, 0x74c3ef],
        Role::Error => [0xb04a00, 0xff9468],
        Role::Gradient => [0x96356f, 0xe9a6cf],
        Role::Rate => [0x00755a, 0x4fd3ac],
        Role::RunB => [0x835400, 0xf5c65d],
        // These are marks only: their words are notes, and a yellow word cannot be read.
        Role::RunD | Role::Edge | Role::Hairline => return colour(Role::Note, theme),
        Role::Minimum => return colour(Role::Ink, theme),
        // Words say to which family a lane belongs; which of it, the line beside them.
        Role::Lane3 | Role::Lane4 | Role::Lane5 => return text_colour(Role::Weights, theme),
        Role::Lane6 | Role::Lane7 => return text_colour(Role::RunB, theme),
        _ => return colour(role, theme),
    };
    rgb(light, dark, theme)
}

/// The colour of words on a projector, which washes out: at least 7:1.
pub fn lecture_colour(role: Role, theme: Theme) -> Rgb {
    let [light, dark] = match role {
        Role::Note | Role::RunD | Role::Edge | Role::Hairline => [0x4a4f56, 0xc3c8cd],
        Role::Weights | Role::Lane3 | Role::Lane4 | Role::Lane5 => [0x00558a, 0x74c3ef],
        Role::Error => [0x933c00, 0xff9468],
        Role::Gradient => [0x8a2a64, 0xe9a6cf],
        Role::Rate => [0x005e47, 0x4fd3ac],
        Role::RunB | Role::Lane6 | Role::Lane7 => [0x6e4600, 0xf5c65d],
        Role::Lane2 => [0x734808, 0xe0a75c],
        _ => return text_colour(role, theme),
    };
    rgb(light, dark, theme)
}

/// A colour that lets `1 - opacity` of the ground through.
pub fn ink((red, green, blue): Rgb, opacity: f64) -> RGBAColor {
    RGBAColor(red, green, blue, if opacity.is_finite() { opacity.clamp(0.0, 1.0) } else { 1.0 })
}

/// The rim of the star, which alone has too little contrast on light paper.
pub fn rim(theme: Theme) -> Rgb {
    match theme {
        Theme::Light => colour(Role::Ink, theme),
        Theme::Dark => colour(Role::Paper, theme),
    }
}

/// The ground at a height from 0 (bare paper) to 1.
pub fn ground(height: f64, theme: Theme) -> Rgb {
    mix(colour(Role::Error, theme), colour(Role::Paper, theme), GROUND * height.clamp(0.0, 1.0))
}

/// The colour of a cell.
pub fn tint(tint: Tint, theme: Theme) -> Rgb {
    let share = if tint.share.is_finite() { tint.share.clamp(0.0, 1.0) } else { 1.0 };
    mix(colour(tint.role, theme), colour(tint.over, theme), share)
}

/// The surface of a block at a height from 0 to 1, or its wall, in a shade from 0 (lit) to 1.
pub fn relief(height: Option<f64>, shade: f64, theme: Theme) -> Rgb {
    let step = |share: f64| libm::round(share.clamp(0.0, 1.0) * STEPS) / STEPS;
    let base = match height {
        Some(height) => {
            let [low, high] = RELIEF[usize::from(theme == Theme::Dark)];
            mix(colour(Role::Error, theme), colour(Role::Paper, theme), low + step(height) * (high - low))
        }
        None => rgb(ROCK[0], ROCK[1], theme),
    };
    mix(rgb(SHADE[0], SHADE[1], theme), base, DEEPEST * step(shade))
}

/// A contour line.
pub fn contour(theme: Theme) -> Rgb {
    mix(colour(Role::Error, theme), colour(Role::Paper, theme), CONTOUR)
}

fn rgb(light: u32, dark: u32, theme: Theme) -> Rgb {
    let value = if theme == Theme::Light { light } else { dark };
    ((value >> 16) as u8, (value >> 8) as u8, value as u8)
}

/// `share` of the first colour, the rest of the second, mixed in Oklab as CSS `color-mix` does (B. Ottosson, 2020).
fn mix(first: Rgb, second: Rgb, share: f64) -> Rgb {
    let (a, b) = (to_oklab(first), to_oklab(second));
    from_oklab([0, 1, 2].map(|k| share * a[k] + (1.0 - share) * b[k]))
}

/// The third root, as exact as colours of eight bits need it: libm's own is exact to the last bit, and long.
fn root(value: f64) -> f64 {
    libm::pow(value, 1.0 / 3.0)
}

fn to_oklab((red, green, blue): Rgb) -> [f64; 3] {
    let [r, g, b] = [red, green, blue].map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { libm::pow((part + 0.055) / 1.055, 2.4) }
    });
    let l = root(0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b);
    let m = root(0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b);
    let s = root(0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b);
    [
        0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s,
        1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s,
        0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s,
    ]
}

fn from_oklab([lightness, a, b]: [f64; 3]) -> Rgb {
    let cube = |value: f64| value * value * value;
    let l = cube(lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b);
    let m = cube(lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b);
    let s = cube(lightness - 0.089_484_177_5 * a - 1.291_485_548_0 * b);
    let part = |linear: f64| {
        let part = if linear <= 0.003_130_8 { 12.92 * linear } else { 1.055 * libm::pow(linear, 1.0 / 2.4) - 0.055 };
        libm::round(part.clamp(0.0, 1.0) * 255.0) as u8
    };
    (
        part(4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s),
        part(-1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s),
        part(-0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Shape, Stroke};

    const TOKENS: &str = include_str!("../../../style/tokens.css");

    /// The value of a token in the first block of `style/tokens.css`.
    fn token(name: &str, theme: Theme) -> Option<Rgb> {
        value(TOKENS, name, theme)
    }

    /// The value of a token where it stands first in a style sheet.
    fn value(sheet: &str, name: &str, theme: Theme) -> Option<Rgb> {
        let start = sheet.find(&format!("--{name}:"))?;
        let value = sheet[start..].split_once(':')?.1.split(';').next()?.trim();
        if let Some(other) = value.strip_prefix("var(--") {
            return token(other.trim_end_matches(')'), theme);
        }
        let place = usize::from(theme == Theme::Dark);
        let hex = match value.strip_prefix("light-dark(") {
            Some(pair) => pair.trim_end_matches(')').split(',').nth(place)?.trim(),
            None => value,
        };
        let value = u32::from_str_radix(hex.strip_prefix('#')?, 16).ok()?;
        Some(rgb(value, value, theme))
    }

    #[test]
    fn the_palette_is_that_of_the_style_sheet() {
        for theme in [Theme::Light, Theme::Dark] {
            let (_, lecture) = TOKENS.split_once(":root[data-mode=\"lecture\"]").expect("the sizes of a lecture");
            for role in Role::ALL {
                let name = format!("{}{}", role.name(), if role == Role::Note { "" } else { "-text" });
                if let Some(words) = value(lecture, &name, theme) {
                    assert_eq!(words, lecture_colour(role, theme), "--{name} of a lecture, {theme:?}");
                }
                assert_eq!(token(role.name(), theme), Some(colour(role, theme)), "--{} {theme:?}", role.name());
                if let Some(words) = token(&format!("{}-text", role.name()), theme) {
                    assert_eq!(words, text_colour(role, theme), "--{}-text {theme:?}", role.name());
                }
            }
        }
    }

    #[test]
    fn words_can_be_read_and_marks_be_seen() {
        let luminance = |(r, g, b): Rgb| {
            let part = |part: u8| {
                let part = f64::from(part) / 255.0;
                if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b)
        };
        let contrast = |a: Rgb, b: Rgb| {
            let (a, b) = (luminance(a), luminance(b));
            (a.max(b) + 0.05) / (a.min(b) + 0.05)
        };
        for theme in [Theme::Light, Theme::Dark] {
            let paper = colour(Role::Paper, theme);
            for role in Role::ALL.into_iter().filter(|role| *role != Role::Paper) {
                assert!(contrast(text_colour(role, theme), paper) >= 4.5, "words of {role:?} in {theme:?}");
                assert!(contrast(lecture_colour(role, theme), paper) >= 7.0, "words of {role:?} on a projector");
                if !matches!(role, Role::Hairline | Role::Minimum) {
                    assert!(contrast(colour(role, theme), paper) >= 3.0, "marks of {role:?} in {theme:?}");
                }
            }
        }
    }

    #[test]
    fn the_colours_of_a_block_are_those_of_the_style_sheet() {
        for theme in [Theme::Light, Theme::Dark] {
            for (name, [light, dark]) in [("shade", SHADE), ("rock", ROCK)] {
                assert_eq!(token(name, theme), Some(rgb(light, dark, theme)), "--{name} {theme:?}");
            }
        }
        assert_eq!(relief(Some(0.0), 0.0, Theme::Light), colour(Role::Paper, Theme::Light));
    }

    const LANES: [Role; 7] =
        [Role::Lane1, Role::Lane2, Role::Lane3, Role::Lane4, Role::Lane5, Role::Lane6, Role::Lane7];

    /// How far apart two colours look, in hundredths of Oklab.
    fn apart(a: Rgb, b: Rgb) -> f64 {
        let (a, b) = (to_oklab(a), to_oklab(b));
        100.0 * (0..3).map(|k| (a[k] - b[k]) * (a[k] - b[k])).sum::<f64>().sqrt()
    }

    #[test]
    fn lanes_are_told_apart_by_colour_and_the_nearest_by_their_dash_too() {
        let dash = |role| Stroke::of(role, 2.0).dash;
        for theme in [Theme::Light, Theme::Dark] {
            for lane in LANES {
                let others = LANES.into_iter().filter(|other| *other != lane);
                let near = |other: &Role| apart(colour(lane, theme), colour(*other, theme));
                for other in others {
                    assert!(near(&other) > 12.5, "{lane:?} and {other:?} in {theme:?}: {}", near(&other));
                    let alike = dash(lane) == dash(other);
                    assert!(near(&other) > 15.0 || !alike, "{lane:?} and {other:?} in {theme:?}: {}", near(&other));
                    assert_ne!(Shape::of(lane), Shape::of(other), "{lane:?} and {other:?}");
                }
            }
        }
    }

    #[test]
    fn the_ground_starts_at_paper_and_the_mixture_is_that_of_css() {
        assert_eq!(ground(0.0, Theme::Light), colour(Role::Paper, Theme::Light));
        assert_eq!(mix((255, 255, 255), (0, 0, 0), 0.5), (99, 99, 99));
        assert_eq!(mix((1, 2, 3), (200, 100, 50), 1.0), (1, 2, 3));
    }
}
