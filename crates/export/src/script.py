"""$title

$question

One run of this lesson with NumPy alone. It prints a row before the first update and one after each:

    python3 $slug.py > $slug.csv

% if companions
The lesson shows other runs beside it. Their name after the program's gives their table instead:
$companions.

% end
The run, as a link to the lesson, and all of its settings:

    $link

$settings
"""

% if packed
import base64
% end
% if companions
import sys
% end
% if packed or companions

% end
import numpy as np

np.seterr(all="ignore")  # a run that overflows is part of the lesson

% if packed


def packed(text):
    """Numbers of 64 bits each, the least byte first, in base64: exact, and shorter than their digits."""
    return np.frombuffer(base64.urlsafe_b64decode("".join(text.split())), dtype="<f8")


% end
updates = $made  # as many as the run made
% if companions
which = sys.argv[1] if len(sys.argv) > 1 else ""
updates = $counts.get(which, updates)
% end

$lesson


state = start
print("$columns")
for update in range(updates + 1):
    print(update, *row(update, state), sep=",")
% if forked
    # From here on the run was forked: it goes on with other settings.
$forks
% end
    if update < updates:
        state = step(update, state)
