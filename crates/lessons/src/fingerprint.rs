//! One number for all that a lesson computes: the same on every machine, or something computes differently there.

use super::Lesson;
use params::decode;

/// The 64 bits of FNV-1a (Fowler, Noll & Vo 1991).
struct Hash(u64);

impl Hash {
    fn take(&mut self, bits: u64) {
        for byte in bits.to_le_bytes() {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
}

/// The hash of every recorded number of the traces of all presets of a lesson, in their order.
pub fn fingerprint(lesson: &Lesson) -> u64 {
    let mut hash = Hash(0xcbf2_9ce4_8422_2325);
    let story = lesson.story();
    for step in story.steps {
        let place = decode(&["#/", story.slug, "?", step.preset].concat(), lesson.controls());
        let mut run = lesson.open(&place.spec);
        // What a run computes after its updates is in no trace.
        while run.trace().ending().is_none() && run.advance(1024) {}
        let trace = run.trace();
        for column in 0..trace.quantities().len() {
            let series = trace.series(column);
            hash.take(series.len() as u64);
            for value in series {
                // Engines may differ in the bits of what is no number.
                hash.take(if value.is_nan() { f64::NAN.to_bits() } else { value.to_bits() });
            }
        }
    }
    hash.0
}
