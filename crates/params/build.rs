//! Compiles the table of controls.

use compiler::script;

fn main() {
    script::run(&[script::controls]);
}
