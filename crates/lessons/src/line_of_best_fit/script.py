# The data, with x counted from $origin.
x = np.array($x)
y = np.array($y)
% if standardise
# Descent sees x in standard deviations from its mean: x.mean() and x.std().
x = (x - $mean) / $deviation
% end
% if objective=mean
share = 1 / max(len(x), 1)  # the loss is the mean of the squared errors
% end
% if objective=sum
share = 1  # the loss is the sum of the squared errors
% end
% if objective=half-sum
share = 1 / 2  # the loss is half the sum of the squared errors
% end

# Where descent starts: the weights w and b of the line w x + b.
start = np.array($start)
rate = $rate  # how far an update goes


def loss_and_gradient(weights):
    w, b = weights
    error = w * x + b - y
    loss = share * np.sum(error**2)
    gradient = 2 * share * np.array([np.sum(error * x), np.sum(error)])
    return loss, gradient


def step(update, weights):
    """Against the gradient."""
    loss, gradient = loss_and_gradient(weights)
    return weights - rate * gradient


def row(update, weights):
    """The loss, both weights, and how long the gradient is."""
    loss, gradient = loss_and_gradient(weights)
    return loss, *weights, np.hypot(*gradient)
