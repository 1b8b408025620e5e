//! Parts of the program that a page loads when it needs them: each lesson, and the panels together.
//!
//! With the feature `split`, `part!` marks where a part begins (`wasm_split_helpers`), and `cargo xtask build` takes it
//! out of the app (`xtask/src/split.rs`). Without it, as in `cargo xtask serve` and on the command line, the program is in
//! one piece, and every part is here from the start. A part gives one value, so that nobody but who asks for it waits.

#[cfg(feature = "split")]
mod way {
    use std::pin::Pin;
    use std::sync::OnceLock;
    pub use wasm_split_helpers::SplitLoaderError as NotLoaded;

    /// Loads a part, and gives its value.
    type Way<T> = fn() -> Pin<Box<dyn Future<Output = Result<T, NotLoaded>>>>;

    /// See the module.
    pub struct Part<T: 'static> {
        value: OnceLock<T>,
        way: Way<T>,
    }

    impl<T: Copy> Part<T> {
        /// What `way` leads to.
        pub const fn new(way: Way<T>) -> Self {
            Part { value: OnceLock::new(), way }
        }
        /// What the part gives, if it is here.
        pub fn get(&self) -> Option<T> {
            self.value.get().copied()
        }
        /// Loads the part.
        pub async fn load(&self) -> Result<T, NotLoaded> {
            let value = (self.way)().await?;
            Ok(*self.value.get_or_init(|| value))
        }
    }

    /// A function of that name, which gives the part of the program that begins with a value.
    #[macro_export]
    macro_rules! part {
        ($name:ident: $kind:ty = $value:expr) => {
            // The splitter cuts between functions that are declared as another language's; both are Rust of one program.
            #[allow(unsafe_code, improper_ctypes, improper_ctypes_definitions)]
            pub fn $name() -> &'static $crate::Part<$kind> {
                #[$crate::helpers::wasm_split($name, fallible, wasm_split_path = $crate::helpers)]
                fn $name() -> Result<$kind, $crate::NotLoaded> {
                    Ok($value)
                }
                static PART: $crate::Part<$kind> = $crate::Part::new(|| Box::pin($name()));
                &PART
            }
        };
    }
}

#[cfg(not(feature = "split"))]
mod way {
    /// That a part could not be loaded; here none is.
    pub struct NotLoaded;

    /// See the module.
    pub struct Part<T: 'static>(T);

    impl<T: Copy> Part<T> {
        /// This value.
        pub const fn new(value: T) -> Self {
            Part(value)
        }
        /// What the part gives; here it always is.
        pub fn get(&self) -> Option<T> {
            Some(self.0)
        }
        /// Loads the part, which is here.
        pub async fn load(&self) -> Result<T, NotLoaded> {
            Ok(self.0)
        }
    }

    /// A function of that name, which gives the part of the program that begins with a value.
    #[macro_export]
    macro_rules! part {
        ($name:ident: $kind:ty = $value:expr) => {
            pub fn $name() -> &'static $crate::Part<$kind> {
                static PART: $crate::Part<$kind> = $crate::Part::new($value);
                &PART
            }
        };
    }
}

pub use way::*;

/// What [`part!`] needs where it is used.
#[cfg(feature = "split")]
#[doc(hidden)]
pub use wasm_split_helpers as helpers;
