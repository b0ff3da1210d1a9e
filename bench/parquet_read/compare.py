#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Reading unique_id, ds, y of Parquet files: the readers against pyarrow's decode on one thread, measured in turn.

    cmake --preset release -DDEMANDCAST_BENCH=ON && cmake --build build/release --target parquet_read_bench
    bench/parquet_read/compare.py build/release/bin/parquet_read_bench sales.parquet ...

A time counts only where series, cells with demand and their sum are those that pyarrow reads. Written are the medians
of the rounds in seconds, the work of one processor, and pyarrow's time divided by ours.
"""
import json
import statistics
import subprocess
import sys
import time

import pyarrow.compute as pc
import pyarrow.parquet as pq

COLUMNS = ["unique_id", "ds", "y"]
ROUNDS = 9


def contender(bench: str, file: str) -> dict:
    command = [bench, file, "--benchmark_format=json", "--benchmark_min_time=0.2"]
    runs = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)["benchmarks"]
    return {run["name"]: run for run in runs}


def check(run: dict, truth: dict) -> None:
    for name, value in truth.items():
        if abs(run[name] - value) > 1e-6 * max(1, abs(value)):
            sys.exit(f"{run['name']}: {name} is {run[name]}, pyarrow reads {value}")


def decode(file: str, **options) -> float:
    begin = time.process_time()
    for _ in range(3):
        pq.read_table(file, columns=COLUMNS, use_threads=False, **options)
    return (time.process_time() - begin) / 3


def main(bench: str, files: list) -> None:
    print("file rows read_table read_panel pyarrow pyarrow_dictionary panel_speed panel_speed_dictionary")
    for file in files:
        table = pq.read_table(file, columns=COLUMNS)
        y = table["y"].cast("float64")
        truth = {"series": pc.count_distinct(table["unique_id"]).as_py(), "sum": pc.sum(y).as_py(),
                 "given": len(y) - y.null_count - (pc.sum(pc.is_nan(y)).as_py() or 0)}
        rounds = []
        for _ in range(ROUNDS):
            ours = contender(bench, file)
            for run in ours.values():
                check(run, truth)
            rounds.append([ours["read_table"]["cpu_time"] / 1e3, ours["read_panel"]["cpu_time"] / 1e3, decode(file),
                           decode(file, read_dictionary=["unique_id"])])
        times = [statistics.median(column) for column in zip(*rounds)]
        ratio = [times[2] / times[1], times[3] / times[1]]
        print(file.split("/")[-1], table.num_rows, *(f"{t:.4f}" for t in times), *(f"{r:.2f}" for r in ratio))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
