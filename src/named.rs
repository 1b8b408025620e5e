//! Values by name, few enough to look through: what a `BTreeMap` would do, without its 9 kB of code.

/// Values by name, in the order of the names.
#[derive(Clone, Debug, PartialEq)]
pub struct Named<V>(Vec<(String, V)>);

impl<V> Named<V> {
    /// Nothing yet.
    pub const fn new() -> Named<V> {
        Named(Vec::new())
    }
    /// The value of that name.
    pub fn get(&self, name: &str) -> Option<&V> {
        self.place(name).ok().and_then(|place| self.0.get(place)).map(|(_, value)| value)
    }
    /// The value of that name, the usual one if there was none.
    pub fn entry(&mut self, name: &str) -> &mut V
    where
        V: Default,
    {
        let place = self.place(name).unwrap_or_else(|place| {
            self.0.insert(place, (name.to_string(), V::default()));
            place
        });
        &mut self.0[place].1
    }
    /// Gives a name its value.
    pub fn insert(&mut self, name: &str, value: V)
    where
        V: Default,
    {
        *self.entry(name) = value;
    }
    /// Takes a name away.
    pub fn remove(&mut self, name: &str) {
        self.0.retain(|(other, _)| other != name);
    }
    /// All names and values.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &V)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// Where the name is, or belongs.
    fn place(&self, name: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(other, _)| other.as_str().cmp(name))
    }
}

impl<V> Default for Named<V> {
    fn default() -> Named<V> {
        Named::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_kept_once_and_in_order() {
        let mut named = Named::new();
        for (name, value) in [("b", 1), ("a", 2), ("c", 3), ("b", 4)] {
            named.insert(name, value);
        }
        *named.entry("d") += 5;
        named.remove("c");
        named.remove("x");
        assert_eq!(named.iter().collect::<Vec<_>>(), [("a", &2), ("b", &4), ("d", &5)]);
        assert_eq!((named.get("b"), named.get("c")), (Some(&4), None));
    }
}
