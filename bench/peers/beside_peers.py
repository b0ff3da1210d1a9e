#!/usr/bin/env python3
"""Makes the tables of "beside its peers" in docs/results.md: a model on the windows that the peers were run on.

    python bench/peers/beside_peers.py [--development] build/dev/bin/demandcast PREPARED WORK [SET ...] [-- FLAGS OF forecast]

PREPARED holds the sets as Parquet (unique_id, ds, y, covariates, statics; `observed` = 0 marks rows that are filled in: missing
here, never scored). The last H periods of each series are forecast from all before them, series with at least 2 H + 1
periods before; wQL over the deciles, on those rows. --development leaves the last H periods of each series out
first, so that other windows are looked at. Needs pandas, numpy, pyarrow.
"""
# SPDX-License-Identifier: Apache-2.0
import hashlib
import pathlib
import subprocess
import sys
import time

import numpy as np
import pandas as pd

# set: horizon, frequency, known ahead, known after, statics, series taken (0 = all)
SETS = {
    "walmart_recruiting": (13, "W-FRI", "isholiday,markdown", "temperature", "type,dept", 0),
    "dominicks_oj": (13, "W-THU", "price,deal,feat", "", "brand,store", 0),
    "carparts": (12, "MS", "", "", "", 0),
    "m5_monthly": (12, "MS", "price,days_offered", "", "cat_id,dept_id,store_id", 0),
    "freshretail50k_daily": (14, "D", "discount,activity_flag,holiday_flag", "stockout_hours_6_22",
                             "city_id,first_category_id", 5000),
    "rossmann": (28, "D", "open,promo,state_holiday,school_holiday", "", "store_type,assortment", 0),
}
DECILES = [f"0.{tenth}" for tenth in range(1, 10)]
FELL_BACK = 4


def prepare(prepared, name, development=False):
    """-> of each series that is long enough: all rows but the last H; what was planned for those; their demand."""
    horizon, _, known, _, _, count = SETS[name]
    data = pd.read_parquet(prepared / f"{name}.parquet").dropna(subset=["y"])
    data["unique_id"] = data.unique_id.astype(str)
    if count:
        ids = sorted(data.unique_id.unique(), key=lambda i: hashlib.md5(i.encode()).hexdigest())
        data = data[data.unique_id.isin(set(ids[:count]))]
    data = data.sort_values(["unique_id", "ds"], ignore_index=True)
    if development:
        behind = data.groupby("unique_id").cumcount(ascending=False)
        data = data[behind >= horizon].reset_index(drop=True)
    for static in ("type", "dept", "store", "city_id", "first_category_id"):
        if static in data:
            data[static] = data[static].astype(str)
    size = data.groupby("unique_id").y.transform("size").to_numpy()
    place = data.groupby("unique_id").cumcount().to_numpy()
    long_enough = size - horizon >= 2 * horizon + 1
    last = long_enough & (place >= size - horizon)
    test = data[last]
    if "observed" in data:
        test = test[test.observed == 1]
        newest = place == size - horizon - 1  # an origin needs a cell: the peers' filled one
        data.loc[(data.observed != 1) & ~newest, "y"] = np.nan
    plans = ["unique_id", "ds", *filter(None, known.split(","))]
    return data[long_enough & ~last], data.loc[last, plans], test[["unique_id", "ds", "y"]]


def forecast(binary, work, name, data, plans, flags):
    horizon, frequency, known, past, statics, _ = SETS[name]
    source, output = work / f"{name}.parquet", work / f"{name}-forecast.parquet"
    data.to_parquet(source)
    if known:
        plans.to_parquet(work / f"{name}-plans.parquet")
    command = [binary, "forecast", source, "-H", horizon, "--freq", frequency, "--cutoff", "per-series", "--negative",
               "keep", "--quiet", "-o", output, *(["-m", "sqrf"] if "-m" not in flags else []), *flags]
    for flag, names in (("--known", known), ("--past", past), ("--static", statics)):
        command += [flag, names] if names else []
    command += ["--future", work / f"{name}-plans.parquet"] if known else []
    start = time.monotonic()
    code = subprocess.run([str(part) for part in command]).returncode
    if code not in (0, FELL_BACK):
        sys.exit(f"{' '.join(map(str, command))} ended with {code}")
    return pd.read_parquet(output), time.monotonic() - start


def scores(test, forecasts):
    forecasts["unique_id"] = forecasts.unique_id.astype(str)
    forecasts["ds"] = pd.to_datetime(forecasts.ds)
    rows = test.merge(forecasts, on=["unique_id", "ds"], how="left")
    missing = rows[DECILES].isna().any(axis=1)
    if missing.any():
        print(f"{missing.sum()} of {len(rows)} rows have no forecast and are left out", file=sys.stderr)
    rows = rows[~missing]
    losses = []
    for level in DECILES:
        error = rows.y - rows[level].clip(lower=0)
        losses.append(2 * np.maximum(float(level) * error, (float(level) - 1) * error).sum() / rows.y.abs().sum())
    inside = ((rows.y >= rows["0.1"].clip(lower=0)) & (rows.y <= rows["0.9"].clip(lower=0))).mean()
    return np.mean(losses), losses[4], losses[8], inside


def main():
    arguments = sys.argv[1:]
    development = "--development" in arguments
    if development:
        arguments.remove("--development")
    cut = arguments.index("--") if "--" in arguments else len(arguments)
    flags, arguments = arguments[cut + 1:], arguments[:cut]
    binary, prepared, work = pathlib.Path(arguments[0]).resolve(), pathlib.Path(arguments[1]), pathlib.Path(arguments[2])
    work.mkdir(parents=True, exist_ok=True)
    print("| set | wQL | p50 | p90 | cover | seconds |\n| --- | --- | --- | --- | --- | --- |")
    for name in arguments[3:] or SETS:
        data, plans, test = prepare(prepared, name, development)
        forecasts, seconds = forecast(binary, work, name, data, plans, flags)
        wql, p50, p90, cover = scores(test, forecasts)
        print(f"| {name} | {wql:.4f} | {p50:.4f} | {p90:.4f} | {cover:.3f} | {seconds:.0f} |", flush=True)


if __name__ == "__main__":
    main()
