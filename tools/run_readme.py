"""Runs what README.md shows: the shell lines against the built command, the C++ program against the built library.

    python3 tools/run_readme.py --program build/dev/bin/demandcast --library build/dev/lib --include src generated

A fenced block is run when the line before it is `<!-- runs -->`. `sh` blocks run one after the other in an empty folder
that holds sales.parquet (twelve products, three years of weeks, made here); a `cpp` block is a whole program.
"""

# SPDX-License-Identifier: Apache-2.0
import argparse
import datetime
import math
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import pyarrow as pa
import pyarrow.parquet as pq

BLOCK = re.compile(r"^<!-- runs -->\n```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(text):
    return [(m.group(1), m.group(2), text.count("\n", 0, m.start()) + 2) for m in BLOCK.finditer(text)]


def make_sales(file):
    """Weekly sales with a season, and a regular beat of noise so that quantiles differ."""
    start, rows = datetime.date(2021, 1, 3), []
    for product in range(12):
        for week in range(156):
            season = 1 + 0.4 * math.sin(2 * math.pi * week / 52 + product)
            noise = 0.8 + 0.4 * ((7919 * (week + 1) * (product + 3)) % 101) / 101
            rows.append((f"product {product}", start + datetime.timedelta(weeks=week), round((10 + product) * season * noise)))
    names = ("unique_id", "ds", "y")
    pq.write_table(pa.table({name: list(column) for name, column in zip(names, zip(*rows))}), file)


def run_shell(text, folder, arguments):
    path = f"{arguments.program.resolve().parent}:{os.environ['PATH']}"
    return subprocess.run(["bash", "-euo", "pipefail", "-c", text], cwd=folder, env={**os.environ, "PATH": path},
                          capture_output=True, text=True)


def run_cpp(text, folder, arguments):
    (folder / "readme.cpp").write_text(text)
    library = arguments.library.resolve()
    includes = [f"-I{path.resolve()}" for path in arguments.include]
    build = subprocess.run([arguments.compiler, "-std=c++20", "-Wall", "-Werror", *arguments.flags.split(), *includes,
                            "readme.cpp", "-o", "readme", f"-L{library}", f"-Wl,-rpath,{library}", "-ldemandcast"],
                           cwd=folder, capture_output=True, text=True)
    return build if build.returncode else subprocess.run(["./readme"], cwd=folder, capture_output=True, text=True)


def run_all(found, arguments):
    """The number of blocks that failed; each told on stdout."""
    failed = 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        make_sales(folder / "sales.parquet")
        for language, text, line in found:
            run = {"sh": run_shell, "cpp": run_cpp}[language](text, folder, arguments)
            print(f"{arguments.readme}:{line}: {language} block: {'ok' if run.returncode == 0 else 'FAILED'}")
            if run.returncode != 0:
                failed += 1
                print(f"{text}\n{run.stdout[-2000:]}\n{run.stderr[-4000:]}")
    return failed


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--readme", type=pathlib.Path, default="README.md")
    parser.add_argument("--program", type=pathlib.Path, required=True)
    parser.add_argument("--library", type=pathlib.Path, required=True, help="the folder of libdemandcast.so")
    parser.add_argument("--include", type=pathlib.Path, nargs="+", required=True)
    parser.add_argument("--compiler", default="g++")
    parser.add_argument("--flags", default="", help="for the compiler, such as -fsanitize=address")
    arguments = parser.parse_args()
    found = blocks(arguments.readme.read_text())
    if {language for language, _, _ in found} != {"sh", "cpp"}:
        print(f"{arguments.readme}: wanted at least one sh and one cpp block after a line <!-- runs -->")
        return 1
    return 1 if run_all(found, arguments) else 0


if __name__ == "__main__":
    sys.exit(main())
