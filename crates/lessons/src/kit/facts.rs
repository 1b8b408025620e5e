//! The numbers in a lesson's answers, a line each.

/// Functions of a model and a view, by the names that the story writes in braces: `name: |model, view| what it says;`.
macro_rules! facts {
    ($model:ty: $($(#[$about:meta])* $name:ident: |$run:pat_param, $view:pat_param| $says:expr;)*) => {$(
        $(#[$about])*
        pub fn $name($run: &$model, $view: &$crate::View) -> String {
            $says
        }
    )*};
}

pub(crate) use facts;
