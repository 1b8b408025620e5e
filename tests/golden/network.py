"""Golden numbers for the networks, their training and the recurrent cell, from PyTorch on the CPU in double precision.

Run from the repository's root, in a Python that has torch (pip install torch numpy):

    python tests/golden/network.py

It writes tests/golden/network.txt, which tests/it/golden_network.rs holds the networks of this package against. A case is a
line `case NAME`, then lines `key value value ...`, then an empty line. A state is one list: for each layer W (row after row),
b, and with batch normalisation gamma, beta; then for each normalised layer the running means and running variances.
PyTorch's own layers, losses and autograd are used; nothing of this package.
"""

import itertools
import math
import os
import torch
from torch import nn
from torch.nn import functional as F

torch.set_default_dtype(torch.float64)
torch.use_deterministic_algorithms(True)

INPUTS, WIDTH, DEPTH, EXAMPLES, UPDATES = 3, 5, 6, 7, 12
ACTIVATIONS = {
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": F.relu,
    "leaky-relu": lambda u: F.leaky_relu(u, 0.01),
    "elu": F.elu,
    "linear": lambda u: u,
}


class Network(nn.Module):
    """DEPTH linear layers; hidden ones optionally normalised, from the second on optionally with a skip connection."""

    def __init__(self, activation, normalised, skip):
        super().__init__()
        widths = [INPUTS] + [WIDTH] * (DEPTH - 1) + [1]
        self.linear = nn.ModuleList(nn.Linear(a, b) for a, b in itertools.pairwise(widths))
        self.norm = nn.ModuleList(nn.BatchNorm1d(WIDTH) for _ in range(DEPTH - 1)) if normalised else None
        self.activation, self.skip = ACTIVATIONS[activation], skip
        for parameter in self.parameters():
            nn.init.normal_(parameter, 0.0, 0.6)

    def forward(self, h):
        for index, linear in enumerate(self.linear):
            z = linear(h)
            if index == DEPTH - 1:
                return z
            branch = self.activation(self.norm[index](z) if self.norm else z)
            if index == 0 or self.skip == "none":
                h = branch
            else:
                h = h + branch / (math.sqrt(DEPTH) if self.skip == "scaled" else 1.0)

    def flat(self, of):
        """What `of` gives for each parameter, in the order of the state."""
        parts = []
        for index, linear in enumerate(self.linear):
            parts += [of(linear.weight), of(linear.bias)]
            if self.norm and index < DEPTH - 1:
                parts += [of(self.norm[index].weight), of(self.norm[index].bias)]
        return torch.cat([part.reshape(-1) for part in parts])

    def running(self):
        norms = self.norm or []
        return torch.cat([torch.zeros(0)] + [torch.cat([norm.running_mean, norm.running_var]) for norm in norms])


def write(file, key, values):
    values = values.reshape(-1).tolist() if torch.is_tensor(values) else values
    file.write(key + "".join(f" {value}" for value in values) + "\n")


def network_case(file, seed, activation, normalised=False, skip="none", loss="cross-entropy", decay=0.0):
    torch.manual_seed(seed)
    network = Network(activation, normalised, skip)
    x = torch.randn(EXAMPLES, INPUTS)
    t = (torch.rand(EXAMPLES, 1) < 0.5).double() if loss == "cross-entropy" else torch.randn(EXAMPLES, 1)
    measure = F.binary_cross_entropy_with_logits if loss == "cross-entropy" else lambda z, t: 0.5 * F.mse_loss(z, t)
    before = torch.cat([network.flat(lambda p: p.detach()), network.running()])
    value = measure(network(x), t) + 0.5 * decay * sum((linear.weight**2).sum() for linear in network.linear)
    value.backward()
    file.write(f"case {activation}{' normalised' * normalised} skip-{skip} {loss} decay-{decay}\n")
    write(file, "activation", [activation])
    write(file, "normalised", [int(normalised)])
    write(file, "skip", [skip])
    write(file, "objective", [loss])
    write(file, "decay", [decay])
    write(file, "state", before)
    write(file, "inputs", x)
    write(file, "targets", t)
    write(file, "loss", [value.item()])
    write(file, "gradient", network.flat(lambda p: p.grad))
    write(file, "running", network.running())
    network.eval()
    write(file, "evaluated", network(x).detach())
    file.write("\n")


def recurrent_case(file, seed, activation):
    torch.manual_seed(seed)
    units, inputs, times = 5, 2, 12
    w = torch.linalg.qr(torch.randn(units, units))[0] * 1.1
    u = torch.randn(units, inputs) * 0.7
    w.requires_grad_()
    u.requires_grad_()
    x, target = torch.randn(times, inputs), torch.randn(units)
    h, states = torch.zeros(units), []
    for row in x:
        h = ACTIVATIONS[activation](w @ h + u @ row)
        h.retain_grad()
        states.append(h)
    value = 0.5 * ((h - target) ** 2).sum()
    value.backward()
    file.write(f"case recurrent {activation}\n")
    write(file, "activation", [activation])
    write(file, "units", [units])
    write(file, "weights", w.detach())
    write(file, "input_weights", u.detach())
    write(file, "inputs", x)
    write(file, "targets", target)
    write(file, "loss", [value.item()])
    write(file, "states", torch.stack(states).detach())
    write(file, "gradients", torch.stack([state.grad for state in states]))
    write(file, "weights_gradient", w.grad)
    write(file, "input_gradient", u.grad)
    file.write("\n")


def bound_gradient(network, clip, bound):
    """Clips by PyTorch's operations. Its `clip_grad_norm_` adds 1e-6 to the norm, which the formula has not."""
    if clip == "value":
        nn.utils.clip_grad_value_(network.parameters(), bound)
    elif clip == "norm":
        norm = network.flat(lambda p: p.grad).norm()
        for parameter in network.parameters():
            parameter.grad.mul_(torch.clamp(bound / norm, max=1.0))


def training_case(file, seed, activation, descents, normalised=False, skip="none", name=""):
    """UPDATES of torch.optim.SGD. `descents`: from which update on, rate, clip, bound, decay (of matrices alone)."""
    torch.manual_seed(seed)
    network = Network(activation, normalised, skip)
    x = torch.randn(EXAMPLES, INPUTS)
    t = (torch.rand(EXAMPLES, 1) < 0.5).double()
    matrices = [linear.weight for linear in network.linear]
    others = [p for p in network.parameters() if all(p is not matrix for matrix in matrices)]
    optimizer = torch.optim.SGD([{"params": matrices}, {"params": others}], lr=0.0)
    file.write(f"case training {activation}{' normalised' * normalised} skip-{skip} {name}\n")
    write(file, "activation", [activation])
    write(file, "normalised", [int(normalised)])
    write(file, "skip", [skip])
    write(file, "objective", ["cross-entropy"])
    clips = ["none", "norm", "value"]
    write(file, "descents", [n for at, rate, clip, *more in descents for n in [at, rate, clips.index(clip), *more]])
    write(file, "state", torch.cat([network.flat(lambda p: p.detach()), network.running()]))
    write(file, "inputs", x)
    write(file, "targets", t)
    rows, bounded = [], 0
    for update in range(UPDATES + 1):
        optimizer.zero_grad()
        statistics = network.running().clone()
        value = F.binary_cross_entropy_with_logits(network(x), t)
        value.backward()
        gradient = network.flat(lambda p: p.grad).clone()
        rows.append([value.item(), gradient.norm(), matrices[1].grad.norm(), matrices[-2].grad.norm()])
        if update == UPDATES:
            break
        _, rate, clip, bound, decay = [descent for descent in descents if descent[0] <= update][-1]
        bound_gradient(network, clip, bound)
        bounded += not torch.equal(gradient, network.flat(lambda p: p.grad))
        for group, share in zip(optimizer.param_groups, [decay, 0.0]):
            group["lr"], group["weight_decay"] = rate, share
        optimizer.step()
    # A case that is about clipping clips.
    assert (bounded > 0) == any(clip != "none" for _, _, clip, *_ in descents), name
    for key, column in zip(["losses", "norms", "early_norms", "late_norms"], zip(*rows)):
        write(file, key, torch.tensor(column))
    # The pass that measured the last row has moved the running statistics once more than the updates have.
    write(file, "end", torch.cat([network.flat(lambda p: p.detach()), statistics]))
    file.write("\n")


with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "network.txt"), "w", encoding="utf-8") as out:
    out.write(f"made by tests/golden/network.py with torch {torch.__version__}\n\n")
    seeds = itertools.count(1)
    for name in ACTIVATIONS:
        network_case(out, next(seeds), name)
        network_case(out, next(seeds), name, True, "scaled", "cross-entropy", 0.03)
    for name in ["tanh", "relu"]:
        network_case(out, next(seeds), name, normalised=True)
        network_case(out, next(seeds), name, skip="plain")
        network_case(out, next(seeds), name, skip="scaled")
        network_case(out, next(seeds), name, decay=0.03)
        network_case(out, next(seeds), name, loss="half-squares")
        network_case(out, next(seeds), name, True, "plain", "half-squares", 0.03)
    recurrent_case(out, next(seeds), "linear")
    recurrent_case(out, next(seeds), "tanh")
    training_case(out, next(seeds), "tanh", [(0, 0.5, "none", 1.0, 0.0)], name="plain")
    training_case(out, next(seeds), "sigmoid", [(0, 2.0, "none", 1.0, 0.2)], name="decay")
    training_case(out, next(seeds), "relu", [(0, 1.0, "norm", 0.1, 0.0)], name="clip-norm")
    training_case(out, next(seeds), "leaky-relu", [(0, 1.0, "value", 0.02, 0.0)], skip="plain", name="clip-value")
    training_case(out, next(seeds), "elu", [(0, 0.5, "norm", 0.2, 0.1)], True, "scaled", name="clip-norm decay")
    forked = [(0, 0.3, "none", 1.0, 0.0), (4, 1.0, "value", 0.05, 0.1), (8, 0.5, "norm", 0.1, 0.3)]
    training_case(out, next(seeds), "tanh", forked, True, "scaled", name="three descents")
