//! What takes many seeds to show. Slow, so a stage of its own in `cargo xtask test`: `cargo test --test proofs`.

mod remedies;
