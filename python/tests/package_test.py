# SPDX-License-Identifier: Apache-2.0
"""The Python package as pip installs it from a build: it runs the command, and says so where it cannot.

    python python/tests/package_test.py build/dev
"""

import os
import pathlib
import subprocess
import sys
import tempfile

BUILD = pathlib.Path(sys.argv[1]).resolve()


def run(command, place, **variables):
    environment = {**os.environ, "PYTHONPATH": str(place), **{name: str(value) for name, value in variables.items()}}
    return subprocess.run([str(word) for word in command], env=environment, cwd=place, capture_output=True, text=True)


def as_python(*arguments):
    return [sys.executable, "-m", "demandcast", *arguments]


with tempfile.TemporaryDirectory() as temporary:
    place = pathlib.Path(temporary)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-index", "--no-deps"]
    installed = subprocess.run([*pip, "--target", place, pathlib.Path.cwd()], env={**os.environ, "DEMANDCAST_BUILD": str(BUILD)},
                               capture_output=True, text=True)
    assert installed.returncode == 0, installed.stderr

    for arguments in (["--help"], ["fit", "--help"], ["models"], ["nonsense"], ["check", "nowhere.csv"]):
        own, program = run(as_python(*arguments), place), run([BUILD / "bin/demandcast", *arguments], place)
        assert (own.returncode, own.stdout, own.stderr) == (program.returncode, program.stdout, program.stderr), arguments
    print("python -m demandcast speaks as demandcast")

    fitted = run([sys.executable, "-c", "import demandcast; raise SystemExit(demandcast.run(['generate', '-o', 'data', '--series', 3]))"],
                 place)
    assert fitted.returncode == 0 and (place / "data/sales.parquet").is_file(), fitted.stderr
    print("demandcast.run does the work")

    lost = run(as_python("--help"), place, DEMANDCAST_LIBRARY=place / "nowhere.so")
    assert lost.returncode == 2 and "nowhere.so is not there" in lost.stderr, lost
    broken = place / "broken.so"
    broken.write_text("no library")
    lost = run(as_python("--help"), place, DEMANDCAST_LIBRARY=broken)
    assert lost.returncode == 2 and "cannot be opened" in lost.stderr and "Traceback" not in lost.stderr, lost
    print("what is not there is named")
