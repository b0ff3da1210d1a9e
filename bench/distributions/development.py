#!/usr/bin/env python3
"""Models on development windows: the samples of measure.py without their last horizon, on which things are decided.

    python bench/distributions/development.py build/dev/bin/demandcast PREPARED WORK ets,ets+calibrated

PREPARED and WORK as for measure.py; sets to leave out and cutoffs as there. What follows the models goes to `backtest`,
as in `... ets+paths,theta+paths --spans 0:4,4:4 --set paths.dependence=model`. Prints, for each set, model and span,
wQL, coverage of the 80 % interval (of a span: `coverage80`), its standard error, and its range by step and by cutoff.
"""
# SPDX-License-Identifier: Apache-2.0
import argparse
import pathlib

import pandas as pd

import measure


def cut_last_horizon(prepared, work, names, year):
    """The samples up to a horizon before their last date."""
    measure.draw_samples(prepared, work, year)
    for name in names:
        data = pd.read_parquet(work / f"{name}.parquet")
        dates = sorted(data.ds.unique())
        data[data.ds <= dates[-1 - measure.SETS[name].horizon]].to_parquet(work / f"{name}.parquet")


def of_steps(metrics, model, dimension):
    values = metrics.loc[(model, dimension)].coverage80_pit
    return f"{values.min():.2f} to {values.max():.2f}"


def print_set(metrics, name, models):
    for model in models:
        row = metrics.loc[(model, "overall", "all")]
        cells = [f"{row.wql:.4f}", f"{row.coverage80_pit:.3f}", f"{row.coverage80_pit_se:.3f}"]
        cells += [of_steps(metrics, model, dimension) for dimension in ("horizon", "cutoff")]
        print(f"| {name} | {model} | {' | '.join(cells)} |", flush=True)
        if "span" not in metrics.loc[model].index.get_level_values("dimension"):
            continue
        for span, of_span in metrics.loc[(model, "span")].iterrows():
            print(f"| {name} | {model}, {span} | {of_span.wql:.4f} | {of_span.coverage80:.3f} | | | |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False,  # --set is backtest's
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    measure.add_arguments(parser)
    parser.add_argument("models", help="as backtest takes them")
    given, flags = parser.parse_known_args()
    names = given.sets.split(",")
    given.work.mkdir(parents=True, exist_ok=True)
    cut_last_horizon(given.prepared, given.work, names, given.year)
    print("| set | model | wQL | cov | ± se | by step | by cutoff |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for name in names:
        cutoffs = measure.SETS[name].year if given.year else measure.SETS[name].few
        folder = measure.backtest(given.binary, given.work, name, f"development-{name}", "-m", given.models, *flags,
                                  cutoffs=cutoffs)
        print_set(measure.metrics_of(folder), name, given.models.split(","))


if __name__ == "__main__":
    main()
