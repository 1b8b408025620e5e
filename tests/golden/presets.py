"""Golden numbers for the networks that the lesson on deep gradients opens with, from PyTorch on the CPU in double precision.

Run from the repository's root, in a Python that has torch (pip install torch numpy):

    python tests/golden/presets.py

It writes tests/golden/presets.txt, which crates/lessons/src/deep_gradients/tests.rs holds the lesson's own numbers against: for each
link the loss before the first update, then the norm of dL/dW of every layer. Settings and first weights come from
`downhill run LINK --format json`; the birds are read from crates/sim/src/data/penguins.csv here, and the network, its loss and its
gradient are PyTorch's. Weights stand layer after layer: W (row after row, a row an output), b, and with batch normalisation
gains and shifts.
"""

import json
import pathlib
import subprocess
import sys

import torch
from torch.nn import functional as F

torch.set_default_dtype(torch.float64)
ROOT = pathlib.Path(__file__).parents[2]
PROGRAM = sys.argv[1:] or ["cargo", "run", "--quiet", "--release", "--"]
LINKS = [
    "activation=sigmoid&init=xavier",
    "activation=sigmoid&init=xavier&depth=50&width=64",
    "activation=sigmoid&init=xavier&skip=scaled",
    "activation=sigmoid&init=normal&width=64",
    "activation=tanh&init=xavier",
    "activation=tanh&init=he&scale=2",
    "activation=tanh&init=he&scale=8",
    "activation=tanh&init=he&scale=100",
    "activation=relu&init=he",
    "activation=relu&init=he&depth=50&width=64",
    "activation=relu&init=he&skip=plain",
    "activation=relu&init=he&norm=1",
    "activation=relu&init=he&scale=100",
    "activation=relu&init=he&scale=100&norm=1",
    "activation=leaky-relu&init=he",
    "activation=elu&init=he&skip=scaled&norm=1",
]
ACTIVATIONS = {
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": F.relu,
    "leaky-relu": lambda u: F.leaky_relu(u, 0.01),
    "elu": F.elu,
}
BIRDS = 64


def birds():
    """Every fifth bird or so, each measure in deviations of all birds from their mean; 1 for a male."""
    rows = [line.split(",") for line in (ROOT / "crates/sim/src/data/penguins.csv").read_text().split("\n")[1:] if line]
    x = torch.tensor([[float(entry) for entry in row[:4]] for row in rows])
    x = (x - x.mean(0)) / x.std(0, correction=0)
    t = torch.tensor([[float(row[4] == "m")] for row in rows])
    places = [place * len(rows) // BIRDS for place in range(BIRDS)]
    return x[places], t[places]


def case(link):
    said = subprocess.run([*PROGRAM, "run", f"#/deep-gradients?updates=0&{link}", "--format", "json"], cwd=ROOT, check=True, capture_output=True)
    run = json.loads(said.stdout)
    settings, state = run["settings"], torch.tensor(run["initial_state"])
    depth, width, at = settings["depth"], settings["width"], 0

    def take(*shape):
        nonlocal at
        count = torch.Size(shape).numel()
        at += count
        return state[at - count : at].reshape(shape).clone().requires_grad_()

    widths = [4] + [width] * (depth - 1) + [1]
    layers = []
    for index, (inputs, outputs) in enumerate(zip(widths, widths[1:])):
        layer = [take(outputs, inputs), take(outputs)]
        if settings["norm"] and index < depth - 1:
            layer += [take(outputs), take(outputs)]
        layers.append(layer)
    x, t = birds()
    h = x
    for index, (weight, bias, *norm) in enumerate(layers):
        z = F.linear(h, weight, bias)
        if index == depth - 1:
            break
        u = F.batch_norm(z, None, None, norm[0], norm[1], training=True) if norm else z
        branch = ACTIVATIONS[settings["activation"]](u)
        scale = {"none": None, "plain": 1.0, "scaled": depth**-0.5}[settings["skip"]]
        h = branch if index == 0 or scale is None else h + branch * scale
    loss = F.binary_cross_entropy_with_logits(z, t)
    loss.backward()
    norms = [layer[0].grad.norm().item() for layer in layers]
    return " ".join([link, *(repr(float(value)) for value in [loss.item(), *norms])])


lines = [f"# Made by tests/golden/presets.py with PyTorch {torch.__version__}", *map(case, LINKS)]
(ROOT / "tests/golden/presets.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
