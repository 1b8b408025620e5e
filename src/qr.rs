//! A text as a QR code (ISO/IEC 18004): bytes, in the smallest symbol that holds them, up to the size that a phone still reads
//! from the last row.
//!
//! The text becomes words of 8 bits; blocks of them get the remainder of a division by a generator polynomial over the field of
//! 256 elements (Reed and Solomon 1960), which repairs what a lens loses; all words wind through the symbol in columns two modules
//! wide, and of eight patterns laid over them that one stays that leaves the fewest shapes a reader could trip over.

/// Versions (sizes) in use: 17 + 4 v modules a side, so 97 at most.
const VERSIONS: usize = 20;
/// The level of repair, lowest first: its two bits in the symbol, and for each version the words of repair in a block, and blocks
/// (ISO/IEC 18004:2015, table 9).
const LEVELS: [(u32, [[usize; 2]; VERSIONS]); 2] = [(1, LOW), (0, MEDIUM)];
#[rustfmt::skip]
const LOW: [[usize; 2]; VERSIONS] = [
    [7, 1], [10, 1], [15, 1], [20, 1], [26, 1], [18, 2], [20, 2], [24, 2], [30, 2], [18, 4],
    [20, 4], [24, 4], [26, 4], [30, 4], [22, 6], [24, 6], [28, 6], [30, 6], [28, 7], [28, 8],
];
#[rustfmt::skip]
const MEDIUM: [[usize; 2]; VERSIONS] = [
    [10, 1], [16, 1], [26, 1], [18, 2], [24, 2], [16, 4], [18, 4], [22, 4], [22, 5], [26, 5],
    [30, 5], [22, 8], [22, 9], [24, 9], [24, 10], [28, 10], [28, 11], [26, 13], [26, 14], [26, 16],
];
/// Light modules around the symbol.
pub const QUIET: usize = 4;

/// A symbol.
pub struct Code {
    /// Modules a side.
    size: usize,
    /// Row by row: whether a module is dark.
    dark: Vec<bool>,
    /// Whether it belongs to the symbol and not to the text.
    fixed: Vec<bool>,
}

/// The code of a text; none where it is too long for the largest symbol.
pub fn code(text: &str) -> Option<Code> {
    let fits = |version: usize, level: usize| {
        let [repair, blocks] = LEVELS[level].1[version - 1];
        let room = words_of(version) - repair * blocks;
        (text.len() + if version < 10 { 2 } else { 3 } <= room).then_some(room)
    };
    let version = (1..=VERSIONS).find(|version| fits(*version, 0).is_some())?;
    // More repair where it costs no more room.
    let level = usize::from(fits(version, 1).is_some());
    let room = fits(version, level)?;
    let (bits, rows) = LEVELS[level];
    let words = woven(&words(text, version, room), words_of(version), rows[version - 1]);
    let mut code = Code::frame(version);
    code.wind(&words);
    let mut best = (usize::MAX, 0);
    for mask in 0..8 {
        code.mask(bits, mask);
        best = best.min((code.trouble(), mask));
        code.lay(mask);
    }
    code.mask(bits, best.1);
    Some(code)
}

/// How many words a symbol holds, those of repair included.
fn words_of(version: usize) -> usize {
    let mut modules = (16 * version + 128) * version + 64;
    if version >= 2 {
        let marks = version / 7 + 2;
        modules -= (25 * marks - 10) * marks - 55;
    }
    (if version >= 7 { modules - 36 } else { modules }) / 8
}

/// The text as words: what it is (4: bytes), how long, the bytes, an end, and two words in turn for what is left over.
fn words(text: &str, version: usize, room: usize) -> Vec<u8> {
    let length = text.len();
    let head = if version < 10 { vec![length as u8] } else { vec![(length >> 8) as u8, length as u8] };
    let mut words = Vec::new();
    // Everything after the first half word is shifted by that half.
    let mut before = 4;
    for byte in head.into_iter().chain(text.bytes()).chain([0]) {
        words.push(before << 4 | byte >> 4);
        before = byte & 15;
    }
    let mut filler = 0xEC;
    while words.len() < room {
        words.push(filler);
        filler ^= 0xEC ^ 0x11;
    }
    words
}

/// The words of all blocks in turn, then their words of repair in turn.
fn woven(words: &[u8], all: usize, [repair, blocks]: [usize; 2]) -> Vec<u8> {
    let short = all / blocks - repair;
    let longer_from = blocks - all % blocks;
    let generator = generator(repair);
    let mut parts: Vec<(&[u8], Vec<u8>)> = Vec::new();
    let mut rest = words;
    for block in 0..blocks {
        let (part, after) = rest.split_at(short + usize::from(block >= longer_from));
        parts.push((part, remainder(part, &generator)));
        rest = after;
    }
    let mut woven = Vec::new();
    for place in 0..=short {
        woven.extend(parts.iter().filter_map(|(part, _)| part.get(place)));
    }
    for place in 0..repair {
        woven.extend(parts.iter().map(|(_, repair)| repair[place]));
    }
    woven
}

/// The product in the field of 256 elements, modulo x⁸ + x⁴ + x³ + x² + 1.
fn product(a: u8, b: u8) -> u8 {
    let mut product = 0;
    for bit in (0..8).rev() {
        product = (product << 1) ^ ((product >> 7) * 0x1D) ^ ((b >> bit & 1) * a);
    }
    product
}

/// (x − 1)(x − 2)(x − 4)… without the leading 1, highest power first.
fn generator(degree: usize) -> Vec<u8> {
    let mut generator = vec![0; degree];
    generator[degree - 1] = 1;
    let mut root = 1;
    for _ in 0..degree {
        for place in 0..degree {
            generator[place] = product(generator[place], root) ^ generator.get(place + 1).unwrap_or(&0);
        }
        root = product(root, 2);
    }
    generator
}

fn remainder(words: &[u8], generator: &[u8]) -> Vec<u8> {
    let mut rest = vec![0; generator.len()];
    for word in words {
        let factor = word ^ rest.remove(0);
        rest.push(0);
        for (place, by) in rest.iter_mut().zip(generator) {
            *place ^= product(*by, factor);
        }
    }
    rest
}

impl Code {
    /// Modules a side, the quiet ones around it included.
    pub fn side(&self) -> usize {
        self.size + 2 * QUIET
    }

    /// The dark modules as the outline of an SVG path, with the quiet ones around them.
    pub fn path(&self) -> String {
        let mut path = String::new();
        for (y, row) in self.dark.chunks(self.size).enumerate() {
            let mut x = 0;
            while x < self.size {
                let run = row[x..].iter().take_while(|dark| **dark).count();
                if run > 0 {
                    for (sign, number) in [("M", x + QUIET), (" ", y + QUIET), ("h", run)] {
                        path.push_str(sign);
                        path.push_str(&number.to_string());
                    }
                    path.push_str("v1H");
                    path.push_str(&(x + QUIET).to_string());
                }
                x += run.max(1);
            }
        }
        path
    }

    fn set(&mut self, x: usize, y: usize, dark: bool) {
        self.dark[y * self.size + x] = dark;
        self.fixed[y * self.size + x] = true;
    }

    /// All that does not depend on the text: marks in three corners and between, the lines that count modules, the version.
    fn frame(version: usize) -> Code {
        let size = 17 + 4 * version;
        let mut code = Code { size, dark: vec![false; size * size], fixed: vec![false; size * size] };
        for place in 0..size {
            code.set(6, place, place % 2 == 0);
            code.set(place, 6, place % 2 == 0);
        }
        for [x, y] in [[3, 3], [size - 4, 3], [3, size - 4]] {
            code.rings(x, y, 4);
        }
        if version > 1 {
            let marks = version / 7 + 2;
            let step = (version * 8 + marks * 3 + 5) / (marks * 4 - 4) * 2;
            let place = |mark: usize| if mark == 0 { 6 } else { size - 7 - (marks - 1 - mark) * step };
            for [row, column] in (0..marks * marks).map(|index| [index / marks, index % marks]) {
                // Not in the three corners that have a mark.
                if ![[0, 0], [0, marks - 1], [marks - 1, 0]].contains(&[row, column]) {
                    code.rings(place(column), place(row), 2);
                }
            }
        }
        code.format(0, 0);
        if version >= 7 {
            let bits = (version as u32) << 12 | checked(version as u32, 12, 0x1F25);
            for place in 0..18 {
                let (far, near) = (size - 11 + place % 3, place / 3);
                code.set(far, near, bits >> place & 1 == 1);
                code.set(near, far, bits >> place & 1 == 1);
            }
        }
        code
    }

    /// Rings around a place, dark and light in turn as the symbol's marks have them.
    fn rings(&mut self, x: usize, y: usize, reach: usize) {
        for [row, column] in (0..(2 * reach + 1).pow(2)).map(|at| [at / (2 * reach + 1), at % (2 * reach + 1)]) {
            let ring = row.abs_diff(reach).max(column.abs_diff(reach));
            let inside = |place: usize, offset: usize| (place + offset).checked_sub(reach).filter(|at| *at < self.size);
            if let (Some(x), Some(y)) = (inside(x, column), inside(y, row)) {
                self.set(x, y, if reach == 4 { ring != 2 && ring != 4 } else { ring != 1 });
            }
        }
    }

    /// Writes, twice, which level of repair and which pattern are in use.
    fn format(&mut self, level: u32, mask: u32) {
        let data = level << 3 | mask;
        let bits = (data << 10 | checked(data, 10, 0x537)) ^ 0x5412;
        let size = self.size;
        for place in 0..15 {
            let dark = bits >> place & 1 == 1;
            match place {
                0..6 => self.set(8, place, dark),
                6 | 7 => self.set(8, place + 1, dark),
                8 => self.set(7, 8, dark),
                _ => self.set(14 - place, 8, dark),
            }
            if place < 8 {
                self.set(size - 1 - place, 8, dark);
            } else {
                self.set(8, size - 15 + place, dark);
            }
        }
        self.set(8, size - 8, true);
    }

    /// Puts the words in: in pairs of columns from the right, up and down in turn.
    fn wind(&mut self, words: &[u8]) {
        let mut bit = 0;
        for pair in 0..self.size / 2 {
            // The column that counts modules is left out.
            let right = self.size - 1 - 2 * pair - usize::from(2 * pair + 7 >= self.size);
            for step in 0..2 * self.size {
                let (x, row) = (right - step % 2, step / 2);
                let y = if pair % 2 == 0 { self.size - 1 - row } else { row };
                let at = y * self.size + x;
                if !self.fixed[at] {
                    // A few modules at the end hold no bit.
                    self.dark[at] = words.get(bit / 8).is_some_and(|word| word >> (7 - bit % 8) & 1 == 1);
                    bit += 1;
                }
            }
        }
    }

    fn mask(&mut self, level: u32, mask: u32) {
        self.format(level, mask);
        self.lay(mask);
    }

    /// Turns the modules of a pattern over. Twice is as before.
    fn lay(&mut self, mask: u32) {
        for at in 0..self.dark.len() {
            let (x, y) = (at % self.size, at / self.size);
            let over = match mask {
                0 => (x + y) % 2,
                1 => y % 2,
                2 => x % 3,
                3 => (x + y) % 3,
                4 => (x / 3 + y / 2) % 2,
                5 => x * y % 2 + x * y % 3,
                6 => (x * y % 2 + x * y % 3) % 2,
                _ => ((x + y) % 2 + x * y % 3) % 2,
            };
            self.dark[at] ^= over == 0 && !self.fixed[at];
        }
    }

    /// What a reader could trip over, in the standard's points: long runs, shapes like the corners' marks, blocks of one colour,
    /// more of one colour than of the other.
    fn trouble(&self) -> usize {
        let size = self.size;
        let mut points = 0;
        for line in 0..2 * size {
            let (mut run, mut last, mut window) = (0, false, 0_u32);
            for place in 0..size + QUIET {
                let at = if line < size { line * size + place } else { place * size + line - size };
                let dark = place < size && self.dark[at];
                run = if dark == last { run + 1 } else { 1 };
                last = dark;
                points += match run {
                    _ if place >= size => 0,
                    5 => 3,
                    6.. => 1,
                    _ => 0,
                };
                window = (window << 1 | u32::from(dark)) & 0x7FF;
                points += if matches!(window, 0x5D0 | 0x05D) { 40 } else { 0 };
            }
        }
        for at in 0..size * (size - 1) {
            let square = [at, at + 1, at + size, at + size + 1];
            if at % size + 1 < size && square.iter().all(|other| self.dark[*other] == self.dark[at]) {
                points += 3;
            }
        }
        let (dark, all) = (self.dark.iter().filter(|dark| **dark).count(), self.dark.len());
        points + (dark * 20).abs_diff(all * 10).div_ceil(all).saturating_sub(1) * 10
    }
}

/// The remainder of `data` times x to the power of `degree` by a polynomial over two elements.
fn checked(data: u32, degree: u32, by: u32) -> u32 {
    let mut rest = data;
    for _ in 0..degree {
        rest = (rest << 1) ^ ((rest >> (degree - 1)) * by);
    }
    rest
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
            sizes.push(code.size);
        }
        sizes.dedup();
        assert_eq!((sizes.len(), sizes.first(), sizes.last()), (20, Some(&21), Some(&97)), "{sizes:?}");
        assert!(code(&"x".repeat(858)).is_some() && code(&"x".repeat(859)).is_none());
    }

    #[test]
    fn the_patterns_are_judged_as_the_standard_judges() {
        let mut code = Code { size: 11, dark: vec![false; 121], fixed: Vec::new() };
        // 22 runs of 11 are 22 × (3 + 6) points, 100 squares 300, and no dark at all 9 × 10.
        assert_eq!(code.trouble(), 22 * 9 + 300 + 90);
        for (place, sign) in "10111010000".chars().enumerate() {
            code.dark[5 * 11 + place] = sign == '1';
        }
        let before = code.trouble();
        code.dark[5 * 11 + 3] = false;
        assert!(before > code.trouble() + 30, "a shape like a corner's mark weighs 40");
    }
}
