#!/usr/bin/env python3
"""Makes the tables of "Distributions" and of the sums in docs/results.md.

    python bench/distributions/measure.py build/dev/bin/demandcast PREPARED WORK [--year]

PREPARED holds the six sets as Parquet (unique_id, ds, y and statics); WORK is filled. Draws the series by a fixed seed,
runs the backtests, prints Markdown. `--year` takes the cutoffs of a year instead of the last few, and leaves out the
sums. Needs pandas, numpy, pyarrow; about ten minutes on two cores, with `--year` forty.
"""
# SPDX-License-Identifier: Apache-2.0
import argparse
import pathlib
import subprocess
import sys
import typing

import numpy as np
import pandas as pd


class Cutoffs(typing.NamedTuple):
    count: int
    step: int  # periods between them
    series: int | None = None  # of the sample, where all of it would take too long


class Task(typing.NamedTuple):
    series: int
    horizon: int
    few: Cutoffs  # the last ones
    year: Cutoffs  # a year of them, so that each step sees many dates (as far as the history goes)
    statics: list | None = None  # to sum over; none: no sums are measured


SETS = {
    "walmart_recruiting": Task(600, 13, Cutoffs(3, 6), Cutoffs(13, 4), ["dept", "type"]),
    "carparts": Task(600, 12, Cutoffs(3, 4), Cutoffs(12, 1)),
    "dominicks_oj": Task(600, 13, Cutoffs(3, 6), Cutoffs(13, 4)),
    "m5_monthly": Task(600, 12, Cutoffs(3, 6), Cutoffs(12, 1), ["cat_id", "dept_id", "store_id"]),
    "freshretail50k_daily": Task(600, 14, Cutoffs(3, 7), Cutoffs(9, 3), []),
    "rossmann": Task(300, 28, Cutoffs(6, 17), Cutoffs(39, 9, series=100)),
}
UP_TO_DATE = {"walmart_recruiting", "dominicks_oj"}  # where series end, only those that reach the last date
DECILES = [f"0.{tenth}" for tenth in range(1, 10)]
LEVELS = ["0.01", "0.05", *DECILES, "0.95", "0.975", "0.99", "0.995"]
MODELS = ["ets", "theta"]
FELL_BACK = 4  # exit code of a backtest in which a series fell back


def draw_samples(prepared, work, year):
    random = np.random.default_rng(7)
    for name, task in SETS.items():
        data = pd.read_parquet(prepared / f"{name}.parquet")
        count = (task.year.series if year else None) or task.series
        last = data.groupby("unique_id").ds.max()
        ids = np.array(sorted(last[last == last.mode()[0]].index if name in UP_TO_DATE else last.index))
        chosen = random.choice(ids, min(len(ids), count), replace=False)
        data[data.unique_id.isin(chosen)].to_parquet(work / f"{name}.parquet")


def backtest(binary, work, name, output, *flags, cutoffs=None):
    """Results of a backtest of the sample at these cutoffs, the last few where none are given: their folder."""
    cutoffs = cutoffs or SETS[name].few
    command = [binary, "backtest", work / f"{name}.parquet", "-H", SETS[name].horizon, "--step", cutoffs.step,
               "--windows", cutoffs.count, "--negative", "keep", "-q", ",".join(LEVELS), "--quiet", "--no-resume",
               "-o", work / output, *flags]
    code = subprocess.run([str(part) for part in command], stdout=subprocess.DEVNULL).returncode
    if code not in (0, FELL_BACK):
        sys.exit(f"{' '.join(map(str, command))} ended with {code}")
    return work / output


def metrics_of(folder, file="metrics.csv"):
    return pd.read_csv(folder / file).set_index(["model", "dimension", "group"]).sort_index()


def print_distributions(binary, work, names, year):
    print("| set | model | wQL alone | + engine | + calibrated | cov alone | + engine | + calibrated | ± se | by step |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    wrappers = ["", "+distribution_engine", "+calibrated"]
    for name in names:
        models = [model + wrapper for model in MODELS for wrapper in wrappers]
        metrics = metrics_of(backtest(binary, work, name, f"distributions-{name}", "-m", ",".join(models),
                                      cutoffs=SETS[name].year if year else SETS[name].few))
        for model in MODELS:
            overall = [metrics.loc[(model + wrapper, "overall", "all")] for wrapper in wrappers]
            steps = metrics.loc[(f"{model}+calibrated", "horizon")].coverage80_pit
            cells = [f"{row.wql:.4f}" for row in overall] + [f"{row.coverage80_pit:.3f}" for row in overall]
            cells.append(f"{overall[-1].coverage80_pit_se:.3f}")
            print(f"| {name} | {model} | {' | '.join(cells)} | {steps.min():.2f} to {steps.max():.2f} |", flush=True)


def adding_up(folder, data, lead, length):
    """wQL and coverage of sums whose quantiles are the sums of the marginal quantiles of ets."""
    rows = pd.read_parquet(folder / "forecasts.parquet")
    rows = rows[(rows.model == "ets") & (rows.length.fillna(0) == 0) & rows.unique_id.isin(data.unique_id)].copy()
    rows["ds"] = pd.to_datetime(rows.ds)
    rows = rows.sort_values(["unique_id", "cutoff", "ds"])
    step = rows.groupby(["unique_id", "cutoff"]).cumcount()
    rows = rows[(step >= lead) & (step < lead + length)].merge(data, on=["unique_id", "ds"], how="left")
    sums = rows.groupby(["unique_id", "cutoff"])[[*DECILES, "y"]].agg(lambda values: values.sum(skipna=False)).dropna()
    loss = [np.maximum(float(q) * (sums.y - sums[q]), (float(q) - 1) * (sums.y - sums[q])).sum() for q in DECILES]
    inside = (sums.y >= sums["0.1"]) & (sums.y <= sums["0.9"])
    return 2 * np.mean(loss) / sums.y.abs().sum(), inside.mean()


def print_sums(binary, work):
    spans = [(0, 4), (4, 4)]
    span_lines, total_lines = [], []
    for name, task in SETS.items():
        statics = task.statics
        if statics is None:
            continue
        flags = ["--spans", ",".join(f"{lead}:{length}" for lead, length in spans)]
        if statics:
            flags += ["--static", ",".join(statics), "--totals", ",".join(["total", *statics])]
        together = backtest(binary, work, name, f"sums-{name}", "-m", "ets,ets+calibrated", *flags)
        apart = backtest(binary, work, name, f"independent-{name}", "-m", "ets", "--set", "paths.dependence=none", *flags)
        data = pd.read_parquet(work / f"{name}.parquet")[["unique_id", "ds", "y"]]
        data["ds"] = pd.to_datetime(data.ds)
        metrics, independent = metrics_of(together), metrics_of(apart)
        for lead, length in spans:
            key = ("span", f"{lead}:{length}")
            figures = [adding_up(together, data, lead, length)]
            for row in (independent.loc[("ets", *key)], metrics.loc[("ets", *key)], metrics.loc[("ets+calibrated", *key)]):
                figures.append((row.wql, row.coverage80))
            cells = " | ".join(f"{wql:.4f} | {covered:.3f}" for wql, covered in figures)
            span_lines.append(f"| {name} | {lead}:{length} | {cells} |")
        if not statics:
            continue
        totals, loose = metrics_of(together, "totals.csv"), metrics_of(apart, "totals.csv")
        for grouping in [*statics, "total"]:
            key = ("grouping", grouping)
            rows = [totals.loc[(model, *key)] for model in ("seasonal_naive", "ets", "ets+calibrated")]
            covered = [loose.loc[("ets", *key)].coverage80, rows[1].coverage80, rows[2].coverage80]
            cells = " | ".join([f"{c:.3f}" for c in covered] + [f"{row.wql:.4f}" for row in rows])
            total_lines.append(f"| {name} | {grouping} | {cells} |")
    print("\n| set | span | adding up | cov | independent | cov | paths | cov | calibrated | cov |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |", *span_lines, sep="\n")
    print("\n| set | totals of | independent | paths | calibrated | wQL seasonal_naive | paths | calibrated |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |", *total_lines, sep="\n")


def add_arguments(parser):
    for place in ("binary", "prepared", "work"):
        parser.add_argument(place, type=pathlib.Path)
    parser.add_argument("--sets", default=",".join(SETS), help="the sets to measure, all of them when not given")
    parser.add_argument("--year", action="store_true", help="cutoffs of a year instead of the last few")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_arguments(parser)
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    draw_samples(given.prepared, given.work, given.year)
    print_distributions(given.binary, given.work, given.sets.split(","), given.year)
    if not given.year:
        print_sums(given.binary, given.work)


if __name__ == "__main__":
    main()
