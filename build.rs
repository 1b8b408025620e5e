//! Compiles the tables of controls and roles and all words to Rust in `OUT_DIR`.

use compiler::script;

fn main() {
    script::run(&[script::controls, script::roles, script::catalogue, script::stories]);
}
