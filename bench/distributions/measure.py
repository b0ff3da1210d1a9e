#!/usr/bin/env python3
"""Makes the tables of "Distributions" and of the sums in docs/results.md.

    python bench/distributions/measure.py build/dev/bin/demandcast PREPARED WORK [--year]

PREPARED holds the six sets as Parquet (unique_id, ds, y and statics); WORK is filled. Draws the series by a fixed seed,
runs the backtests, prints Markdown: the distributions, their coverage by kind of demand, the sums. `--year` takes the
cutoffs of a year instead of the last few, and leaves out the sums. `far steps` are those more than six points from 0.8,
then those of them more than two standard errors. Needs pandas, numpy, pyarrow; about ten minutes on two cores, with
`--year` forty.
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


def cutoffs_of(given, name):
    """What was asked for: cutoffs of its own, those of a year, or the last few."""
    if given.cutoffs:
        return Cutoffs(*map(int, given.cutoffs.split(":")))
    return SETS[name].year if given.year else SETS[name].few


def draw_samples(given):
    random = np.random.default_rng(7)
    for name, task in SETS.items():
        data = pd.read_parquet(given.prepared / f"{name}.parquet")
        count = cutoffs_of(given, name).series or task.series
        last = data.groupby("unique_id").ds.max()
        ids = np.array(sorted(last[last == last.mode()[0]].index if name in UP_TO_DATE else last.index))
        chosen = random.choice(ids, min(len(ids), count), replace=False)
        data[data.unique_id.isin(chosen)].to_parquet(given.work / f"{name}.parquet")


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


def lowest_to_highest(groups):
    """Coverage of the groups covered least and most, with their standard errors."""
    ends = [groups.loc[groups.coverage80_pit.idxmin()], groups.loc[groups.coverage80_pit.idxmax()]]
    return " to ".join(f"{end.coverage80_pit:.2f} ± {end.coverage80_pit_se:.2f}" for end in ends)


def far_steps(steps):
    """How many steps are more than six points from 0.8, and how many of these more than two standard errors."""
    distance = (steps.coverage80_pit - 0.8).abs()
    far = distance > 0.06
    return f"{far.sum()}, {(far & (distance > 2 * steps.coverage80_pit_se)).sum()} of {len(steps)}"


def print_distributions(given, names):
    print("| set | model | wQL alone | + engine | + calibrated | cov alone | + engine | + calibrated | ± se | by step | far steps |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    wrappers = ["", "+distribution_engine", "+calibrated"]
    for name in names:
        models = [model + wrapper for model in MODELS for wrapper in wrappers]
        metrics = metrics_of(backtest(given.binary, given.work, name, f"distributions-{name}", "-m", ",".join(models),
                                      cutoffs=cutoffs_of(given, name)))
        for model in MODELS:
            overall = [metrics.loc[(model + wrapper, "overall", "all")] for wrapper in wrappers]
            steps = metrics.loc[(f"{model}+calibrated", "horizon")]
            cells = [f"{row.wql:.4f}" for row in overall] + [f"{row.coverage80_pit:.3f}" for row in overall]
            cells.append(f"{overall[-1].coverage80_pit_se:.3f}")
            cells += [lowest_to_highest(steps), far_steps(steps)]
            print(f"| {name} | {model} | {' | '.join(cells)} |", flush=True)


def print_kinds(given, names):
    """Coverage of the calibrated form by kind of demand, of the backtests of print_distributions."""
    kinds = [("intermittence", kind) for kind in ("smooth", "erratic", "intermittent", "lumpy")]
    kinds += [("velocity", kind) for kind in ("slow", "medium", "fast")]
    print(f"\n| set | model | {' | '.join(kind for _, kind in kinds)} |")
    print(f"| --- | --- |{' --- |' * len(kinds)}")
    for name in names:
        metrics = metrics_of(given.work / f"distributions-{name}")
        for model in MODELS:
            rows = [metrics.loc[key] if (key := (f"{model}+calibrated", *kind)) in metrics.index else None for kind in kinds]
            cells = ["" if row is None else f"{row.coverage80_pit:.2f} ± {row.coverage80_pit_se:.2f}" for row in rows]
            print(f"| {name} | {model} | {' | '.join(cells)} |")


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


def print_sums(binary, work, names):
    spans = [(0, 4), (4, 4)]
    span_lines, total_lines = [], []
    for name in names:
        statics = SETS[name].statics
        if statics is None:
            continue
        flags = ["--spans", ",".join(f"{lead}:{length}" for lead, length in spans)]
        if statics:
            flags += ["--static", ",".join(statics), "--totals", ",".join(["total", *statics])]
        together = backtest(binary, work, name, f"sums-{name}", "-m", "ets,ets+calibrated", *flags)
        apart = backtest(binary, work, name, f"independent-{name}", "-m", "ets", "--set", "paths.dependence=none", *flags)
        by_paths = backtest(binary, work, name, f"by-paths-{name}", "-m", "ets+calibrated", "--set",
                            "calibrated.spans=paths", *flags[:2])
        data = pd.read_parquet(work / f"{name}.parquet")[["unique_id", "ds", "y"]]
        data["ds"] = pd.to_datetime(data.ds)
        metrics, independent, pathwise = metrics_of(together), metrics_of(apart), metrics_of(by_paths)
        for lead, length in spans:
            key = ("span", f"{lead}:{length}")
            figures = [adding_up(together, data, lead, length)]
            for of, model in ((independent, "ets"), (metrics, "ets"), (pathwise, "ets+calibrated"),
                              (metrics, "ets+calibrated")):
                figures.append((of.loc[(model, *key)].wql, of.loc[(model, *key)].coverage80))
            cells = " | ".join(f"{wql:.4f} | {covered:.3f}" for wql, covered in figures)
            span_lines.append(f"| {name} | {lead}:{length} | {cells} |")
        if not statics:
            continue
        totals, loose = metrics_of(together, "totals.csv"), metrics_of(apart, "totals.csv")
        for grouping in [*statics, "total"]:
            key = ("grouping", grouping)
            rows = [totals.loc[(model, *key)] for model in ("seasonal_naive", "ets", "ets+calibrated")]
            covered = [loose.loc[("ets", *key)].coverage80, rows[1].coverage80, rows[2].coverage80]
            cells = " | ".join([f"{c:.3f}" for c in covered] + [f"{rows[-1].coverage80_pit_se:.3f}"] +
                               [f"{row.wql:.4f}" for row in rows])
            total_lines.append(f"| {name} | {grouping} | {cells} |")
    print("\n| set | span | adding up | cov | independent | cov | paths | cov | calibrated, paths | cov | calibrated | cov |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |", *span_lines, sep="\n")
    print("\n| set | totals of | independent | paths | calibrated | ± se | wQL seasonal_naive | paths | calibrated |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |", *total_lines, sep="\n")


def add_arguments(parser):
    for place in ("binary", "prepared", "work"):
        parser.add_argument(place, type=pathlib.Path)
    parser.add_argument("--sets", default=",".join(SETS), help="the sets to measure, all of them when not given")
    parser.add_argument("--year", action="store_true", help="cutoffs of a year instead of the last few")
    parser.add_argument("--cutoffs", help="others: COUNT:STEP:SERIES, periods apart and series of the sample")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_arguments(parser)
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    draw_samples(given)
    names = given.sets.split(",")
    print_distributions(given, names)
    print_kinds(given, names)
    if not given.year and not given.cutoffs:
        print_sums(given.binary, given.work, names)


if __name__ == "__main__":
    main()
