//! Who needs what, read from the relocations of the linked module.
//!
//! Sections `linking` and `reloc.*`: WebAssembly tool conventions, Linking.md.

use super::{Owner, Part, reached};
use crate::run::Outcome;
use std::collections::HashMap;
use std::ops::Range;
use wasmparser::{
    DataKind, ElementItems, ElementKind, ExternalKind, KnownCustom, Linking, Operator, Parser, Payload, RelocationType,
    SymbolInfo, TypeRef,
};

/// The parts, and what is theirs alone.
pub struct Owners {
    /// The names of the parts.
    pub names: Vec<String>,
    /// For each place in the table of functions, the part whose function it is.
    pub slots: Vec<Option<Part>>,
    /// Ranges of addresses, in order, with the part whose data they are.
    pub data: Vec<(Range<u32>, Part)>,
}

/// Where a function or a piece of data stands in the module, and what it leads to.
struct Thing {
    range: Range<u64>,
    leads: Vec<usize>,
}

impl Owners {
    /// Reads a module as the linker left it.
    pub fn of(wasm: &[u8]) -> Outcome<Owners> {
        read(wasm).map_err(|error| format!("the relocations of the wasm could not be read: {error}"))?.owners()
    }

    /// Whose the data at this address are.
    pub fn at(&self, address: u32) -> Option<Part> {
        let place = self.data.partition_point(|(range, _)| range.end <= address);
        self.data.get(place).filter(|(range, _)| range.contains(&address)).map(|(_, part)| *part)
    }
}

fn read(wasm: &[u8]) -> wasmparser::Result<Link<'_>> {
    let (mut imported, mut sections) = (0, Vec::new());
    let (mut bodies, mut table, mut segments, mut exported) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let (mut symbols, mut relocations) = (Vec::new(), Vec::new());
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload?;
        sections.extend(payload.as_section().map(|(_, range)| range));
        match payload {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += usize::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::ExportSection(exports) => {
                for export in exports {
                    let export = export?;
                    if export.kind == ExternalKind::Func {
                        exported.push(export.index as usize);
                    }
                }
            }
            Payload::StartSection { func, .. } => exported.push(func as usize),
            Payload::ElementSection(elements) => {
                for element in elements {
                    let element = element?;
                    let (ElementKind::Active { offset_expr, .. }, ElementItems::Functions(functions)) =
                        (element.kind, element.items)
                    else {
                        continue;
                    };
                    let first = constant(&mut offset_expr.get_operators_reader())? as usize;
                    for (place, function) in functions.into_iter().enumerate() {
                        table.push((first + place, function? as usize));
                    }
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.range()),
            Payload::DataSection(data) => {
                for segment in data {
                    let segment = segment?;
                    let first = match segment.kind {
                        DataKind::Active { offset_expr, .. } => constant(&mut offset_expr.get_operators_reader())?,
                        DataKind::Passive => 0,
                    };
                    let bytes = segment.range.end - segment.data.len() as u64;
                    segments.push((first, bytes));
                }
            }
            Payload::CustomSection(section) => match section.as_known() {
                KnownCustom::Linking(linking) => {
                    for part in linking.subsections() {
                        if let Linking::SymbolTable(map) = part? {
                            symbols = map.into_iter().collect::<wasmparser::Result<Vec<_>>>()?;
                        }
                    }
                }
                KnownCustom::Reloc(relocs) => {
                    let start = sections[relocs.section_index() as usize].start;
                    for entry in relocs.entries() {
                        let entry = entry?;
                        relocations.push((start + u64::from(entry.offset), entry.ty, entry.index as usize));
                    }
                }
                _ => {}
            },
            _ => {}
        }
    }
    Ok(Link { imported, bodies, table, segments, exported, symbols, relocations })
}

/// The value of a constant expression.
fn constant(reader: &mut wasmparser::OperatorsReader) -> wasmparser::Result<u32> {
    Ok(match reader.read()? {
        Operator::I32Const { value } => value as u32,
        _ => 0,
    })
}

/// A linked module.
struct Link<'a> {
    /// How many functions it imports: they come first.
    imported: usize,
    /// Where the bodies of its own functions stand in the file.
    bodies: Vec<Range<u64>>,
    /// Places of the table with their functions.
    table: Vec<(usize, usize)>,
    /// The segments of data: their address, and where they stand in the file.
    segments: Vec<(u32, u64)>,
    exported: Vec<usize>,
    symbols: Vec<SymbolInfo<'a>>,
    /// Where in the file, how, and which symbol is meant.
    relocations: Vec<(u64, RelocationType, usize)>,
}

impl Link<'_> {
    fn owners(&self) -> Outcome<Owners> {
        let mut names = Vec::new();
        let mut ways = HashMap::new();
        let functions = self.imported + self.bodies.len();
        let imports = (0..self.imported).map(|_| Thing { range: 0..0, leads: Vec::new() });
        let bodies = self.bodies.iter().map(|range| Thing { range: range.clone(), leads: Vec::new() });
        let mut things: Vec<Thing> = imports.chain(bodies).collect();
        // Which thing a symbol is, and the addresses of those that are data.
        let mut meant = Vec::new();
        let mut addresses = Vec::new();
        for symbol in &self.symbols {
            meant.push(match symbol {
                SymbolInfo::Func { index, name, .. } => {
                    if let Some(part) = name.and_then(way) {
                        ways.insert(*index as usize, names.len());
                        names.push(part);
                    }
                    Some(*index as usize)
                }
                SymbolInfo::Data { symbol: Some(data), .. } => {
                    let (address, bytes) = self.segments[data.index as usize];
                    let start = bytes + u64::from(data.offset);
                    addresses.push(address + data.offset..address + data.offset + data.size);
                    things.push(Thing { range: start..start + u64::from(data.size), leads: Vec::new() });
                    Some(things.len() - 1)
                }
                _ => None,
            });
        }
        let inside = Inside::of(&things);
        for (at, kind, symbol) in &self.relocations {
            use RelocationType::{
                FunctionIndexLeb, MemoryAddrI32, MemoryAddrLeb, MemoryAddrSleb, TableIndexI32, TableIndexSleb,
            };
            let leads = [FunctionIndexLeb, TableIndexSleb, TableIndexI32, MemoryAddrLeb, MemoryAddrSleb, MemoryAddrI32];
            let (true, Some(to)) = (leads.contains(kind), meant[*symbol]) else { continue };
            // Data may have several symbols at one place: each leads where the place leads.
            let from: Vec<usize> = inside.all(*at, &things).collect();
            if from.is_empty() {
                return Err(format!("what stands at byte {at} of the wasm is no function and no data that has a name"));
            }
            for from in from {
                things[from].leads.push(to);
            }
        }
        let mut roots: Vec<(usize, Owner)> = self.exported.iter().map(|function| (*function, Owner::App)).collect();
        roots.extend(ways.iter().map(|(function, part)| (*function, Owner::Part(*part))));
        let leads: Vec<Vec<usize>> = things.into_iter().map(|thing| thing.leads).collect();
        let owners = reached(&leads, &roots, |thing| ways.contains_key(&thing));
        let part = |thing: usize| match owners[thing] {
            Owner::Part(part) => Some(part),
            _ => None,
        };
        let mut slots = Vec::new();
        for (slot, function) in &self.table {
            slots.resize(slots.len().max(slot + 1), None);
            slots[*slot] = part(*function);
        }
        Ok(Owners { names, slots, data: alone(&addresses, |place| part(functions + place)) })
    }
}

/// What stands where, to find the things that an address is in.
struct Inside {
    /// The things by their starts, each with how far it or any before it reaches.
    order: Vec<(usize, u64)>,
}

impl Inside {
    fn of(things: &[Thing]) -> Inside {
        let mut order: Vec<usize> = (0..things.len()).filter(|thing| !things[*thing].range.is_empty()).collect();
        order.sort_by_key(|thing| things[*thing].range.start);
        let mut reach = 0;
        let reaching = |thing: usize| {
            reach = reach.max(things[thing].range.end);
            (thing, reach)
        };
        Inside { order: order.into_iter().map(reaching).collect() }
    }

    fn all<'a>(&'a self, at: u64, things: &'a [Thing]) -> impl Iterator<Item = usize> + 'a {
        let place = self.order.partition_point(|(thing, _)| things[*thing].range.start <= at);
        let near = self.order[..place].iter().rev().take_while(move |(_, reach)| at < *reach);
        near.map(|(thing, _)| *thing).filter(move |thing| things[*thing].range.contains(&at))
    }
}

/// The part that a function leads into: it stands in a module `part`.
fn way(symbol: &str) -> Option<String> {
    let path = format!("{:#}", rustc_demangle::demangle(symbol));
    let mut names = path.rsplit("::");
    let (name, module) = (names.next()?, names.next()?);
    (module == "part" && path.starts_with("downhill")).then(|| name.replace('_', "-"))
}

/// The ranges that are one part's and nobody else's, in order.
fn alone(ranges: &[Range<u32>], part: impl Fn(usize) -> Option<Part>) -> Vec<(Range<u32>, Part)> {
    let mut order: Vec<usize> = (0..ranges.len()).filter(|place| !ranges[*place].is_empty()).collect();
    order.sort_by_key(|place| ranges[*place].start);
    let mut out: Vec<(Range<u32>, Option<Part>)> = Vec::new();
    for place in order {
        let (range, part) = (ranges[place].clone(), part(place));
        match out.last_mut() {
            // Two symbols over the same bytes.
            Some((last, owner)) if range.start < last.end => {
                last.end = last.end.max(range.end);
                if *owner != part {
                    *owner = None;
                }
            }
            _ => out.push((range, part)),
        }
    }
    out.into_iter().filter_map(|(range, part)| Some((range, part?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_stands_in_a_module_of_that_name() {
        assert_eq!(way("_RNvNtNtC8downhill7lessons4part9two_words").as_deref(), Some("two-words"));
        assert_eq!(way("_RNvNtNtC8downhill7lessons5parts3one"), None);
        assert_eq!(way("_RNvNtNtC5other7lessons4part3one"), None);
        assert_eq!(way("malloc"), None);
    }

    #[test]
    fn bytes_of_two_owners_are_nobodys_alone() {
        let ranges = [0..4, 4..8, 8..8, 8..16, 12..20, 20..24];
        let parts = [Some(0), None, Some(0), Some(1), Some(0), Some(1)];
        assert_eq!(alone(&ranges, |place| parts[place]), [(0..4, 0), (20..24, 1)]);
    }
}
