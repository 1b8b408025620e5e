//! SPDX licence expressions: `MIT OR (Apache-2.0 AND BSD-3-Clause)`.

/// Whether an expression can be satisfied with licences for which `allowed` is true.
/// An expression that cannot be read is not.
pub fn satisfied(expression: &str, allowed: &dyn Fn(&str) -> bool) -> bool {
    // An older spelling of OR that some crates still use.
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut rest = words.as_slice();
    any(&mut rest, allowed) == Some(true) && rest.is_empty()
}

fn any(rest: &mut &[&str], allowed: &dyn Fn(&str) -> bool) -> Option<bool> {
    let mut holds = all(rest, allowed)?;
    while take(rest, "OR") {
        holds |= all(rest, allowed)?;
    }
    Some(holds)
}

fn all(rest: &mut &[&str], allowed: &dyn Fn(&str) -> bool) -> Option<bool> {
    let mut holds = one(rest, allowed)?;
    while take(rest, "AND") {
        holds &= one(rest, allowed)?;
    }
    Some(holds)
}

fn one(rest: &mut &[&str], allowed: &dyn Fn(&str) -> bool) -> Option<bool> {
    if take(rest, "(") {
        let holds = any(rest, allowed);
        return if take(rest, ")") { holds } else { None };
    }
    let (id, after) = rest.split_first()?;
    *rest = after;
    if take(rest, "WITH") {
        // Exceptions only ever permit more.
        *rest = rest.split_first()?.1;
    }
    Some(allowed(id))
}

fn take(rest: &mut &[&str], word: &str) -> bool {
    match rest.split_first() {
        Some((first, after)) if *first == word => {
            *rest = after;
            true
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::satisfied;

    #[test]
    fn one_allowed_choice_is_enough_and_every_part_is_needed() {
        let allowed = |id: &str| ["MIT", "Apache-2.0"].contains(&id);
        for good in [
            "MIT",
            "GPL-3.0 OR MIT",
            "MIT/GPL-3.0",
            "(GPL-3.0 OR MIT) AND Apache-2.0",
            "Apache-2.0 WITH LLVM-exception",
        ] {
            assert!(satisfied(good, &allowed), "{good}");
        }
        for bad in ["", "GPL-3.0", "MIT AND GPL-3.0", "MIT OR", "(MIT", "MIT MIT"] {
            assert!(!satisfied(bad, &allowed), "{bad}");
        }
    }
}
