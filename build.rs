//! Compiles the table of roles and all words to Rust in `OUT_DIR`.

use compiler::script;

fn main() {
    script::run(&[script::roles, script::stories]);
}
