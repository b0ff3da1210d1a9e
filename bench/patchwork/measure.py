#!/usr/bin/env python3
"""The patchwork beside single models on development windows: the table of "The patchwork" in docs/results.md.

    python bench/patchwork/measure.py build/dev/bin/demandcast PREPARED WORK [--sets A,B] [-m MODELS] [-- FLAGS]

PREPARED holds the sets as Parquet (unique_id, ds, y, covariates, statics). The last H periods of the calendar are left out;
of what is left, a sample of series by hash is backtested at three cutoffs. What follows `--` goes to `backtest`. Prints
Markdown; rules and what they were worth are in WORK/SET/report.html.
"""
# SPDX-License-Identifier: Apache-2.0
import argparse
import hashlib
import pathlib
import subprocess
import sys

import pandas as pd

# set: horizon, step between cutoffs, known ahead, statics, series, flags of backtest
SETS = {
    "walmart_recruiting": (13, 13, "isholiday,markdown", "type,dept", 300, ["--freq", "W-FRI"]),
    "m5_monthly": (12, 6, "price,days_offered", "cat_id,dept_id,store_id", 1000, ["--freq", "MS"]),
    "dominicks_oj": (13, 13, "price,deal,feat", "brand", 250, ["--set", "price_elasticity.promotions=deal,feat"]),
    "carparts": (12, 6, "", "", 600, ["--freq", "MS"]),
}
FELL_BACK = 4  # exit code of a backtest in which a series fell back


def sample(prepared, name, work):
    horizon, _, known, statics, count, _ = SETS[name]
    data = pd.read_parquet(prepared / f"{name}.parquet").dropna(subset=["y"])
    data["unique_id"] = data.unique_id.astype(str)
    ids = sorted(data.unique_id.unique(), key=lambda i: hashlib.md5(i.encode()).hexdigest())[:count]
    data = data[data.unique_id.isin(set(ids))]
    columns = [column for column in f"{known},{statics}".split(",") if column]
    for column in filter(None, statics.split(",")):
        data[column] = data[column].astype(str)
    dates = sorted(data.ds.unique())
    file = work / f"{name}.parquet"
    data[data.ds < dates[len(dates) - horizon]][["unique_id", "ds", "y", *columns]].to_parquet(file, index=False)
    return file


def measure(given, name, flags):
    horizon, step, known, statics, _, own = SETS[name]
    command = [given.binary, "backtest", sample(given.prepared, name, given.work), "-m", given.models, "-H", horizon,
               "--step", step, "--windows", 3, "--negative", "keep", "--threads", 1, "--quiet", "--no-resume",
               "-o", given.work / name, *own]
    command += [*(["--known", known] if known else []), *(["--static", statics] if statics else []), *flags]
    done = subprocess.run([str(part) for part in command], stdout=subprocess.DEVNULL, check=False)
    if done.returncode not in (0, FELL_BACK):
        sys.exit(f"{' '.join(map(str, command))} ended with {done.returncode}")
    for row in pd.read_csv(given.work / name / "leaderboard.csv").itertuples():
        seconds = row.fit_seconds + row.forecast_seconds
        print(f"| {name} | {row.model} | {row.wql:.4f} | {row.coverage80_pit:.3f} | {seconds:.0f} |", flush=True)


def main():
    arguments, flags = sys.argv[1:], []
    if "--" in arguments:
        at = arguments.index("--")
        arguments, flags = arguments[:at], arguments[at + 1:]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for place in ("binary", "prepared", "work"):
        parser.add_argument(place, type=pathlib.Path)
    parser.add_argument("--sets", default=",".join(SETS))
    parser.add_argument("-m", "--models", default="patchwork,ets,theta,sqrf")
    given = parser.parse_args(arguments)
    given.work.mkdir(parents=True, exist_ok=True)
    print("| set | model | wQL | cover | seconds |\n| --- | --- | --- | --- | --- |")
    for name in given.sets.split(","):
        measure(given, name, flags)


if __name__ == "__main__":
    main()
