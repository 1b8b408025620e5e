//! Takes exports out of a wasm module, so that wasm-opt can drop what only they keep alive.
//!
//! Leptos links a crate for server streams whose classes are exported whether or not a page uses them: some 8 kB (brotli) that
//! nothing here calls. The glue script still names them, inside classes that are never made.

use crate::run::Outcome;

/// The section that lists a module's exports (WebAssembly core specification, 5.5.10).
const EXPORTS: u8 = 7;

/// The module without the exports whose name is unwanted.
pub fn without(wasm: &[u8], unwanted: impl Fn(&str) -> bool) -> Outcome<Vec<u8>> {
    let mut reader = Reader { bytes: wasm, at: 8 };
    let mut out = wasm.get(..8).ok_or("the wasm is shorter than its header")?.to_vec();
    while reader.at < wasm.len() {
        let start = reader.at;
        let id = reader.byte()?;
        let length = reader.number()?;
        let end = reader.at + length;
        if id != EXPORTS {
            out.extend_from_slice(wasm.get(start..end).ok_or("a section of the wasm runs past its end")?);
            reader.at = end;
            continue;
        }
        let mut kept = Vec::new();
        let mut count = 0;
        for _ in 0..reader.number()? {
            let from = reader.at;
            let name = reader.name()?;
            reader.byte()?;
            reader.number()?;
            if !unwanted(&name) {
                kept.extend_from_slice(&wasm[from..reader.at]);
                count += 1;
            }
        }
        let body = [number(count), kept].concat();
        out.push(id);
        out.extend(number(body.len()));
        out.extend(body);
        reader.at = end;
    }
    Ok(out)
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn byte(&mut self) -> Outcome<u8> {
        let byte = *self.bytes.get(self.at).ok_or("the wasm ends in the middle of a section")?;
        self.at += 1;
        Ok(byte)
    }
    /// An unsigned LEB128 number.
    fn number(&mut self) -> Outcome<usize> {
        let (mut value, mut shift) = (0_usize, 0);
        loop {
            let byte = self.byte()?;
            value |= usize::from(byte & 0x7f) << shift;
            shift += 7;
            if byte < 0x80 || shift > 28 {
                return Ok(value);
            }
        }
    }
    fn name(&mut self) -> Outcome<String> {
        let length = self.number()?;
        let bytes = self.bytes.get(self.at..self.at + length).ok_or("a name in the wasm runs past its end")?;
        self.at += length;
        Ok(String::from_utf8_lossy(bytes).into_owned())
    }
}

fn number(mut value: usize) -> Vec<u8> {
    let mut out = Vec::new();
    loop {
        let low = (value & 0x7f) as u8;
        value >>= 7;
        if value == 0 {
            out.push(low);
            return out;
        }
        out.push(low | 0x80);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A header, a custom section, exports `a` (function 0) and `bc` (memory 1), and a last section.
    fn module(exports: &[u8]) -> Vec<u8> {
        [b"\0asm\x01\0\0\0\x00\x02\x01x".as_slice(), exports, b"\x0a\x01\x00"].concat()
    }

    #[test]
    fn only_the_unwanted_export_goes() {
        let both = module(b"\x07\x0a\x02\x01a\x00\x00\x02bc\x02\x01");
        let one = module(b"\x07\x05\x01\x01a\x00\x00");
        assert_eq!(without(&both, |name| name == "bc").expect("a module"), one);
        assert_eq!(without(&both, |_| false).expect("a module"), both);
    }

    #[test]
    fn a_broken_module_is_a_sentence() {
        assert!(without(b"\0asm", |_| true).is_err());
        assert!(without(b"\0asm\x01\0\0\0\x07\x7f\x05", |_| true).is_err());
    }
}
