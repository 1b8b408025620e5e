//! Compiles the words of the interface.

use compiler::script;

fn main() {
    script::run(&[script::catalogue]);
}
