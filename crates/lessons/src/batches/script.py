# The data: x (counted from $origin) and y of every example. Descent sees x in standard deviations from its mean: x.mean() and x.std().
x = (np.array($x) - $mean) / $deviation
y = np.array($y)
% if model=logistic
y = np.where(y > $threshold, 1.0, 0.0)  # the label: is y above its mean?
% end

# The examples that each update looks at.
% if whole
order = [range(len(x))] * updates
% else
order = $order
% end
% if companions
if which == "one":  # one example at a time
    order = [[example] for example in $one_by_one]
% if drifting
# For "all" they say what comes with each update; what came before is kept.
% else
if which == "all":
    order = [range(len(x))] * updates
% end
% end

# Where descent starts: the weights w and b.
start = np.array($start)
rate = $rate  # how far an update goes
% if decay=inverse or decay=exponential
decay = $decay  # how the rate falls from update to update
decay_after = $decay_after
% end
% if drifting

# The slope of the data moves by $drift while the examples come in: how far before each update.
seen = np.cumsum([0] + [len(batch) for batch in order])
moved = $drift * np.minimum(seen / $stream, 1)
came_x = np.concatenate([x[:0], *(x[batch] for batch in order)])
came_y = np.concatenate([y[:0], *(y[batch] + slope * x[batch] for batch, slope in zip(order, moved))])
% end


def mean(numbers):
    """The mean; 0 of no numbers."""
    return np.sum(numbers) / max(len(numbers), 1)


% if model=logistic
def loss_and_gradient(weights, x, y):
    """The cross-entropy of these examples."""
    w, b = weights
    z = w * x + b
    error = 1 / (1 + np.exp(-z)) - y  # the probability less the label
    loss = mean(np.logaddexp(0, z) - y * z)
    return loss, np.array([mean(error * x), mean(error)])
% else
def loss_and_gradient(weights, x, y):
    """The mean squared error of these examples."""
    w, b = weights
    error = w * x + b - y
    return mean(error**2), 2 * np.array([mean(error * x), mean(error)])
% end


def targets(update):
% if drifting
    return y + moved[update] * x
% else
    return y
% end
% if decay=inverse or decay=exponential


def factor(update):
    """How much of the rate is left."""
    if decay == "inverse":
        return 1 / (1 + update / decay_after)
    if decay == "exponential":
        return (1 - 1 / decay_after) ** update
    return 1
% end


def step(update, weights):
    """Against the gradient of one batch."""
    batch = order[update]
    loss, gradient = loss_and_gradient(weights, x[batch], targets(update)[batch])
% if racing
    if which == "all":
        so_far = seen[update + 1]
        loss, gradient = loss_and_gradient(weights, came_x[:so_far], came_y[:so_far])
% end
% if decay=inverse or decay=exponential
    return weights - rate * factor(update) * gradient
% else
    return weights - rate * gradient
% end


def row(update, weights):
    """The loss over all examples, and both weights."""
    loss, gradient = loss_and_gradient(weights, x, targets(update))
    return loss, *weights
