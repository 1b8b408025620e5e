
% if activation=sigmoid
def activate(u):
    """The sigmoid and its slope."""
    value = 1 / (1 + np.exp(-u))
    return value, value / (1 + np.exp(u))
% end
% if activation=tanh
def activate(u):
    """The hyperbolic tangent and its slope."""
    value = np.tanh(u)
    return value, 1 - value**2
% end
% if activation=relu
def activate(u):
    """The ReLU and its slope."""
    return np.where(u <= 0, 0.0, u), np.where(u <= 0, 0.0, 1.0)
% end
% if activation=leaky-relu
def activate(u):
    """The leaky ReLU and its slope."""
    return np.where(u <= 0, 0.01 * u, u), np.where(u <= 0, 0.01, 1.0)
% end
% if activation=elu
def activate(u):
    """The ELU and its slope."""
    value = np.where(u <= 0, np.expm1(np.minimum(u, 0)), u)
    return value, np.where(u <= 0, value + 1, 1.0)
% end
% if activation=linear
def activate(u):
    """No activation at all: the slope is 1."""
    return u, np.ones_like(u)
% end


def norm(numbers):
    """The length of a vector, without an overflow on the way."""
    largest = np.max(np.abs(numbers))
    return largest * np.sqrt(np.sum((numbers / largest) ** 2)) if 0 < largest < np.inf else largest


% if cell=recurrent
# What the cell is told at every step of time: the four measures of a penguin.
inputs = np.array($inputs).reshape(-1, 4)
# The cell's weights upon itself (a row a neuron), then those of its inputs.
W = np.array($weights).reshape($units, $units)
U = np.array($input_weights).reshape($units, 4)
start = np.array([])  # nothing is learned here


def step(update, state):
    return state


def row(update, state):
    """The loss, and how long the gradient is: by the weights W, at an early and at a late step of time."""
    h, states, slopes = np.zeros(len(W)), [np.zeros(len(W))], []
    for x in inputs:
        h, slope = activate(W @ h + U @ x)
        states.append(h)
        slopes.append(slope)
    # The loss is half the squared length of the last state, so its gradient there is that state.
    loss, by_state, by_weights, lengths = 0.5 * np.sum(h**2), h, np.zeros_like(W), []
    for before, slope in zip(states[-2::-1], slopes[::-1]):
        lengths.insert(0, norm(by_state))
        delta = by_state * slope
        by_weights += np.outer(delta, before)
        by_state = W.T @ delta
    return loss, norm(by_weights), lengths[$early], lengths[$late]
% else
# The penguins: four measures of each, in standard deviations from the mean; and is it a male?
inputs = np.array($inputs).reshape(-1, 4)
male = np.array($male)

# How wide every level of the network is, from the inputs to the output.
widths = $widths
# The first weights, layer by layer: the matrix (a row an output), then the biases.
% if norm
# Where a layer is normalised: then the gains and the shifts.
% end
start = np.array($start)
rate = $rate  # how far an update goes
% if clip=norm or clip=value
clip = $clip  # how the gradient is bounded
clip_at = $clip_at
% end
% if weight_decay
weight_decay = $weight_decay  # the share of every weight that an update takes away, times the rate
% end
depth = len(widths) - 1


def layers(numbers):
    """The parts of a long vector that belong to each layer, as views into it."""
    place, found = 0, []
    for layer, (below, above) in enumerate(zip(widths, widths[1:])):
        sizes = [below * above, above]
% if norm
        if layer < depth - 1:
            sizes += [above, above]
% end
        parts = []
        for size in sizes:
            parts.append(numbers[place : place + size])
            place += size
        found.append([parts[0].reshape(above, below)] + parts[1:])
    return found
% if skip=plain or skip=scaled


def branch(layer):
    """How much of a layer goes into the sum with what goes past it; nothing goes past the first and the last."""
    if 0 < layer < depth - 1 and widths[layer] == widths[layer + 1]:
% if skip=plain
        return 1
% else
        return 1 / np.sqrt(depth)
% end
    return None
% end


def loss_and_gradient(weights):
    gradient = np.zeros_like(weights)
    pairs = list(zip(layers(weights), layers(gradient)))

    # Up: from the inputs to the loss. What the way down needs is kept.
    h, kept = inputs, []
    for layer, ((W, b, *more), _) in enumerate(pairs):
        below, z = h, h @ W.T + b
        if layer == depth - 1:
            kept.append((below,))
            break
% if norm
        # Batch normalisation: every neuron's sums get mean 0 and deviation 1 over the birds.
        gains, shifts = more
        deviation = np.sqrt(z.var(axis=0) + 1e-5)
        standard = (z - z.mean(axis=0)) / deviation
        value, slope = activate(gains * standard + shifts)
        kept.append((below, slope, standard, deviation))
% else
        value, slope = activate(z)
        kept.append((below, slope))
% end
% if skip=plain or skip=scaled
        h = value if branch(layer) is None else below + branch(layer) * value
% else
        h = value
% end
    z = z[:, 0]
    loss = np.mean(np.logaddexp(0, z) - male * z)  # the cross-entropy of the probability 1/(1 + exp(-z))

    # Down: delta is the derivative by a layer's sums z, above the derivative by what it gives.
    delta = ((1 / (1 + np.exp(-z)) - male) / len(male))[:, None]
    for layer in reversed(range(depth)):
        (W, b, *more), (by_W, by_b, *by_more) = pairs[layer]
        below, *rest = kept[layer]
        if layer < depth - 1:
% if skip=plain or skip=scaled
            delta = above * rest[0] * (1 if branch(layer) is None else branch(layer))
% else
            delta = above * rest[0]
% end
% if norm
            slope, standard, deviation = rest
            by_gains, by_shifts = by_more
            by_gains[:] = np.sum(delta * standard, axis=0)
            by_shifts[:] = np.sum(delta, axis=0)
            n = len(delta)
            delta = more[0] / (n * deviation) * (n * delta - by_shifts - standard * by_gains)
% end
        by_W[:] = delta.T @ below
        by_b[:] = np.sum(delta, axis=0)
% if skip=plain or skip=scaled
        past = 0 if layer == depth - 1 or branch(layer) is None else above
        above = delta @ W + past
% else
        above = delta @ W
% end
    return loss, gradient
% if clip=norm or clip=value


def clipped(gradient):
    if clip == "norm" and norm(gradient) > clip_at:
        return gradient * (clip_at / norm(gradient))  # shorter, in the same direction
    if clip == "value":
        return np.clip(gradient, -clip_at, clip_at)  # entry by entry
    return gradient
% end


def step(update, weights):
    """Against the gradient."""
    loss, gradient = loss_and_gradient(weights)
% if clip=norm or clip=value
    gradient = clipped(gradient)
% end
% if weight_decay
    for (W, *_), (by_W, *_) in zip(layers(weights), layers(gradient)):
        by_W += weight_decay * W  # of the matrices alone
% end
    return weights - rate * gradient


def row(update, weights):
    """The loss, and how long the gradient is: all of it, by an early layer's matrix, by a late one's."""
    loss, gradient = loss_and_gradient(weights)
    by_layer = layers(gradient)
    return loss, norm(gradient), norm(by_layer[$early][0]), norm(by_layer[$late][0])
% end
