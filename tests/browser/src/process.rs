//! Programs that we start, and end again: drivers, browsers under them, and a screen that nobody looks at.
//!
//! Each one is the leader of a process group of its own, so that ending it ends what it started, and nothing else.

use crate::Outcome;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// The groups that run now, for an interrupted suite to end.
static RUNNING: Mutex<Vec<u32>> = Mutex::new(Vec::new());

/// A program that ends when this value is dropped.
pub struct Process {
    child: Child,
}

impl Process {
    /// Starts a program. It says nothing, unless `DOWNHILL_VERBOSE` is set.
    pub fn start(command: &mut Command) -> Outcome<Process> {
        let loud = std::env::var_os("DOWNHILL_VERBOSE").is_some();
        let errors = if loud { Stdio::inherit() } else { Stdio::null() };
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(errors);
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(command, 0);
        let name = command.get_program().to_string_lossy().into_owned();
        let child = command.spawn().map_err(|error| format!("{name} does not start: {error}"))?;
        register(child.id());
        Ok(Process { child })
    }

    /// What it prints. To be taken once; whoever does not want it drops it with [`Process::mute`].
    pub fn output(&mut self) -> Option<ChildStdout> {
        self.child.stdout.take()
    }

    /// Reads what it prints and forgets it, so that it never blocks on a full pipe.
    pub fn mute(&mut self) {
        if let Some(mut output) = self.output() {
            std::thread::spawn(move || std::io::copy(&mut output, &mut std::io::sink()));
        }
    }

    /// Whether it still runs.
    pub fn runs(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let group = self.child.id();
        signal(group, false);
        let deadline = Instant::now() + Duration::from_secs(3);
        while self.runs() && Instant::now() < deadline {
            std::thread::sleep(Duration::from_millis(20));
        }
        // Also when the leader has gone: what it started may have stayed.
        signal(group, true);
        let _ = self.child.kill();
        let _ = self.child.wait();
        if let Ok(mut running) = RUNNING.lock() {
            running.retain(|other| *other != group);
        }
    }
}

fn register(group: u32) {
    if let Ok(mut running) = RUNNING.lock() {
        running.push(group);
    }
}

/// Ends everything when the suite is interrupted: the groups do not hear the terminal's Ctrl-C themselves.
pub fn end_all_on_interrupt() {
    let _ = ctrlc::set_handler(|| {
        if let Ok(running) = RUNNING.lock() {
            running.iter().for_each(|group| signal(*group, true));
        }
        std::process::exit(130);
    });
}

#[cfg(unix)]
fn signal(group: u32, at_once: bool) {
    use nix::sys::signal::{Signal, killpg};
    let signal = if at_once { Signal::SIGKILL } else { Signal::SIGTERM };
    if let Ok(group) = i32::try_from(group) {
        let _ = killpg(nix::unistd::Pid::from_raw(group), signal);
    }
}

#[cfg(not(unix))]
fn signal(_group: u32, _at_once: bool) {}
