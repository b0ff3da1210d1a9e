#!/usr/bin/env python3
"""Makes the table "Forecasts that move" in docs/results.md: accuracy, at events too, and excess volatility over
consecutive cutoffs, of models as they are and averaged over origins.

    python bench/volatility/measure.py BINARY PREPARED WORK SET MODEL,MODEL [WINDOWS [SERIES]] [-- FLAGS OF backtest]

PREPARED holds the sets as Parquet (see bench/peers/beside_peers.py). Models learn once, before the first cutoff. A row
counts if its date was forecast from the three cutoffs before its own as well as the horizon allows, so that averages are
over the same origins everywhere: the first three cutoffs are not scored. Averages are those of origin_ensemble (weight^j
for the j-th cutoff before). Needs pandas, numpy, pyarrow.
"""
# SPDX-License-Identifier: Apache-2.0
import hashlib
import pathlib
import subprocess
import sys

import numpy as np
import pandas as pd

# set: horizon, frequency, periods between cutoffs, known ahead, known after, statics, column of events
SETS = {
    "walmart_recruiting": (13, "W-FRI", 1, "isholiday,markdown", "temperature", "type,dept", "isholiday"),
    "dominicks_oj": (13, "W-THU", 1, "price,deal,feat", "", "brand,store", "feat"),
    "m5_monthly": (12, "MS", 1, "price,days_offered", "", "cat_id,dept_id,store_id", ""),
    "rossmann": (28, "D", 7, "open,promo,state_holiday,school_holiday", "", "store_type,assortment", "promo"),
}
DECILES = [f"0.{tenth}" for tenth in range(1, 10)]
LEVELS = np.array([float(d) for d in DECILES])
WEIGHTS = (0.0, 0.25, 0.5)
ORIGINS = 4


def pinball(actual, forecast):
    error = actual - forecast
    return np.maximum(LEVELS * error, (LEVELS - 1) * error).mean(axis=1)


def prepare(prepared, work, name, count):
    data = pd.read_parquet(prepared / f"{name}.parquet").dropna(subset=["y"])
    data["unique_id"] = data.unique_id.astype(str)
    if count:
        ids = sorted(data.unique_id.unique(), key=lambda i: hashlib.md5(i.encode()).hexdigest())
        data = data[data.unique_id.isin(set(ids[:count]))]
    if "observed" in data:
        data.loc[data.observed != 1, "y"] = np.nan
    for static in ("type", "dept", "store"):
        if static in data:
            data[static] = data[static].astype(str)
    data.to_parquet(work / f"{name}.parquet")
    return data


def backtest(binary, work, name, models, windows, flags):
    horizon, frequency, step, known, past, statics, _ = SETS[name]
    command = [binary, "backtest", work / f"{name}.parquet", "-m", models, "-H", horizon, "--freq", frequency, "--step",
               step, "--windows", windows, "--refit", "once", "--negative", "keep", "--quiet", "-o", work / name, *flags]
    for flag, names in (("--known", known), ("--past", past), ("--static", statics)):
        command += [flag, names] if names else []
    code = subprocess.run([str(part) for part in command]).returncode
    if code not in (0, 4):
        sys.exit(f"{' '.join(map(str, command))} ended with {code}")
    return pd.read_parquet(work / name / "forecasts.parquet")


def averaged(forecasts, weight):
    """-> the quantiles of each row averaged with those of the same date from the cutoffs before."""
    total = forecasts[DECILES].to_numpy(float)
    weights = np.ones(len(forecasts))
    values = total.copy()
    for j in range(1, ORIGINS):
        before = forecasts[["unique_id", "ds", "place"]].assign(place=forecasts.place - j).merge(
            forecasts[["unique_id", "ds", "place", *DECILES]], on=["unique_id", "ds", "place"], how="left")
        there = before["0.5"].notna().to_numpy()
        total[there] += weight**j * before[DECILES].to_numpy(float)[there]
        weights[there] += weight**j
    return total / weights[:, None] if weight else values


def scores(rows, quantiles, events):
    """-> wQL, wQL at events, excess volatility (docs/metrics.md) of rows sorted by series, date and cutoff."""
    y, size = rows.y.to_numpy(float)[:, None], rows.y.abs().to_numpy()
    losses = 2 * pinball(y, quantiles)
    wql = losses.sum() / size.sum()
    at_events = losses[events].sum() / size[events].sum() if events.any() else np.nan
    same = (rows.unique_id.to_numpy()[1:] == rows.unique_id.to_numpy()[:-1]) & (rows.ds.to_numpy()[1:] == rows.ds.to_numpy()[:-1])
    before, after, actual = quantiles[:-1][same], quantiles[1:][same], y[1:][same]
    excess = pinball(after, before) - (pinball(actual, before) - pinball(actual, after))
    return wql, at_events, 2 * excess.sum() / np.abs(actual).sum()


def main():
    arguments = sys.argv[1:]
    cut = arguments.index("--") if "--" in arguments else len(arguments)
    flags, arguments = arguments[cut + 1:], arguments[:cut]
    binary, prepared, work, name = (pathlib.Path(arguments[0]).resolve(), pathlib.Path(arguments[1]),
                                    pathlib.Path(arguments[2]), arguments[3])
    windows = int(arguments[5]) if len(arguments) > 5 else 40
    count = int(arguments[6]) if len(arguments) > 6 else 0
    work.mkdir(parents=True, exist_ok=True)
    data = prepare(prepared, work, name, count)
    forecasts = backtest(binary, work, name, arguments[4], windows, flags)
    forecasts["ds"], event = pd.to_datetime(forecasts.ds), SETS[name][6]
    facts = data[["unique_id", "ds", "y"] + ([event] if event else [])].assign(ds=pd.to_datetime(data.ds))
    print("| set | model | weight | wQL | at events | excess volatility |\n| --- | --- | --- | --- | --- | --- |")
    for model, rows in forecasts.groupby("model", sort=False):
        rows = rows.drop(columns=["y"], errors="ignore").merge(facts, on=["unique_id", "ds"]).dropna(subset=["y"])
        rows["place"] = rows.cutoff.rank(method="dense").astype(int)
        rows = rows.sort_values(["unique_id", "ds", "place"], ignore_index=True)
        for weight in WEIGHTS:
            quantiles = averaged(rows, weight)
            counted = (rows.place >= ORIGINS).to_numpy()
            events = (rows.loc[counted, event] > 0).to_numpy() if event else np.zeros(counted.sum(), bool)
            wql, at_events, excess = scores(rows[counted], quantiles[counted], events)
            print(f"| {name} | {model} | {weight} | {wql:.4f} | {at_events:.4f} | {excess:.4f} |", flush=True)


if __name__ == "__main__":
    main()
