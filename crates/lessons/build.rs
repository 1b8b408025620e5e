//! Compiles the stories of the lessons to Rust in `OUT_DIR`.

use compiler::script;

fn main() {
    script::run(&[script::stories]);
}
