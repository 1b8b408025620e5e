//! Compiles the list of roles.

use compiler::script;

fn main() {
    script::run(&[script::roles]);
}
