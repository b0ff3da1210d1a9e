#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Ctrl-C at random moments: the command is done, or says that it was interrupted and leaves no half-written output.

    tests/doors/interrupted.py build/dev/bin/demandcast [MOMENTS]
"""
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import time

DONE, FELL_BACK, INTERRUPTED = 0, 4, 130
# Before main and after the last write the system's own answer to Ctrl-C holds.
BY_THE_SYSTEM = -signal.SIGINT


def main(program: str, moments: int) -> None:
    random.seed(5)
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        subprocess.run([program, "generate", "-o", folder / "data", "--series", "300", "--quiet"], check=True)
        data = folder / "data" / "sales.parquet"
        verbs = {
            "forecast": ([data, "-m", "ets", "-H", "13"], "forecast.parquet"),
            "fit": ([data, "-m", "theta", "-H", "13"], "model"),
            "backtest": ([data, "-m", "ets", "-H", "13", "--windows", "2"], "backtest"),
            "pack": ([data], "store"),
        }
        for verb, (flags, name) in verbs.items():
            begin = time.monotonic()
            subprocess.run([program, verb, *flags, "-o", folder / "whole" / name, "--quiet"], check=False)
            seconds, stopped = time.monotonic() - begin, 0
            for moment in range(moments):
                place = folder / f"{verb}{moment}" / name
                place.parent.mkdir()
                run = subprocess.Popen([program, verb, *flags, "-o", place, "--quiet"], stderr=subprocess.PIPE, text=True)
                time.sleep(random.uniform(0, seconds))
                run.send_signal(signal.SIGINT)
                told = run.communicate(timeout=120)[1]
                left = sorted(path.name for path in place.parent.iterdir())
                assert run.returncode in (DONE, FELL_BACK, INTERRUPTED, BY_THE_SYSTEM), (verb, run.returncode, told)
                assert left in ([], [name]), (verb, left)
                if run.returncode == INTERRUPTED:
                    stopped += 1
                    assert told.count("\n") == 1, told
                    assert verb == "backtest" or left == [], (verb, left)
            print(f"{verb}: {moments} interruptions, {stopped} within the work")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 3)
