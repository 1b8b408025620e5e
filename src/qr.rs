//! A text as a QR code (ISO/IEC 18004), up to the size that a phone still reads from the last row.

use qrcodegen::{QrCode, QrCodeEcc, QrSegment, Version};

/// The largest symbol in use: 17 + 4 × 20 = 97 modules a side, 858 bytes.
const LARGEST: u8 = 20;
/// Light modules around the symbol.
pub const QUIET: usize = 4;

/// A symbol.
pub struct Code(QrCode);

/// The code of a text in the smallest symbol that holds it, with as much repair as fits into that symbol; `None` where the text is
/// too long for the largest one.
pub fn code(text: &str) -> Option<Code> {
    let bytes = [QrSegment::make_bytes(text.as_bytes())];
    QrCode::encode_segments_advanced(&bytes, QrCodeEcc::Low, Version::MIN, Version::new(LARGEST), None, true)
        .ok()
        .map(Code)
}

impl Code {
    /// Modules a side, the quiet ones around it included.
    pub fn side(&self) -> usize {
        self.0.size() as usize + 2 * QUIET
    }

    /// The dark modules as the outline of an SVG path, with the quiet ones around them: one rectangle a run of a row.
    pub fn path(&self) -> String {
        let mut path = String::new();
        for y in 0..self.0.size() {
            let mut x = 0;
            while x < self.0.size() {
                let run = (x..).take_while(|x| self.0.get_module(*x, y)).count();
                if run > 0 {
                    let (left, top) = (x as usize + QUIET, y as usize + QUIET);
                    path.push_str(&format!("M{left} {top}h{run}v1H{left}"));
                }
                x += run.max(1) as i32;
            }
        }
        path
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The modules that the outline of a code covers.
    fn painted(code: &Code) -> Vec<Vec<bool>> {
        let mut rows = vec![vec![false; code.side()]; code.side()];
        for part in code.path().split('M').skip(1) {
            let numbers: Vec<usize> = part.split([' ', 'h', 'v', 'H']).map(|n| n.parse().expect("a number")).collect();
            let [x, y, run, 1, back] = numbers[..] else { panic!("{part} is no row of modules") };
            assert_eq!(back, x);
            rows[y][x..x + run].fill(true);
        }
        rows
    }

    /// What somebody else's reader sees in a picture of the code.
    fn read(code: &Code) -> String {
        let (scale, dark) = (3, painted(code));
        let side = code.side() * scale;
        let shade = |x: usize, y: usize| if dark[y / scale][x / scale] { 0 } else { 255 };
        let mut picture = rqrr::PreparedImage::prepare_from_greyscale(side, side, shade);
        let found = picture.detect_grids();
        assert_eq!(found.len(), 1, "{} codes in the picture", found.len());
        found[0].decode().expect("a code that can be read").1
    }

    #[test]
    fn another_reader_reads_every_size() {
        let link = "https://example.org/downhill/#/learning-rate?v=1&step=2&rate=1.05&pin=rate~0.1";
        let longest = "https://example.org/#/é?".to_string() + &"w=1.25&".repeat(118);
        let mut sizes = Vec::new();
        for length in (1..=858).step_by(19).chain([858]) {
            let text: String = link.chars().chain(longest.chars()).take(length).collect();
            let Some(code) = code(&text) else { continue };
            assert_eq!(read(&code), text);
            sizes.push(code.0.size());
        }
        sizes.dedup();
        assert_eq!((sizes.len(), sizes.first(), sizes.last()), (20, Some(&21), Some(&97)), "{sizes:?}");
        assert!(code(&"x".repeat(858)).is_some() && code(&"x".repeat(859)).is_none());
    }
}
