//! The program in parts: what every page needs, and what only some need, which is fetched when it is needed.
//!
//! A function of a module `part` is the way into the part of its name, and nothing else calls it but through a pointer. What can be
//! reached through one such function alone (functions, tables of methods, texts) is that part; everything else is the app. Nobody
//! keeps a list: a lesson that is added, and what it alone uses, is a part.
//!
//! Which symbol leads to which is what a linker knows, so that is where the parts are [found](owners::Owners): in the relocations
//! that `wasm-ld --emit-relocs` leaves. What carries through wasm-bindgen and wasm-opt are the places in the table of functions and
//! the addresses of data. By these the finished module is [split](split::split).

mod owners;
mod split;
mod whole;

pub use owners::Owners;
pub use split::split;

/// What tells the linker to keep what it knew.
pub const FLAGS: &str = " -C link-arg=--emit-relocs";

/// A part's place in the list of parts.
type Part = usize;

/// Whose a thing is: nobody's yet, one part's, or the app's.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Owner {
    Nobody,
    Part(Part),
    App,
}

impl Owner {
    /// Whose it is when this one needs it as well; none if that is nothing new.
    fn and(self, other: Owner) -> Option<Owner> {
        let both = match (self, other) {
            (Owner::Nobody, other) => other,
            (own, other) if own == other => own,
            _ => Owner::App,
        };
        (both != self).then_some(both)
    }
}

/// Gives every thing that can be reached from the roots to those that reach it: to one, or to the app. `leads[thing]` are the things
/// that a thing needs; `closed` are those that only their own root opens.
fn reached(leads: &[Vec<usize>], roots: &[(usize, Owner)], closed: impl Fn(usize) -> bool) -> Vec<Owner> {
    let mut owners = vec![Owner::Nobody; leads.len()];
    let mut waiting: Vec<(usize, Owner)> = roots.to_vec();
    while let Some((thing, owner)) = waiting.pop() {
        if let Some(both) = owners[thing].and(owner) {
            owners[thing] = both;
            let next = leads[thing].iter().filter(|next| !closed(**next));
            waiting.extend(next.map(|next| (*next, both)));
        }
    }
    owners
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The app 0 leads to 1; the parts 2 and 3, closed, lead to 4 and 1, and to 4 and 5; 5 leads to 6 and 6 to 5; nothing to 7.
    #[test]
    fn what_two_parts_need_is_the_apps() {
        let leads = [vec![1, 2, 3], vec![], vec![4, 1], vec![4, 5], vec![], vec![6], vec![5], vec![]];
        let roots = [(0, Owner::App), (2, Owner::Part(0)), (3, Owner::Part(1))];
        let owners = reached(&leads, &roots, |thing| thing == 2 || thing == 3);
        let (app, one, other) = (Owner::App, Owner::Part(0), Owner::Part(1));
        assert_eq!(owners, [app, app, one, other, app, other, other, Owner::Nobody]);
    }
}
