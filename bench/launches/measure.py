#!/usr/bin/env python3
"""Launches hidden from training: young products forecast by launch analogues, beside the category's launch curve by age.

    python bench/launches/measure.py build/dev/bin/demandcast DATA WORK m5 2013-06-01,2013-12-01 \\
        naive+launch_analogues 'peer=naive+launch_analogues;weights=category'

DATA holds folders m5 and online_retail. At each cutoff, demand after it is hidden and prices are planned as they came;
scored are products that had been on sale for at most the set's `age` periods, or were launched within its horizon. A
model is a composition ("naive" stands for seasonal_naive) with options of launch_analogues behind semicolons, or "curve":
the quantiles, age by age, of what the launches of its category had sold by then. WORK keeps data and forecasts. Prints
wQL over nine deciles, the share of rows within the 80 % band, and of those below and above it; of all, by products
without a sale yet and with, and by age.
"""
# SPDX-License-Identifier: Apache-2.0
import argparse
import pathlib
import subprocess
from dataclasses import dataclass

import numpy as np
import pandas as pd

import launch_data

LEVELS = [i / 10 for i in range(1, 10)]


@dataclass
class Set:
    freq: str
    horizon: int
    age: int  # periods on sale up to which a product is scored
    category: str
    statics: str
    step: pd.DateOffset


SETS = {
    "m5": Set("MS", 6, 6, "dept_id", "item_id,dept_id,cat_id,store_id,state_id", pd.DateOffset(months=1)),
    "online_retail": Set("W-SUN", 8, 8, "code", "code,text", pd.DateOffset(weeks=1)),
}


def age_of(periods, start, of):
    if of.freq == "MS":
        return (periods.dt.year - start.dt.year) * 12 + periods.dt.month - start.dt.month
    return (periods - start).dt.days // 7


def hidden(data, cutoff, of):
    """Rows as known at the cutoff, and the rows that are scored."""
    last = cutoff + of.horizon * of.step
    data = data[data.ds <= last].copy()
    data["start"] = data.groupby("unique_id").ds.transform("min")
    data["age"] = age_of(data.ds, data.start, of)
    lived = age_of(pd.Series(cutoff, index=data.index), data.start, of) + 1
    earliest = data.ds.min() + (1 if of.freq == "MS" else 4) * of.step
    young = (lived <= of.age) & (data.start >= earliest)
    scored = data[young & (data.ds > cutoff)].copy()
    scored["sold"] = lived[scored.index] > 0
    known = data.copy()
    known["y"] = known.y.astype(float).where(known.ds <= cutoff)
    return known[["unique_id", "ds", "y", "price"]], data, scored


def forecast(given, of, model, training, statics, out):
    composition, *options = model.split(";")
    composition = composition.replace("naive", "seasonal_naive", 1)
    flags = [flag for option in options for flag in ("--set", f"launch_analogues.{option}")]
    command = [given.binary, "forecast", str(training), "-m", composition.split("=")[-1], "-H", str(of.horizon), "--freq",
               of.freq, "--known", "price", "--statics", str(statics), "--threads", "1", "--quiet", "-o", str(out),
               "--seed", "1", *flags]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 4):
        raise SystemExit(done.stderr)
    return pd.read_parquet(out)


def category_curve(data, scored, statics, cutoff, of):
    """Quantiles by age of the launches of a category, as known at the cutoff."""
    earliest = data.ds.min() + (1 if of.freq == "MS" else 4) * of.step
    past = data[(data.ds <= cutoff) & (data.start >= earliest)].merge(statics[["unique_id", of.category]])
    curves = past.groupby([of.category, "age"]).y.quantile(LEVELS).unstack()
    counts = past.groupby([of.category, "age"]).y.count()
    all_curves = past.groupby("age").y.quantile(LEVELS).unstack()
    rows = scored.merge(statics[["unique_id", of.category]])
    found = []
    for category, age in zip(rows[of.category], rows.age):
        key = (category, age)
        enough = key in counts.index and counts[key] >= 5
        found.append(curves.loc[key] if enough else all_curves.loc[min(age, all_curves.index.max())])
    quantiles = pd.DataFrame(np.array(found), columns=[f"{level:g}" for level in LEVELS])
    return pd.concat([rows[["unique_id", "ds"]].reset_index(drop=True), quantiles], axis=1)


def figures(rows):
    y = rows.y.to_numpy(float)
    quantiles = rows[[f"{level:g}" for level in LEVELS]].to_numpy(float)
    off = y[:, None] - quantiles
    losses = np.where(off >= 0, off * LEVELS, off * (np.array(LEVELS) - 1))
    wql = 2 * losses.sum(axis=0).mean() / y.sum()
    inside = (y >= quantiles[:, 0]) & (y <= quantiles[:, -1])
    return [f"{wql:.4f}", f"{inside.mean():.3f}", f"{(y < quantiles[:, 0]).mean():.3f}",
            f"{(y > quantiles[:, -1]).mean():.3f}", str(len(rows)), str(rows.unique_id.nunique())]


def print_groups(model, rows):
    groups = {"all": rows, "no sale yet": rows[~rows.sold], "some sales": rows[rows.sold]}
    groups.update({f"cutoff {cutoff:%Y-%m-%d}": part for cutoff, part in rows.groupby("cutoff")})
    for group, part in groups.items():
        if len(part):
            print(f"| {model} | {group} | {' | '.join(figures(part))} |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("set", choices=SETS)
    parser.add_argument("cutoffs", help="dates, comma separated")
    parser.add_argument("models", nargs="+")
    parser.add_argument("--share", type=float, default=1, help="of m5's items")
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    of = SETS[given.set]
    data, statics = getattr(launch_data, given.set)(given.data / given.set, given.share)
    table = given.work / f"{given.set}-statics.parquet"
    statics.to_parquet(table, index=False)
    results = {model: [] for model in given.models}
    for cutoff in map(pd.Timestamp, given.cutoffs.split(",")):
        known, seen, scored = hidden(data, cutoff, of)
        training = given.work / f"{given.set}-{cutoff:%Y%m%d}.parquet"
        known.to_parquet(training, index=False)
        scored["cutoff"] = cutoff
        for number, model in enumerate(given.models):
            if model == "curve":
                forecasts = category_curve(seen, scored, statics, cutoff, of)
            else:
                forecasts = forecast(given, of, model, training, table, given.work / f"forecast-{number}.parquet")
            forecasts["ds"] = pd.to_datetime(forecasts.ds)
            rows = scored.merge(forecasts, on=["unique_id", "ds"], how="left")
            if rows["0.5"].isna().any():
                raise SystemExit(f"{model} has not forecast {rows['0.5'].isna().sum()} rows")
            results[model].append(rows)
    print("| model | rows | wQL | cover | below | above | rows | products |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for model, parts in results.items():
        print_groups(model, pd.concat(parts))


if __name__ == "__main__":
    main()
