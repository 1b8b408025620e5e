//! A finished module, read.

use wasm_encoder::reencode::Error;
use wasmparser::{DataKind, ElementItems, ElementKind, FunctionBody, Operator, Parser, Payload, TypeRef};

/// What reading or writing a module ends in.
pub type Result<T> = std::result::Result<T, Error<String>>;

/// A module, read.
#[derive(Default)]
pub struct Whole<'a> {
    /// Sections that stay as they are, with the bytes of the others left out.
    pub sections: Vec<(u8, &'a [u8])>,
    pub types: Vec<wasmparser::FuncType>,
    /// The type of every function; those that are imported come first.
    pub functions: Vec<u32>,
    pub imported: usize,
    pub memories: Vec<wasmparser::MemoryType>,
    pub tables: Vec<wasmparser::TableType>,
    pub globals: Vec<wasmparser::GlobalType>,
    pub exports: Vec<wasmparser::Export<'a>>,
    pub start: Option<u32>,
    pub bodies: Vec<FunctionBody<'a>>,
    /// Which functions each function calls or names.
    pub calls: Vec<Vec<usize>>,
    /// Places of the first table, with their functions.
    pub slots: Vec<(u32, u32)>,
    /// Addresses with data.
    pub data: Vec<(u32, &'a [u8])>,
}

impl<'a> Whole<'a> {
    /// Reads a module of functions, with one table that is filled at once, and data likewise.
    pub fn read(wasm: &'a [u8]) -> Result<Whole<'a>> {
        let mut whole = Whole::default();
        for payload in Parser::new(0).parse_all(wasm) {
            let payload = payload?;
            if let Some((id, range)) = payload.as_section() {
                whole.sections.push((id, &wasm[range.start as usize..range.end as usize]));
            }
            match payload {
                Payload::TypeSection(types) => {
                    for group in types {
                        whole.types.extend(group?.types().map(|one| one.unwrap_func().clone()));
                    }
                }
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        if let TypeRef::Func(kind) = import?.ty {
                            whole.functions.push(kind);
                        }
                    }
                    whole.imported = whole.functions.len();
                    whole.calls.resize(whole.imported, Vec::new());
                }
                Payload::FunctionSection(functions) => {
                    for kind in functions {
                        whole.functions.push(kind?);
                    }
                }
                Payload::MemorySection(memories) => {
                    whole.memories = memories.into_iter().collect::<wasmparser::Result<_>>()?
                }
                Payload::TableSection(tables) => {
                    for table in tables {
                        whole.tables.push(table?.ty);
                    }
                }
                Payload::GlobalSection(globals) => {
                    for global in globals {
                        whole.globals.push(global?.ty);
                    }
                }
                Payload::ExportSection(exports) => {
                    whole.exports = exports.into_iter().collect::<wasmparser::Result<_>>()?
                }
                Payload::StartSection { func, .. } => whole.start = Some(func),
                Payload::ElementSection(elements) => whole.elements(elements)?,
                Payload::CodeSectionEntry(body) => {
                    whole.calls.push(calls(&body)?);
                    whole.bodies.push(body);
                }
                Payload::DataSection(data) => {
                    for segment in data {
                        let segment = segment?;
                        let DataKind::Active { offset_expr, .. } = segment.kind else {
                            return Err(unusual("passive data"));
                        };
                        whole.data.push((constant(&offset_expr)?, segment.data));
                    }
                }
                _ => {}
            }
        }
        Ok(whole)
    }

    fn elements(&mut self, elements: wasmparser::ElementSectionReader) -> Result<()> {
        for element in elements {
            let element = element?;
            let ElementKind::Active { table_index: None | Some(0), offset_expr } = element.kind else {
                return Err(unusual("a table that is filled later"));
            };
            let ElementItems::Functions(functions) = element.items else {
                return Err(unusual("a table of expressions"));
            };
            let first = constant(&offset_expr)?;
            for (place, function) in functions.into_iter().enumerate() {
                self.slots.push((first + place as u32, function?));
            }
        }
        Ok(())
    }
}

/// What is not expected in a module, as an error.
pub fn unusual(what: &str) -> Error<String> {
    Error::UserError(format!("{what} is not expected here"))
}

fn constant(expression: &wasmparser::ConstExpr) -> Result<u32> {
    match expression.get_operators_reader().read()? {
        Operator::I32Const { value } => Ok(value as u32),
        _ => Err(unusual("an address that is no constant")),
    }
}

fn calls(body: &FunctionBody) -> Result<Vec<usize>> {
    let mut found = Vec::new();
    for operator in body.get_operators_reader()? {
        match operator? {
            Operator::Call { function_index }
            | Operator::RefFunc { function_index }
            | Operator::ReturnCall { function_index } => {
                found.push(function_index as usize);
            }
            // Segments of data are counted anew.
            Operator::MemoryInit { .. } | Operator::DataDrop { .. } => {
                return Err(unusual("data that is copied later"));
            }
            _ => {}
        }
    }
    Ok(found)
}
