//! Files: of the folder of the built site, and on the way there.

use crate::run::Outcome;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

/// What the site's own page does not load: the site as one file, the script for pages of others, the guides.
const BESIDE: [&str; 3] = [crate::one_file::NAME, "embed.js", "guides"];

/// Whether a file of the built folder is none that the site's own page loads.
pub fn stands_beside(file: &Path) -> bool {
    BESIDE.iter().any(|name| file.components().any(|part| part.as_os_str() == *name))
}

/// What went wrong with a file, as a sentence.
pub fn told(file: &Path) -> impl Fn(std::io::Error) -> String {
    move |error| format!("{}: {error}", file.display())
}

/// A file as bytes.
pub fn bytes(file: &Path) -> Outcome<Vec<u8>> {
    fs::read(file).map_err(told(file))
}

/// A file as text.
pub fn text(file: &Path) -> Outcome<String> {
    fs::read_to_string(file).map_err(told(file))
}

/// Writes a file.
pub fn write(file: &Path, content: impl AsRef<[u8]>) -> Outcome {
    fs::write(file, content).map_err(told(file))
}

/// An empty folder.
pub fn emptied(folder: PathBuf) -> Outcome<PathBuf> {
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(told(&folder))?;
    }
    fs::create_dir_all(&folder).map_err(told(&folder))?;
    Ok(folder)
}

/// Writes a file of the site under a name that changes with what is in it: one name, one content, for caches. Returns the name.
pub fn put(dist: &Path, content: impl AsRef<[u8]>, extension: &str) -> Outcome<String> {
    let digest: String = Sha256::digest(&content).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let name = format!("downhill-{digest}.{extension}");
    write(&dist.join(&name), content)?;
    Ok(name)
}

/// Every file below a folder.
pub fn files(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(told(folder))?.flatten() {
        let path = entry.path();
        if path.is_dir() { found.extend(files(&path)?) } else { found.push(path) }
    }
    found.sort();
    Ok(found)
}
