"""Runs exported programs: rerun.py FOLDER [NAME...] runs every program of the folder, in one process.

For each NAME.py it writes what the program prints to NAME.out, and what it prints for each of the runs beside it, which it names in
its first lines, to NAME.COMPANION.out. For each of the names it runs the program once more with the start moved by 1e-12, to
NAME.moved. No program makes more than 200 updates.
"""

import contextlib
import pathlib
import re
import sys

import numpy

folder, moved = pathlib.Path(sys.argv[1]), sys.argv[2:]


def run(program, source, end, *words):
    sys.argv = [program.name, *words]
    with open(program.with_suffix(end), "w") as out, contextlib.redirect_stdout(out):
        exec(compile(source, program.name, "exec"), {"__name__": "__main__"})


for program in sorted(folder.glob("*.py")):
    source = program.read_text(encoding="utf-8")
    cut = source.replace("\nfor update in range(updates + 1):", "\nfor update in range(min(updates, 200) + 1):")
    assert cut != source, program.name
    run(program, cut, ".out")
    for companion in re.findall(r"\nupdates = \{(.*)\}\.get", source):
        for name in re.findall(r'"([^"]+)"', companion):
            run(program, cut, f".{name}.out", name)
    if program.stem in moved:
        run(program, cut.replace("\nstate = start\n", "\nstate = start + 1e-12\n"), ".moved")
print(numpy.__version__)
