"""Golden numbers: plain descent and momentum, by PyTorch (CPU, float64).

    pip install torch && python tests/golden/descent.py > tests/golden/descent.txt

Objectives: two quadratics 1/2 w'Aw in three dimensions, one along the axes and one turned, and the mean squared error of a
line through the 333 penguins of crates/sim/src/data/penguins.csv (flipper length in cm from 19 cm, body mass in kg). Gradients
come from autograd, updates from torch.optim.SGD. Each path: a line with its name, rate and momentum, the matrix if there is
one, then update, loss and weights before the first of 200 updates and after each, with as many digits as make them read
back the same.
"""

import pathlib

import torch

torch.set_default_dtype(torch.float64)
UPDATES = 200

CURVATURES = torch.tensor([0.5, 3.0, 10.0])
DIAGONAL = torch.diag(CURVATURES)
# Two turns with sines and cosines of whole fractions: 3-4-5 and 5-12-13.
FIRST = torch.tensor([[0.6, -0.8, 0.0], [0.8, 0.6, 0.0], [0.0, 0.0, 1.0]])
SECOND = torch.tensor([[1.0, 0.0, 0.0], [0.0, 5 / 13, -12 / 13], [0.0, 12 / 13, 5 / 13]])
TURN = FIRST @ SECOND
TURNED = TURN @ DIAGONAL @ TURN.T
TURNED = (TURNED + TURNED.T) / 2


def quadratic(matrix):
    return lambda w: 0.5 * w @ matrix @ w


def penguins():
    file = pathlib.Path(__file__).parents[2] / "crates/sim/src/data/penguins.csv"
    rows = [line.split(",") for line in file.read_text().split("\n")[1:] if line]
    x = torch.tensor([float(row[0]) / 10 - 19 for row in rows])
    y = torch.tensor([float(row[1]) / 1000 for row in rows])
    return lambda w: ((w[0] * x + w[1] - y) ** 2).mean()


def numbers(values):
    return " ".join(repr(float(value)) for value in values)


def path(name, objective, start, rate, momentum, matrix=None):
    print("path", name, repr(rate), repr(momentum))
    if matrix is not None:
        print("matrix", numbers(matrix.flatten()))
    w = torch.tensor(start, requires_grad=True)
    optimizer = torch.optim.SGD([w], lr=rate, momentum=momentum)
    for update in range(UPDATES + 1):
        optimizer.zero_grad()
        loss = objective(w)
        print(update, numbers([loss.item(), *w.tolist()]))
        loss.backward()
        optimizer.step()


print("# Made by tests/golden/descent.py with PyTorch", torch.__version__)
line = penguins()
for kind, momentum in [("plain", 0.0), ("momentum", 0.9)]:
    quick = {"plain": 0.02, "momentum": 0.01}[kind]
    path(f"diagonal-{kind}", quadratic(DIAGONAL), [1.0, -2.0, 0.5], quick, momentum, DIAGONAL)
    path(f"turned-{kind}", quadratic(TURNED), [1.0, -2.0, 0.5], quick, momentum, TURNED)
    path(f"penguins-{kind}", line, [0.0, 0.0], quick, momentum)
