#!/usr/bin/env python3
"""One sparse forest over many products of many lines: seconds, peak memory, wQL; "Many products" in docs/results.md.

    python bench/forest/many_products.py build/dev/bin/demandcast WORK [--products 100000] [--sample 100000] [--lines 60]
        [--weeks 104] [--threads 2] [-- FLAGS OF fit]

Demand is Poisson. Each line has two static numbers of its own that no other line has: one is how far the year swings, one what a
promotion does. Packed into a store, fitted and forecast from it, each in a process of its own. Where there are more products than
--sample, a model fitted in memory on the first of them forecasts the same products as well. Scored on the --sample first products,
13 weeks. Needs pandas, numpy, pyarrow.
"""
# SPDX-License-Identifier: Apache-2.0
import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import time

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

HORIZON = 13
DECILES = [f"0.{tenth}" for tenth in range(1, 10)]
FELL_BACK = 4


def block_of(a, first, random):
    """-> demand [product, week] with the weeks ahead, promotions likewise, static facts."""
    count, weeks = min(a.block, a.products - first), a.weeks + HORIZON
    line = (first + np.arange(count)) % a.lines
    swing, lift = random.random((2, count))
    promo = (random.random((count, weeks)) < 0.1).astype(np.float32)
    year = 1 + 0.8 * swing[:, None] * np.cos(2 * np.pi * (np.arange(weeks)[None] - a.peaks[line][:, None]) / 52)
    level = random.lognormal(1.0, 1.3, count)[:, None]
    demand = random.poisson(level * year * (1 + 2 * lift[:, None] * promo)).astype(np.float32)
    facts = {"line": [f"L{number:02d}" for number in line]}
    for number in range(a.lines):
        for name, values in (("swing", swing), ("lift", lift)):
            facts[f"{name}_{number:02d}"] = np.where(line == number, values, np.nan)
    return demand, promo, pd.DataFrame(facts, index=[f"P{first + i:08d}" for i in range(count)])


def generate(a):
    random = np.random.default_rng(1)
    a.peaks = 52 * random.random(a.lines)  # the week in which a line sells most
    a.block = min(a.sample, 10_000)  # products at a time
    dates = np.datetime64("2022-01-02") + 7 * np.arange(a.weeks + HORIZON)
    schema = pa.schema([("unique_id", pa.string()), ("ds", pa.date32()), ("y", pa.float32()), ("promo", pa.float32())])
    facts, truth = [], []
    with pq.ParquetWriter(a.work / "sales.parquet", schema) as sales, pq.ParquetWriter(a.work / "first.parquet", schema) as few:
        for first in range(0, a.products, a.block):
            demand, promo, statics = block_of(a, first, random)
            ids, (count, weeks) = np.array(statics.index), demand.shape
            sold = demand.copy()
            sold[:, a.weeks:] = np.nan  # rows of promotions alone
            table = pa.table([np.repeat(ids, weeks), np.tile(dates, count), pa.array(sold.ravel(), from_pandas=True), promo.ravel()],
                             schema)
            sales.write_table(table)
            if first < a.sample:
                few.write_table(table)
                truth.append(pd.DataFrame({"unique_id": np.repeat(ids, HORIZON), "ds": np.tile(dates[a.weeks:], count),
                                           "y": demand[:, a.weeks:].ravel()}))
            facts.append(statics.rename_axis("unique_id").reset_index())
    pd.concat(facts).to_parquet(a.work / "items.parquet")
    return pd.concat(truth), ",".join(facts[0].columns[1:])


def measured(task, words, codes=(0,)):
    start = time.monotonic()
    child = subprocess.Popen([str(word) for word in words])
    peak, ended = 0, 0
    while not ended:  # VmHWM: ru_maxrss would count what this process held when it forked
        lines = pathlib.Path(f"/proc/{child.pid}/status").read_text().splitlines()
        peak = max([peak] + [int(line.split()[1]) for line in lines if line.startswith("VmHWM")])
        time.sleep(0.02)
        ended, status, usage = os.wait4(child.pid, os.WNOHANG)
    if os.waitstatus_to_exitcode(status) not in codes:
        sys.exit(f"{' '.join(map(str, words))} ended with {os.waitstatus_to_exitcode(status)}")
    processor = usage.ru_utime + usage.ru_stime
    print(f"| {task} | {time.monotonic() - start:.0f} | {processor:.0f} | {peak / 1e3:.0f} |", flush=True)


def wql(truth, file):
    table = pq.read_table(file, columns=["unique_id", "ds", *DECILES]).to_pandas()
    rows = truth.merge(table.assign(ds=pd.to_datetime(table.ds)), on=["unique_id", "ds"], how="left")
    rows[DECILES] = rows[DECILES].fillna(0)
    y = rows.y.to_numpy(np.float64)[:, None]
    error, levels = y - rows[DECILES].to_numpy(), np.array([float(level) for level in DECILES])
    return (2 * np.maximum(levels * error, (levels - 1) * error).sum(0) / y.sum()).mean()


def main():
    arguments = sys.argv[1:]
    cut = arguments.index("--") if "--" in arguments else len(arguments)
    parser = argparse.ArgumentParser()
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--products", type=int, default=100_000)
    parser.add_argument("--sample", type=int, default=100_000)
    parser.add_argument("--lines", type=int, default=60)
    parser.add_argument("--weeks", type=int, default=104)
    parser.add_argument("--threads", default="2")
    a = parser.parse_args(arguments[:cut])
    flags = ["--threads", a.threads, "--quiet"]
    shutil.rmtree(a.work, ignore_errors=True)
    a.work.mkdir(parents=True)
    truth, statics = generate(a)
    truth["ds"] = pd.to_datetime(truth.ds)
    roles = ["--freq", "W-SUN", "--known", "promo", "--static", statics, "--statics", a.work / "items.parquet"]
    fit = ["-m", "sqrf", "-H", HORIZON, *flags, *arguments[cut + 1:]]
    print(f"{a.products} products of {a.lines} lines, {a.weeks} weeks\n\n| task | seconds | processor seconds | peak memory, MB |")
    print("| --- | --- | --- | --- |")
    measured("pack", [a.binary, "pack", a.work / "sales.parquet", *roles, "-o", a.work / "store", *flags, "--memory", "2G"])
    measured("fit", [a.binary, "fit", a.work / "store", *fit, "-o", a.work / "model"])
    measured("forecast", [a.binary, "forecast", a.work / "store", "-m", a.work / "model", *flags, "-o",
                          a.work / "forecast.parquet"], (0, FELL_BACK))
    print(f"\nwQL {wql(truth, a.work / 'forecast.parquet'):.4f}", flush=True)
    if a.products > a.sample:
        measured("fit, in memory", [a.binary, "fit", a.work / "first.parquet", *roles, *fit, "-o", a.work / "few"])
        measured("forecast", [a.binary, "forecast", a.work / "first.parquet", *roles, "-m", a.work / "few", *flags, "-o",
                              a.work / "few.parquet"], (0, FELL_BACK))
        print(f"\nwQL of the model of {a.sample} products {wql(truth, a.work / 'few.parquet'):.4f}")


if __name__ == "__main__":
    main()
