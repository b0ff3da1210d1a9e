#!/usr/bin/env python3
"""Seasonal profiles in holiday weeks: the table of "Seasons and feasts" in docs/results.md.

    python bench/seasons/holidays.py build/dev/bin/demandcast PREPARED WORK [--sets A,B] [--series N] [--test]

PREPARED holds walmart_recruiting and rossmann as Parquet. Cutoffs go over a year (rossmann: half a year, as its history
allows); the last horizon is left out unless `--test`. Each model is run with `seasonal_profile` as it is, with categories and with
feasts=false. A holiday week is one that the data mark (walmart_recruiting: isholiday; rossmann: a calendar week with a
state holiday). Prints wQL of all rows, of those in holiday weeks, of the others, and the share within the 80 % band.
"""
# SPDX-License-Identifier: Apache-2.0
import argparse
import hashlib
import pathlib
import subprocess
import sys

import numpy as np
import pandas as pd

# set: horizon, windows, step, series, category, flags of backtest
SETS = {
    "walmart_recruiting": (13, 13, 4, 300, "dept", ["--freq", "W-FRI"]),
    "rossmann": (28, 9, 21, 60, "store_type", []),
}
MODELS = ("ets", "theta")
LEVELS = np.arange(1, 10) / 10
FELL_BACK = 4  # exit code of a backtest in which a series fell back


def sample(given, name):
    """The data of a sample of series by hash, with `holiday` = whether a row's week is one of a holiday."""
    horizon, _, _, count, _, _ = SETS[name]
    data = pd.read_parquet(given.prepared / f"{name}.parquet").dropna(subset=["y"])
    data["unique_id"] = data.unique_id.astype(str)
    if name == "walmart_recruiting":
        data["holiday"] = data.isholiday > 0
    else:
        week = data.ds.dt.to_period("W-SUN")
        data["holiday"] = week.isin(set(week[data.state_holiday > 0]))
    last = data.groupby("unique_id").ds.max()
    ids = sorted(last[last == data.ds.max()].index, key=lambda i: hashlib.md5(i.encode()).hexdigest())
    data = data[data.unique_id.isin(set(ids[:given.series or count]))]
    dates = sorted(data.ds.unique())
    return data if given.test else data[data.ds < dates[len(dates) - horizon]]


def backtest(given, name, folder, models, *options):
    horizon, windows, step, _, category, flags = SETS[name]
    command = [given.binary, "backtest", given.work / f"{name}.parquet", "-m", ",".join(models), "-H", horizon, "--windows",
               windows, "--step", step, "--negative", "keep", "--threads", 1, "--quiet", "--no-resume", "-o", given.work / folder,
               "--static", category, *flags, *options]
    done = subprocess.run([str(part) for part in command], stdout=subprocess.DEVNULL, check=False)
    if done.returncode not in (0, FELL_BACK):
        sys.exit(f"{' '.join(map(str, command))} ended with {done.returncode}")
    forecasts = pd.read_parquet(given.work / folder / "forecasts.parquet")
    forecasts["ds"] = pd.to_datetime(forecasts.ds)
    return forecasts[forecasts.model.isin(models)]


def figures(rows):
    quantiles = rows[[f"{level:g}" for level in LEVELS]].to_numpy(float)
    off = rows.y.to_numpy(float)[:, None] - quantiles
    losses = 2 * np.where(off >= 0, off * LEVELS, off * (LEVELS - 1)).mean(axis=1)
    cells = [losses[part].sum() / rows.y.abs()[part].sum() for part in (rows.holiday | True, rows.holiday, ~rows.holiday)]
    inside = ((off[:, 0] >= 0) & (off[:, -1] <= 0)).mean()
    return " | ".join([f"{cell:.4f}" for cell in cells] + [f"{inside:.3f}"])


def measure(given, name):
    data = sample(given, name)
    category = SETS[name][4]
    data[["unique_id", "ds", "y", category]].astype({category: str}).to_parquet(given.work / f"{name}.parquet", index=False)
    wrapped = [f"{model}+seasonal_profile" for model in MODELS]
    runs = [("", backtest(given, name, f"{name}-feasts", [*MODELS, *wrapped])),
            (f", categories={category}",
             backtest(given, name, f"{name}-categories", wrapped, "--set", f"seasonal_profile.categories={category}")),
            (", feasts=false", backtest(given, name, f"{name}-plain", wrapped, "--set", "seasonal_profile.feasts=false"))]
    for remark, forecasts in runs:
        rows = forecasts.merge(data[["unique_id", "ds", "y", "holiday"]], on=["unique_id", "ds"])
        for model, own in rows.groupby("model"):
            print(f"| {name} | {model}{remark} | {figures(own)} |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for place in ("binary", "prepared", "work"):
        parser.add_argument(place, type=pathlib.Path)
    parser.add_argument("--sets", default=",".join(SETS))
    parser.add_argument("--series", type=int, help="of the sample")
    parser.add_argument("--test", action="store_true", help="with the last horizon")
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    print("| set | model | wQL | holiday weeks | other weeks | cover |\n| --- | --- | --- | --- | --- | --- |")
    for name in given.sets.split(","):
        measure(given, name)


if __name__ == "__main__":
    main()
