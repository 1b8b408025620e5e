% if surface=penguins
# Flipper length (from 19 cm) and mass of the penguins; the loss is the mean squared error of the line w x + b.
x = np.array($x)
y = np.array($y)
% if standardise
# Descent sees x in standard deviations from its mean: x.mean() and x.std().
x = (x - $mean) / $deviation
% end


def loss_and_gradient(weights):
    w, b = weights
    error = w * x + b - y
    return np.mean(error**2), 2 * np.array([np.mean(error * x), np.mean(error)])


% else
# The loss is half the sum of curvature times weight squared.
curvatures = np.array($curvatures)


def loss_and_gradient(weights):
    gradient = curvatures * weights
    return np.sum(0.5 * gradient * weights), gradient


% end
# Where descent starts: the weights, and no velocity yet.
start = np.array([$start, $no_velocity])
rate = $rate  # how far an update goes
momentum = $momentum  # how much of the velocity is kept
# Beside it, without momentum: 0.03, 0.9 and 2.1 times one over the largest curvature.
beside = dict(zip(["slow", "good", "too-fast"], $rates))


def norm(vector):
    """Its length, without an overflow on the way."""
    largest = np.max(np.abs(vector))
    return largest * np.sqrt(np.sum((vector / largest) ** 2)) if 0 < largest < np.inf else largest


def step(update, state):
    """Every gradient goes into the velocity, and the velocity moves the weights."""
    weights, velocity = state
    loss, gradient = loss_and_gradient(weights)
    if which in beside:
        return np.array([weights - beside[which] * gradient, gradient])
    velocity = momentum * velocity + gradient
    return np.array([weights - rate * velocity, velocity])


def row(update, state):
    """The loss, the weights, and how long gradient and velocity are."""
    weights, velocity = state
    loss, gradient = loss_and_gradient(weights)
    return loss, *weights, norm(gradient), norm(velocity)
