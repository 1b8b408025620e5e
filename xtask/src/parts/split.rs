//! Takes the parts out of a finished module.
//!
//! A part imports what it needs of the app (memory, table, globals, functions) from what the app exports under short names, and brings
//! what is its own: functions, their places in the table, and data at their addresses. The app keeps its table and its memory,
//! with gaps where the parts will be: to call a function that has not come is a trap, not a wrong result.

use super::whole::{Result, Whole, unusual};
use super::{Owner, Owners, Part, reached};
use crate::run::Outcome;
use crate::wasm::short;

use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{
    CodeSection, ConstExpr, DataSection, ElementSection, Elements, EntityType, ExportKind, ExportSection,
    FunctionSection, ImportSection, Module, RawSection, SectionId, StartSection, TypeSection,
};
use wasmparser::{ExternalKind, ValType};

/// Data of a part that are fewer stay with the app: a segment of their own would cost as much.
const SMALL: usize = 24;

/// A module with its name.
pub type Named = (String, Vec<u8>);

/// The app, and every part with its name; `module` is what the parts import from.
pub fn split(wasm: &[u8], owners: &Owners, module: &str) -> Outcome<(Vec<u8>, Vec<Named>)> {
    let parts = || {
        let whole = Whole::read(wasm)?;
        let split = Split::of(&whole, owners);
        let mut parts = Vec::new();
        for (part, name) in owners.names.iter().enumerate() {
            parts.push((name.clone(), split.part(part, module)?));
        }
        Ok((split.app()?, parts))
    };
    parts().map_err(|error: Error<String>| format!("the wasm could not be split into parts: {error}"))
}

const CUSTOM: u8 = SectionId::Custom as u8;
const FUNCTION: u8 = SectionId::Function as u8;
const EXPORT: u8 = SectionId::Export as u8;
const START: u8 = SectionId::Start as u8;
const ELEMENT: u8 = SectionId::Element as u8;
const CODE: u8 = SectionId::Code as u8;
const DATA: u8 = SectionId::Data as u8;
const DATA_COUNT: u8 = SectionId::DataCount as u8;

/// Who has what.
struct Split<'a> {
    whole: &'a Whole<'a>,
    owners: &'a Owners,
    /// Of every function.
    functions: Vec<Option<Part>>,
    /// What the app exports, in order.
    exports: Vec<(ExportKind, u32)>,
}

impl<'a> Split<'a> {
    fn of(whole: &'a Whole<'a>, owners: &'a Owners) -> Split<'a> {
        let exported =
            whole.exports.iter().filter(|export| export.kind == ExternalKind::Func).map(|export| export.index);
        let mut roots: Vec<(usize, Owner)> =
            exported.chain(whole.start).map(|index| (index as usize, Owner::App)).collect();
        for (slot, function) in &whole.slots {
            let part = owners.slots.get(*slot as usize).copied().flatten();
            roots.push((*function as usize, part.map_or(Owner::App, Owner::Part)));
        }
        let reached = reached(&whole.calls, &roots, |_| false);
        let mut functions = Vec::new();
        for (index, owner) in reached.into_iter().enumerate() {
            functions.push(match owner {
                Owner::Part(part) if index >= whole.imported => Some(part),
                _ => None,
            });
        }
        let mut split = Split { whole, owners, functions, exports: Vec::new() };
        for export in &whole.exports {
            split.exports.push((kind(export.kind), export.index));
        }
        for (kind, count) in [
            (ExportKind::Memory, whole.memories.len()),
            (ExportKind::Table, whole.tables.len()),
            (ExportKind::Global, whole.globals.len()),
        ] {
            (0..count as u32).for_each(|index| split.export(kind, index));
        }
        for part in 0..owners.names.len() {
            for index in split.needed(part) {
                split.export(ExportKind::Func, index);
            }
        }
        split
    }

    fn export(&mut self, kind: ExportKind, index: u32) {
        if !self.exports.contains(&(kind, index)) {
            self.exports.push((kind, index));
        }
    }

    /// The app's functions that a part calls, in order.
    fn needed(&self, part: Part) -> Vec<u32> {
        let own = (0..self.functions.len()).filter(|index| self.functions[*index] == Some(part));
        let mut called: Vec<u32> = own.flat_map(|index| &self.whole.calls[index]).map(|index| *index as u32).collect();
        called.retain(|index| self.functions[*index as usize].is_none());
        called.sort_unstable();
        called.dedup();
        called
    }

    fn app(&self) -> Result<Vec<u8>> {
        let mut renumber = Renumber { functions: vec![None; self.functions.len()], types: Types::AsTheyAre };
        let own = self.functions.iter().enumerate().filter(|(_, part)| part.is_none()).map(|(index, _)| index as u32);
        for (new, old) in own.enumerate() {
            renumber.functions[old as usize] = Some(new as u32);
        }
        let (functions, code) = self.code(None, &mut renumber)?;
        let mut exports = ExportSection::new();
        for (place, (kind, index)) in self.exports.iter().enumerate() {
            let name = self.whole.exports.get(place).map_or(format!("~{place}"), |export| export.name.to_owned());
            let index = if *kind == ExportKind::Func { renumber.function_index(*index)? } else { *index };
            exports.export(&name, *kind, index);
        }
        let mut module = Module::new();
        for (id, bytes) in &self.whole.sections {
            match *id {
                FUNCTION => module.section(&functions),
                EXPORT => module.section(&exports),
                START => module
                    .section(&StartSection { function_index: renumber.function_index(self.whole.start.unwrap_or(0))? }),
                ELEMENT => module.section(&self.elements(None, &mut renumber)?),
                CODE => module.section(&code),
                DATA => module.section(&self.data(None)),
                // Names, and a number that only data which are copied later need.
                CUSTOM | DATA_COUNT => continue,
                id => module.section(&RawSection { id, data: bytes }),
            };
        }
        Ok(module.finish())
    }

    fn part(&self, part: Part, module_of_app: &str) -> Result<Vec<u8>> {
        let mut renumber = Renumber { functions: vec![None; self.functions.len()], types: Types::Some(Vec::new()) };
        let mut imports = ImportSection::new();
        let mut import = |wanted: (ExportKind, u32), kind: EntityType| {
            let place = self.exports.iter().position(|export| *export == wanted).unwrap_or_default();
            imports.import(module_of_app, &short(place), kind);
        };
        for (new, old) in self.needed(part).into_iter().enumerate() {
            renumber.functions[old as usize] = Some(new as u32);
            let kind = renumber.type_index(self.whole.functions[old as usize])?;
            import((ExportKind::Func, old), EntityType::Function(kind));
        }
        let first = self.needed(part).len();
        let own = (0..self.functions.len()).filter(|index| self.functions[*index] == Some(part));
        for (new, old) in own.enumerate() {
            renumber.functions[old] = Some((first + new) as u32);
        }
        for (index, memory) in (0..).zip(&self.whole.memories) {
            import((ExportKind::Memory, index), EntityType::Memory(renumber.memory_type(*memory)?));
        }
        for (index, table) in (0..).zip(&self.whole.tables) {
            import((ExportKind::Table, index), EntityType::Table(renumber.table_type(*table)?));
        }
        for (index, global) in (0..).zip(&self.whole.globals) {
            import((ExportKind::Global, index), EntityType::Global(renumber.global_type(*global)?));
        }
        let (functions, code) = self.code(Some(part), &mut renumber)?;
        let elements = self.elements(Some(part), &mut renumber)?;
        let mut types = TypeSection::new();
        if let Types::Some(used) = &renumber.types {
            for old in used {
                let kind = &self.whole.types[*old as usize];
                let values = |list: &[ValType]| {
                    list.iter().map(|one| Renumber::default().val_type(*one)).collect::<Result<Vec<_>>>()
                };
                types.ty().function(values(kind.params())?, values(kind.results())?);
            }
        }
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&functions).section(&elements).section(&code);
        module.section(&self.data(Some(part)));
        Ok(module.finish())
    }

    /// The functions that are the part's, or the app's.
    fn code(&self, part: Option<Part>, renumber: &mut Renumber) -> Result<(FunctionSection, CodeSection)> {
        let (mut functions, mut code) = (FunctionSection::new(), CodeSection::new());
        for (place, body) in self.whole.bodies.iter().enumerate() {
            let index = self.whole.imported + place;
            if self.functions[index] == part {
                functions.function(renumber.type_index(self.whole.functions[index])?);
                renumber.parse_function_body(&mut code, body.clone())?;
            }
        }
        Ok((functions, code))
    }

    /// The functions' places in the table, which stay as they were.
    fn elements(&self, part: Option<Part>, renumber: &mut Renumber) -> Result<ElementSection> {
        let own = self.whole.slots.iter().filter(|(_, function)| self.functions[*function as usize] == part);
        let mut runs: Vec<(u32, Vec<u32>)> = Vec::new();
        for (slot, function) in own {
            let function = renumber.function_index(*function)?;
            match runs.last_mut() {
                Some((first, run)) if *first + run.len() as u32 == *slot => run.push(function),
                _ => runs.push((*slot, vec![function])),
            }
        }
        let mut section = ElementSection::new();
        for (first, run) in runs {
            section.active(None, &ConstExpr::i32_const(first as i32), Elements::Functions(run.into()));
        }
        Ok(section)
    }

    /// The data that are the part's, or the app's, at their addresses.
    fn data(&self, part: Option<Part>) -> DataSection {
        let mut section = DataSection::new();
        for (first, bytes) in &self.whole.data {
            for (from, to, owner) in self.runs(*first, bytes) {
                if owner == part {
                    section.active(
                        0,
                        &ConstExpr::i32_const((first + from as u32) as i32),
                        bytes[from..to].iter().copied(),
                    );
                }
            }
        }
        section
    }

    /// Stretches of a segment by owner. What is too short for a segment of its own is left to the app.
    fn runs(&self, first: u32, bytes: &[u8]) -> Vec<(usize, usize, Option<Part>)> {
        let mut runs: Vec<(usize, usize, Option<Part>)> = Vec::new();
        for place in 0..bytes.len() {
            let owner = self.owners.at(first + place as u32);
            match runs.last_mut() {
                Some((_, to, last)) if *last == owner => *to = place + 1,
                _ => runs.push((place, place + 1, owner)),
            }
        }
        // Padding between two things of one part goes with them: it is nobody's.
        let mut joined: Vec<(usize, usize, Option<Part>)> = Vec::new();
        for (place, run) in runs.iter().enumerate() {
            let (from, to, mut owner) = *run;
            let around = [joined.last().and_then(|run| run.2), runs.get(place + 1).and_then(|run| run.2)];
            if owner.is_none()
                && around[0] == around[1]
                && to - from < 8
                && bytes[from..to].iter().all(|byte| *byte == 0)
            {
                owner = around[0];
            }
            match joined.last_mut() {
                Some((_, end, last)) if *last == owner => *end = to,
                _ => joined.push((from, to, owner)),
            }
        }
        let mut out: Vec<(usize, usize, Option<Part>)> = Vec::new();
        for (from, to, owner) in joined {
            let owner = owner.filter(|_| to - from >= SMALL);
            match out.last_mut() {
                Some((_, end, last)) if *last == owner => *end = to,
                _ => out.push((from, to, owner)),
            }
        }
        out
    }
}

fn kind(kind: ExternalKind) -> ExportKind {
    match kind {
        ExternalKind::Func | ExternalKind::FuncExact => ExportKind::Func,
        ExternalKind::Table => ExportKind::Table,
        ExternalKind::Memory => ExportKind::Memory,
        ExternalKind::Global => ExportKind::Global,
        ExternalKind::Tag => ExportKind::Tag,
    }
}

/// Functions and types under their new numbers.
#[derive(Default)]
struct Renumber {
    functions: Vec<Option<u32>>,
    types: Types,
}

/// The types of a module: all of the whole one, or those that were met, in their order.
#[derive(Default)]
enum Types {
    #[default]
    AsTheyAre,
    Some(Vec<u32>),
}

impl Reencode for Renumber {
    type Error = String;

    fn function_index(&mut self, function: u32) -> Result<u32> {
        let new = self.functions.get(function as usize).copied().flatten();
        new.ok_or_else(|| unusual("a call of a function in another part"))
    }

    fn type_index(&mut self, kind: u32) -> Result<u32> {
        let Types::Some(met) = &mut self.types else { return Ok(kind) };
        let place = met.iter().position(|one| *one == kind).unwrap_or_else(|| {
            met.push(kind);
            met.len() - 1
        });
        Ok(place as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{Function, MemorySection, MemoryType, RefType, TableSection, TableType};
    use wasmparser::Validator;

    /// Function 0 is exported, 1 is what both need, 2 is the way into a part, 3 what only the part calls. Places 1, 2 and 3 of the
    /// table hold 2, 0 and 3; addresses 8 to 12 are the app's, 64 to 96 the part's.
    fn module() -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        types.ty().function([], [wasm_encoder::ValType::I32]);
        let mut functions = FunctionSection::new();
        for kind in [1; 4] {
            functions.function(kind);
        }
        let mut tables = TableSection::new();
        tables.table(TableType {
            element_type: RefType::FUNCREF,
            table64: false,
            minimum: 4,
            maximum: None,
            shared: false,
        });
        let mut memories = MemorySection::new();
        memories.memory(MemoryType { minimum: 1, maximum: None, memory64: false, shared: false, page_size_log2: None });
        let mut exports = ExportSection::new();
        exports.export("main", ExportKind::Func, 0);
        let mut elements = ElementSection::new();
        elements.active(None, &ConstExpr::i32_const(1), Elements::Functions(vec![2, 0, 3].into()));
        let mut code = CodeSection::new();
        let calls = |called: &[u32]| {
            let mut body = Function::new([]);
            for called in called {
                body.instructions().call(*called).drop();
            }
            body.instructions().i32_const(7).end();
            body
        };
        for body in [calls(&[1]), calls(&[]), calls(&[1, 3]), calls(&[1])] {
            code.function(&body);
        }
        let mut data = DataSection::new();
        data.active(0, &ConstExpr::i32_const(8), *b"the apps");
        data.active(0, &ConstExpr::i32_const(60), [vec![1; 4], vec![2; 32]].concat());
        let mut module = Module::new();
        module.section(&types).section(&functions).section(&tables).section(&memories).section(&exports);
        module.section(&elements).section(&code).section(&data);
        module.finish()
    }

    #[test]
    fn a_part_brings_its_own_and_imports_the_rest() {
        let owners = Owners {
            names: vec!["tools".to_owned()],
            slots: vec![None, Some(0), None, Some(0)],
            data: vec![(64..96, 0)],
        };
        let (app, parts) = split(&module(), &owners, "a").expect("a module");
        let [(name, part)] = parts.as_slice() else { panic!("one part") };
        assert_eq!(name, "tools");
        Validator::new().validate_all(&app).expect("the app is valid");
        Validator::new().validate_all(part).expect("the part is valid");
        let (app, part) = (Whole::read(&app).expect("a module"), Whole::read(part).expect("a module"));
        assert_eq!((app.bodies.len(), app.slots.as_slice(), app.data.len()), (2, [(2, 0)].as_slice(), 2));
        assert_eq!(app.data[1].1, [1; 4]);
        // What it imports of functions comes first: function 1 is its 0.
        assert_eq!((part.imported, part.calls), (1, vec![vec![], vec![0, 2], vec![0]]));
        assert_eq!(part.slots, [(1, 1), (3, 2)]);
        assert_eq!(part.data, [(64, [2; 32].as_slice())]);
        assert_eq!((part.types.len(), app.types.len()), (1, 2));
    }

    #[test]
    fn what_is_no_module_is_a_sentence() {
        let owners = Owners { names: Vec::new(), slots: Vec::new(), data: Vec::new() };
        assert!(split(b"no module", &owners, "a").is_err());
    }
}
