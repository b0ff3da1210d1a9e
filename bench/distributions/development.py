#!/usr/bin/env python3
"""Models on development windows: the samples of measure.py without their last horizon, on which things are decided.

    python bench/distributions/development.py build/dev/bin/demandcast PREPARED WORK ets,ets+calibrated

PREPARED and WORK as for measure.py; sets to leave out and cutoffs as there. What follows the models goes to `backtest`,
as in `... ets+paths,theta+paths --spans 0:4,4:4 --set paths.dependence=model`. Prints, for each set, model, span and
grouping of `--totals`, wQL, coverage of the 80 % interval (of spans and totals: `coverage80`), its standard error, its
range by step and by cutoff, and the steps that are more than six points from 0.8, more than two standard errors besides.
"""
# SPDX-License-Identifier: Apache-2.0
import argparse

import pandas as pd

import measure


def cut_last_horizon(given, names):
    """The samples up to a horizon before their last date."""
    measure.draw_samples(given)
    for name in names:
        data = pd.read_parquet(given.work / f"{name}.parquet")
        dates = sorted(data.ds.unique())
        data[data.ds <= dates[-1 - measure.SETS[name].horizon]].to_parquet(given.work / f"{name}.parquet")


def print_set(metrics, totals, name, models):
    for model in models:
        row = metrics.loc[(model, "overall", "all")]
        cells = [f"{row.wql:.4f}", f"{row.coverage80_pit:.3f}", f"{row.coverage80_pit_se:.3f}"]
        cells += [measure.lowest_to_highest(metrics.loc[(model, dimension)]) for dimension in ("horizon", "cutoff")]
        cells.append(measure.far_steps(metrics.loc[(model, "horizon")]))
        print(f"| {name} | {model} | {' | '.join(cells)} |", flush=True)
        for dimension, groups in (("span", metrics), ("grouping", totals)):
            print_sums_of(groups, name, model, dimension)


def print_sums_of(metrics, name, model, dimension):
    if metrics is None or dimension not in metrics.loc[model].index.get_level_values("dimension"):
        return
    for group, row in metrics.loc[(model, dimension)].iterrows():
        cells = f"{row.wql:.4f} | {row.coverage80:.3f} | {row.coverage80_pit_se:.3f}"
        print(f"| {name} | {model}, {group} | {cells} | | | |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False,  # --set is backtest's
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    measure.add_arguments(parser)
    parser.add_argument("models", help="as backtest takes them")
    given, flags = parser.parse_known_args()
    names = given.sets.split(",")
    given.work.mkdir(parents=True, exist_ok=True)
    cut_last_horizon(given, names)
    print("| set | model | wQL | cov | ± se | by step | by cutoff | far steps |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for name in names:
        folder = measure.backtest(given.binary, given.work, name, f"development-{name}", "-m", given.models, *flags,
                                  cutoffs=measure.cutoffs_of(given, name))
        totals = measure.metrics_of(folder, "totals.csv") if (folder / "totals.csv").exists() else None
        print_set(measure.metrics_of(folder), totals, name, given.models.split(","))


if __name__ == "__main__":
    main()
