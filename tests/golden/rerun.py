"""Runs exported programs: rerun.py FOLDER [NAME...] runs every program of the folder, in one process.

For each NAME.py it writes what the program prints to NAME.out; for each of the names once more with the start moved by 1e-12, to
NAME.moved. No program makes more than 200 updates.
"""

import contextlib
import pathlib
import re
import sys

import numpy

folder, moved = pathlib.Path(sys.argv[1]), sys.argv[2:]


def run(program, source, end):
    with open(program.with_suffix(end), "w") as out, contextlib.redirect_stdout(out):
        exec(compile(source, program.name, "exec"), {"__name__": "__main__"})


for program in sorted(folder.glob("*.py")):
    source = program.read_text(encoding="utf-8")
    source = re.sub(r"(?m)^updates = (\d+)", lambda found: f"updates = {min(int(found[1]), 200)}", source)
    run(program, source, ".out")
    if program.stem in moved:
        run(program, source.replace("\nstate = start\n", "\nstate = start + 1e-12\n"), ".moved")
print(numpy.__version__)
