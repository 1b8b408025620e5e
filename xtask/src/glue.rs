//! The script that wasm-bindgen writes beside the wasm, without what this page never uses, and with short names for what the
//! two call in one another. The version of wasm-bindgen is pinned; in what another one writes, less might be found.

use crate::wasm::short;

/// The script without the classes that crates offer to scripts (this page makes none) and with one way to start it.
pub fn without_classes(script: &str) -> String {
    let mut classes: Vec<&str> = Vec::new();
    let mut out = String::new();
    for statement in &statements(script) {
        if let Some(class) = statement.strip_prefix("export class ") {
            classes.extend(class.split(' ').next());
        }
        let registry = |class: &&str| statement.starts_with(&format!("const {class}Finalization "));
        let unused = ["export class ", "if (Symbol.dispose) ", "function initSync("];
        if !unused.iter().any(|start| statement.starts_with(start)) && !classes.iter().any(registry) {
            out += &statement.replace("export { initSync, ", "export { ");
        }
    }
    out
}

/// Whether the script calls the export.
pub fn calls(script: &str, export: &str) -> bool {
    script.match_indices("wasm.").any(|(at, dot)| word(&script[at + dot.len()..]) == export)
}

/// The script without the functions that the wasm does not import, and with the short names of `wasm::renamed`.
pub fn renamed(script: &str, imports: &[(String, String)], exports: &[String], module: &str) -> String {
    let mut out = String::new();
    let mut skips = false;
    for line in script.split_inclusive('\n') {
        // The functions for the wasm stand one after another in an object, eight blanks in.
        if let Some((name, _)) = line.strip_prefix("        ").and_then(|line| line.split_once(": function(")) {
            skips = word(name) == name && !imports.iter().any(|(_, import)| import == name);
        }
        if !skips {
            out += line;
        }
        if line.trim_end() == "        }," {
            skips = false;
        }
    }
    for (from, _) in imports {
        out = out.replace(&format!("\"{from}\""), &format!("\"{module}\""));
    }
    let mut small = String::new();
    let mut rest = out.as_str();
    while let Some(start) = rest.find(|sign: char| sign.is_ascii_alphanumeric() || sign == '_') {
        let name = word(&rest[start..]);
        let called = rest[..start].ends_with('.') && small.ends_with("wasm");
        small += &rest[..start];
        let place = match called {
            true => exports.iter().position(|export| export == name),
            false => imports.iter().position(|(_, import)| import == name),
        };
        small += &place.map_or(name.to_owned(), short);
        rest = &rest[start + name.len()..];
    }
    small + rest
}

/// The statements of a script in which all but their first and last lines are indented.
fn statements(script: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for line in script.split_inclusive('\n') {
        match found.last_mut() {
            Some(statement) if line.starts_with([' ', '}', '\n', '\r']) => statement.push_str(line),
            _ => found.push(line.to_owned()),
        }
    }
    found
}

/// The identifier at the start.
fn word(text: &str) -> &str {
    &text[..text.find(|sign: char| !sign.is_ascii_alphanumeric() && sign != '_').unwrap_or(text.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = "\
export class Stream {
    free() {
        wasm.stream_free(0);
    }
}
if (Symbol.dispose) Stream.prototype[Symbol.dispose] = Stream.prototype.free;
function imports() {
    const import0 = {
        __wbg_one_1: function(a) {
            return wasm.malloc(a);
        },
        __wbg_two_2: function(a) {
            return a.two;
        },
    };
    return { \"./x_bg.js\": import0 };
}
const StreamFinalization = (typeof FinalizationRegistry === 'undefined')
    ? { register: () => {} }
    : new FinalizationRegistry(wasm.stream_free);
export { initSync, imports as default };
";

    #[test]
    fn what_classes_call_is_not_called_without_them() {
        let plain = without_classes(SCRIPT);
        assert!(calls(SCRIPT, "stream_free") && !calls(&plain, "stream_free"));
        assert!(calls(&plain, "malloc") && !calls(&plain, "mall"));
        assert!(plain.starts_with("function imports()") && plain.ends_with("export { imports as default };\n"));
    }

    #[test]
    fn what_is_imported_stays_under_a_short_name() {
        let imports = [("./x_bg.js".to_owned(), "__wbg_two_2".to_owned())];
        let small = renamed(&without_classes(SCRIPT), &imports, &["memory".to_owned(), "malloc".to_owned()], "x");
        assert!(small.contains("a: function(a) {\n            return a.two;") && !small.contains("__wbg"));
        assert!(small.contains("{ \"x\": import0 }"));
        let both = [imports, [("./x_bg.js".to_owned(), "__wbg_one_1".to_owned())]].concat();
        assert!(
            renamed(SCRIPT, &both, &["malloc".to_owned()], "x")
                .contains("b: function(a) {\n            return wasm.a(a);")
        );
    }
}
