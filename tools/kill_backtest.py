#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Kills `demandcast backtest` of a store at random moments: the same command goes on from what was complete and leaves
the same forecasts and metrics, byte for byte.

    tools/kill_backtest.py build/dev/bin/demandcast [MOMENTS]
"""
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

FILES = ["forecasts.parquet", "metrics.csv"]  # others tell how long the run took
FELL_BACK = 4


def contents(folder: pathlib.Path) -> list[bytes]:
    return [(folder / file).read_bytes() for file in FILES]


def finished(process: subprocess.Popen) -> bool:
    return process.wait() in (0, FELL_BACK)


def main(program: str, moments: int) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        subprocess.run([program, "generate", "-o", folder / "data", "--series", "12000", "--quiet"], check=True)
        subprocess.run([program, "pack", folder / "data" / "sales.parquet", "-o", folder / "store", "--quiet"], check=True)
        backtest = [program, "backtest", folder / "store", "-m", "croston", "-H", "13", "--windows", "4", "--json",
                    "--quiet", "--progress", "none", "-o"]

        def start(place: pathlib.Path) -> subprocess.Popen:
            return subprocess.Popen([*backtest, place], stdout=subprocess.DEVNULL)

        begin = time.monotonic()
        if not finished(start(folder / "whole")):
            sys.exit("the backtest failed")
        seconds, whole = time.monotonic() - begin, contents(folder / "whole")
        place, resumed = folder / "out", 0
        for moment in range(moments):
            process = start(place)
            time.sleep(random.uniform(0, 1.05 * seconds))
            process.send_signal(signal.SIGKILL)
            process.wait()
            resumed += 1 if any(place.glob("parts/*/*/window-*.json")) else 0
            if not finished(start(place)):
                sys.exit(f"moment {moment}: the backtest did not go on")
            if contents(place) != whole:
                sys.exit(f"moment {moment}: gone on, other bytes")
            if leftovers := [file.name for file in place.glob("forecasts.parquet.partial-*")]:
                sys.exit(f"moment {moment}: {leftovers} left")
            shutil.rmtree(place)
        print(f"{moments} kills within {seconds:.1f} s, {resumed} with parts to go on from: each then the same bytes")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 50)
