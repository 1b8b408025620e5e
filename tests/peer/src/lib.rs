//! The project's own mathematics as a peer of others: four workloads, each a unit of work that always starts from the same
//! numbers, so that speeds can be compared side by side in one browser. It computes with what the lessons compute with.
//!
//! The workloads and the layout of their input are those of the bench that compares the peers:
//! W1 trains a small network on 500 points, W2 sends one pass through 30 layers, W3 takes 10,000 steps of Adam on
//! Rosenbrock's valley, W4 fits a line in batches of 32.

use downhill::sim::landscapes::rosenbrock::Rosenbrock;
use downhill::sim::network::{Activation, Loss, Network, Spec, Workspace};
use downhill::sim::optimizers::{Adam, AdamState, Plain};
use downhill::sim::residual_sums;
use downhill::sim::rng::stream;
use std::cell::RefCell;

/// One workload.
pub trait Work {
    /// Does so many units, each from the start.
    fn run(&mut self, units: usize);
    /// What the last unit came to.
    fn check(&mut self) -> Vec<f64>;
}

/// The workload of that number with its input; none where there is none.
pub fn open(workload: u32, flat: &[f64]) -> Option<Box<dyn Work>> {
    Some(match workload {
        1 => Box::new(SmallNetwork::new(flat)),
        2 => Box::new(DeepPass::new(flat)),
        3 => Box::new(Valley { start: [flat[0], flat[1]], end: [0.0; 2] }),
        4 => Box::new(Line { points: pairs(flat), weights: [0.0; 2] }),
        _ => return None,
    })
}

fn network(widths: Vec<usize>) -> Network {
    Network::new(Spec { widths, activation: Activation::Tanh, loss: Loss::HalfSquares, ..Spec::default() })
}

struct SmallNetwork {
    network: Network,
    inputs: Vec<f64>,
    targets: Vec<f64>,
    start: Vec<f64>,
    weights: Vec<f64>,
    gradient: Vec<f64>,
    workspace: Workspace,
}

impl SmallNetwork {
    const POINTS: usize = 500;
    const BATCH: usize = 10;
    const EPOCHS: usize = 10;

    fn new(flat: &[f64]) -> SmallNetwork {
        let (inputs, rest) = flat.split_at(2 * Self::POINTS);
        let (targets, start) = rest.split_at(Self::POINTS);
        let gradient = vec![0.0; start.len()];
        SmallNetwork {
            network: network(vec![2, 8, 8, 1]),
            inputs: inputs.to_vec(),
            targets: targets.to_vec(),
            start: start.to_vec(),
            weights: start.to_vec(),
            gradient,
            workspace: Workspace::default(),
        }
    }
}

impl Work for SmallNetwork {
    fn run(&mut self, units: usize) {
        let descent = Plain { rate: 0.03 };
        for _ in 0..units {
            self.weights.copy_from_slice(&self.start);
            for _ in 0..Self::EPOCHS {
                for (inputs, targets) in self.inputs.chunks(2 * Self::BATCH).zip(self.targets.chunks(Self::BATCH)) {
                    self.network.loss_and_gradient(
                        &self.weights,
                        inputs,
                        targets,
                        &mut self.gradient,
                        &mut self.workspace,
                    );
                    descent.update(&mut self.weights, &self.gradient);
                }
            }
        }
    }
    fn check(&mut self) -> Vec<f64> {
        vec![self.network.loss(&self.weights, &self.inputs, &self.targets, &mut self.workspace)]
    }
}

struct DeepPass {
    network: Network,
    inputs: Vec<f64>,
    targets: Vec<f64>,
    weights: Vec<f64>,
    gradient: Vec<f64>,
    norms: Vec<f64>,
    workspace: Workspace,
}

impl DeepPass {
    const DEPTH: usize = 30;
    const WIDTH: usize = 32;
    const BATCH: usize = 64;

    fn new(flat: &[f64]) -> DeepPass {
        let (inputs, rest) = flat.split_at(Self::BATCH * Self::WIDTH);
        let (targets, weights) = rest.split_at(Self::BATCH * Self::WIDTH);
        DeepPass {
            network: network(vec![Self::WIDTH; Self::DEPTH + 1]),
            inputs: inputs.to_vec(),
            targets: targets.to_vec(),
            weights: weights.to_vec(),
            gradient: vec![0.0; weights.len()],
            norms: Vec::new(),
            workspace: Workspace::default(),
        }
    }
}

impl Work for DeepPass {
    fn run(&mut self, units: usize) {
        for _ in 0..units {
            self.network.loss_and_gradient(
                &self.weights,
                &self.inputs,
                &self.targets,
                &mut self.gradient,
                &mut self.workspace,
            );
            self.norms = self.network.gradient_norms(&self.gradient);
        }
    }
    fn check(&mut self) -> Vec<f64> {
        self.norms.clone()
    }
}

struct Valley {
    start: [f64; 2],
    end: [f64; 2],
}

impl Work for Valley {
    fn run(&mut self, units: usize) {
        let adam = Adam { rate: 0.01, ..Adam::default() };
        for _ in 0..units {
            self.end = self.start;
            let mut memory = AdamState::new(2);
            for _ in 0..10_000 {
                adam.step(&Rosenbrock, &mut self.end, &mut memory);
            }
        }
    }
    fn check(&mut self) -> Vec<f64> {
        self.end.to_vec()
    }
}

struct Line {
    points: Vec<[f64; 2]>,
    weights: [f64; 2],
}

/// x of all points, then y of all.
fn pairs(flat: &[f64]) -> Vec<[f64; 2]> {
    let (x, y) = flat.split_at(flat.len() / 2);
    x.iter().zip(y).map(|(x, y)| [*x, *y]).collect()
}

impl Work for Line {
    fn run(&mut self, units: usize) {
        for _ in 0..units {
            self.weights = [0.0; 2];
            for _ in 0..5 {
                for batch in self.points.chunks(32) {
                    let [_, along_x, plain] = residual_sums(batch.iter(), self.weights);
                    Plain { rate: 0.05 / batch.len() as f64 }.update(&mut self.weights, &[along_x, plain]);
                }
            }
        }
    }
    fn check(&mut self) -> Vec<f64> {
        self.weights.to_vec()
    }
}

/// An input of the project's own for a workload, always the same. Of the weights only the size matters: nothing overflows.
pub fn own(workload: u32) -> Vec<f64> {
    let (numbers, deviation) = match workload {
        1 => (3 * SmallNetwork::POINTS + 105, 0.5),
        2 => (2 * DeepPass::BATCH * DeepPass::WIDTH + DeepPass::DEPTH * (DeepPass::WIDTH + 1) * DeepPass::WIDTH, 0.2),
        3 => return vec![-1.2, 1.0],
        4 => (20_000, 1.0),
        _ => (0, 0.0),
    };
    let mut random = stream(1, 0, u64::from(workload));
    (0..numbers).map(|_| deviation * random.normal()).collect()
}

thread_local! {
    /// What the host has opened: its input, and the work.
    static INPUT: RefCell<Vec<f64>> = const { RefCell::new(Vec::new()) };
    static WORK: RefCell<Option<Box<dyn Work>>> = const { RefCell::new(None) };
    static ANSWER: RefCell<Vec<f64>> = const { RefCell::new(Vec::new()) };
}

/// Makes room for so many numbers of input; where the host shall write them.
#[unsafe(no_mangle)]
pub extern "C" fn input(numbers: usize) -> *mut f64 {
    INPUT.with_borrow_mut(|input| {
        input.resize(numbers, 0.0);
        input.as_mut_ptr()
    })
}

/// Opens a workload on the input; 1 where there is one of that number.
#[unsafe(no_mangle)]
pub extern "C" fn setup(workload: u32) -> u32 {
    let work = INPUT.with_borrow(|input| open(workload, input));
    let found = u32::from(work.is_some());
    WORK.set(work);
    found
}

/// Opens a workload on the project's own input; 1 where there is one of that number.
#[unsafe(no_mangle)]
pub extern "C" fn own_input(workload: u32) -> u32 {
    INPUT.set(own(workload));
    setup(workload)
}

/// Does so many units.
#[unsafe(no_mangle)]
pub extern "C" fn run(units: usize) {
    WORK.with_borrow_mut(|work| {
        if let Some(work) = work {
            work.run(units);
        }
    });
}

/// How many numbers the answer has; [`answer`] says where they are.
#[unsafe(no_mangle)]
pub extern "C" fn check() -> usize {
    ANSWER.set(WORK.with_borrow_mut(|work| work.as_mut().map_or_else(Vec::new, |work| work.check())));
    ANSWER.with_borrow(Vec::len)
}

/// Where the numbers of the answer are.
#[unsafe(no_mangle)]
pub extern "C" fn answer() -> *const f64 {
    ANSWER.with_borrow(|answer| answer.as_ptr())
}
