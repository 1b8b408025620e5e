# Where descent starts.
start = np.array([$start])
rate = $rate  # how far an update goes


def step(update, weight):
    """Against the slope of 0.5 w², which is w."""
    return weight - rate * weight


def row(update, weight):
    """The loss and the weight."""
    return 0.5 * weight[0] ** 2, weight[0]
