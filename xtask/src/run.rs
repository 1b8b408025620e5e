//! Running other programs, and saying what happens.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Done, or a sentence that says what failed and what to do.
pub type Outcome<T = ()> = Result<T, String>;

/// The root of the repository.
pub fn root() -> PathBuf {
    let here = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let root = here.and_then(|xtask| xtask.parent().map(PathBuf::from));
    root.or_else(|| std::env::current_dir().ok()).unwrap_or_else(|| PathBuf::from("."))
}

/// A command that runs in the root of the repository.
pub fn command(program: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root());
    command
}

/// The cargo that runs us.
pub fn cargo() -> Command {
    command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs a command with its output on the terminal; `trouble` is the sentence for when it fails.
pub fn run(command: &mut Command, trouble: &str) -> Outcome {
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(trouble.to_owned()),
        Err(error) => Err(format!("{trouble} ({} did not start: {error})", command.get_program().display())),
    }
}

/// What a command prints, or nothing if it is missing or fails.
pub fn capture(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// What a command prints, with its complaints on the terminal; `trouble` is the sentence for when it fails.
pub fn output(command: &mut Command, trouble: &str) -> Outcome<String> {
    match command.stdin(Stdio::null()).stderr(Stdio::inherit()).output() {
        Ok(output) if output.status.success() => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        Ok(_) => Err(trouble.to_owned()),
        Err(error) => Err(format!("{trouble} ({} did not start: {error})", command.get_program().display())),
    }
}

/// Whether a program with this name is on the path.
pub fn on_path(name: &str) -> Option<PathBuf> {
    let name = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(&name)).find(|file| file.is_file())
}

/// Tells the person what is being done.
pub fn say(line: impl AsRef<str>) {
    eprintln!("\n== {}", line.as_ref());
}

/// The stages of a command with their wall times.
pub struct Stages(Vec<(String, Duration)>);

impl Stages {
    /// No stage yet.
    pub fn new() -> Self {
        Self(Vec::new())
    }

    /// Runs a stage and remembers how long it took, also when it fails.
    pub fn time(&mut self, name: &str, stage: impl FnOnce() -> Outcome) -> Outcome {
        say(name);
        let start = Instant::now();
        let outcome = stage();
        let failed = if outcome.is_err() { ": failed" } else { "" };
        self.0.push((format!("{name}{failed}"), start.elapsed()));
        outcome
    }

    /// Remembers a stage that could not be.
    pub fn skip(&mut self, name: &str) {
        self.0.push((format!("{name}: NOT TESTED"), Duration::ZERO));
    }

    /// The table of wall times.
    pub fn print(&self) {
        println!("\n   wall time");
        for (name, time) in &self.0 {
            println!("{:>9.1} s  {name}", time.as_secs_f64());
        }
        println!("{:>9.1} s  in all", self.0.iter().map(|(_, time)| time.as_secs_f64()).sum::<f64>());
    }
}
