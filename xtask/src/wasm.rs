//! Small surgery on a wasm module (WebAssembly core specification, chapter 5): which functions it exports, bodies that nothing
//! reaches, and the names by which it and its script know one another.

use crate::run::Outcome;

const CUSTOM: u8 = 0;
const IMPORTS: u8 = 2;
const EXPORTS: u8 = 7;
const CODE: u8 = 10;

/// No local variable, `unreachable`, `end`.
const TRAP: [u8; 3] = [0, 0, 0x0b];

/// The module without the exports that are not wanted, and with a trap for the body of each function whose name is `dead`.
pub fn without(wasm: &[u8], wanted: impl Fn(&str) -> bool, dead: impl Fn(&str) -> bool) -> Outcome<Vec<u8>> {
    let names = function_names(wasm)?;
    let first = imports(wasm)?.len();
    rewritten(wasm, |id, reader| match id {
        EXPORTS => entries(reader, |reader, out| {
            let from = reader.at;
            let name = reader.name()?;
            reader.byte()?;
            reader.number()?;
            if wanted(&name) {
                out.push(reader.bytes[from..reader.at].to_vec());
            }
            Ok(())
        }),
        CODE => {
            let mut index = first;
            entries(reader, |reader, out| {
                let length = reader.number()?;
                let body = reader.take(length)?;
                let gone = names.iter().any(|(function, name)| *function == index && dead(name));
                index += 1;
                let body = if gone { &TRAP } else { body };
                out.push([&number(body.len()), body].concat());
                Ok(())
            })
        }
        _ => Ok(None),
    })
}

/// The imported functions: their module and their name.
pub fn imports(wasm: &[u8]) -> Outcome<Vec<(String, String)>> {
    let mut found = Vec::new();
    each_section(wasm, |id, mut reader| {
        if id == IMPORTS {
            for _ in 0..reader.number()? {
                found.push(import(&mut reader)?);
            }
        }
        Ok(())
    })?;
    Ok(found.into_iter().map(|(module, name, _)| (module, name)).collect())
}

/// The names of what is exported.
pub fn exports(wasm: &[u8]) -> Outcome<Vec<String>> {
    let mut found = Vec::new();
    each_section(wasm, |id, mut reader| {
        if id == EXPORTS {
            for _ in 0..reader.number()? {
                found.push(reader.name()?);
                reader.byte()?;
                reader.number()?;
            }
        }
        Ok(())
    })?;
    Ok(found)
}

/// The module with its imports, which then come from one module `module`, and its exports called by their places in the lists
/// of `imports` and `exports`: `short(0)`, `short(1)` and so on.
pub fn renamed(wasm: &[u8], module: &str) -> Outcome<Vec<u8>> {
    rewritten(wasm, |id, reader| match id {
        IMPORTS => entries(reader, |reader, out| {
            let (_, _, kind) = import(reader)?;
            let name = short(out.len());
            out.push([text(module), text(&name), vec![0], number(kind)].concat());
            Ok(())
        }),
        EXPORTS => entries(reader, |reader, out| {
            reader.name()?;
            let name = short(out.len());
            let kind = reader.byte()?;
            out.push([text(&name), vec![kind], number(reader.number()?)].concat());
            Ok(())
        }),
        _ => Ok(None),
    })
}

/// The names a, b, ... z, aa, ba, ...
pub fn short(mut place: usize) -> String {
    let mut name = String::new();
    loop {
        name.push(char::from(b'a' + (place % 26) as u8));
        if place < 26 {
            return name;
        }
        place = place / 26 - 1;
    }
}

/// An import: its module, its name, the type of the function.
fn import(reader: &mut Reader) -> Outcome<(String, String, usize)> {
    let (module, name) = (reader.name()?, reader.name()?);
    match reader.byte()? {
        0 => Ok((module, name, reader.number()?)),
        _ => Err(format!("the wasm imports {name}, which is no function")),
    }
}

/// The functions' names, as the compiler and the linker call them.
fn function_names(wasm: &[u8]) -> Outcome<Vec<(usize, String)>> {
    let mut found = Vec::new();
    each_section(wasm, |id, mut reader| {
        if id != CUSTOM || reader.name()? != "name" {
            return Ok(());
        }
        while reader.at < reader.bytes.len() {
            let (kind, length) = (reader.byte()?, reader.number()?);
            let mut part = Reader { bytes: reader.take(length)?, at: 0 };
            // 1 are functions; the others name the module, variables, data.
            if kind == 1 {
                for _ in 0..part.number()? {
                    found.push((part.number()?, part.name()?));
                }
            }
        }
        Ok(())
    })?;
    Ok(found)
}

/// What the linker says of a module that it made: no longer true of one that was changed.
const OF_THE_LINKER: [&str; 3] = ["linking", "reloc.CODE", "reloc.DATA"];

/// The module with other bodies of some sections; `None` leaves a section as it is.
fn rewritten(wasm: &[u8], mut new: impl FnMut(u8, &mut Reader) -> Outcome<Option<Vec<u8>>>) -> Outcome<Vec<u8>> {
    let mut out = wasm.get(..8).ok_or("the wasm is shorter than its header")?.to_vec();
    each_section(wasm, |id, mut reader| {
        if id == CUSTOM && OF_THE_LINKER.contains(&Reader { ..reader }.name()?.as_str()) {
            return Ok(());
        }
        let body = new(id, &mut reader)?.unwrap_or_else(|| reader.bytes.to_vec());
        out.push(id);
        out.extend(number(body.len()));
        out.extend(body);
        Ok(())
    })?;
    Ok(out)
}

fn each_section(wasm: &[u8], mut look: impl FnMut(u8, Reader) -> Outcome) -> Outcome {
    let mut reader = Reader { bytes: wasm, at: 8 };
    while reader.at < wasm.len() {
        let (id, length) = (reader.byte()?, reader.number()?);
        look(id, Reader { bytes: reader.take(length)?, at: 0 })?;
    }
    Ok(())
}

/// The body of a section that is a counted list.
fn entries(
    reader: &mut Reader,
    mut one: impl FnMut(&mut Reader, &mut Vec<Vec<u8>>) -> Outcome,
) -> Outcome<Option<Vec<u8>>> {
    let mut out = Vec::new();
    for _ in 0..reader.number()? {
        one(reader, &mut out)?;
    }
    Ok(Some([number(out.len()), out.concat()].concat()))
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Outcome<u8> {
        Ok(self.take(1)?[0])
    }

    fn take(&mut self, length: usize) -> Outcome<&'a [u8]> {
        let bytes = self.bytes.get(self.at..self.at + length).ok_or("a part of the wasm runs past its end")?;
        self.at += length;
        Ok(bytes)
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
        Ok(String::from_utf8_lossy(self.take(length)?).into_owned())
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

fn text(name: &str) -> Vec<u8> {
    [number(name.len()), name.as_bytes().to_vec()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Imports `m.i` (function 0), exports `a` (function 0) and `bc` (function 1), has one body, and names function 1 `dead`.
    const MODULE: &[u8] = b"\0asm\x01\0\0\0\x02\x07\x01\x01m\x01i\0\0\x07\x0a\x02\x01a\0\0\x02bc\0\x01\
                            \x0a\x07\x01\x05\0\x01\x01\x01\x0b\0\x0e\x04name\x01\x07\x01\x01\x04dead";

    #[test]
    fn only_the_unwanted_export_goes() {
        assert_eq!(exports(MODULE).expect("a module"), ["a", "bc"]);
        let one = without(MODULE, |name| name == "a", |_| false).expect("a module");
        assert_eq!(exports(&one).expect("a module"), ["a"]);
        assert_eq!(without(MODULE, |_| true, |_| false).expect("a module"), MODULE);
    }

    #[test]
    fn what_the_linker_says_goes() {
        let linked = [MODULE, b"\0\x08\x07linking"].concat();
        assert_eq!(without(&linked, |_| true, |_| false).expect("a module"), MODULE);
    }

    #[test]
    fn a_dead_body_becomes_a_trap() {
        let hollow = without(MODULE, |_| true, |name| name == "dead").expect("a module");
        assert!(hollow.windows(6).any(|bytes| bytes == b"\x0a\x05\x01\x03\0\0"));
        assert!(hollow.len() == MODULE.len() - 2);
    }

    #[test]
    fn names_become_short_on_both_sides() {
        let small = renamed(MODULE, "x").expect("a module");
        assert_eq!(imports(&small).expect("a module"), [("x".to_owned(), "a".to_owned())]);
        assert_eq!(exports(&small).expect("a module"), ["a", "b"]);
        let names: Vec<String> = [0, 25, 26, 52].map(short).into();
        assert_eq!(names, ["a", "z", "aa", "ab"]);
    }

    #[test]
    fn a_broken_module_is_a_sentence() {
        assert!(without(b"\0asm", |_| true, |_| true).is_err());
        assert!(exports(b"\0asm\x01\0\0\0\x07\x7f\x05").is_err());
    }
}
