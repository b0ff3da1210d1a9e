#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How far forecasts from sales cut short by stock-outs are off, where the demand behind them is known.

    bench/censoring/measure.py build/dev/bin/demandcast [--fresh freshretail50k_daily.parquet] [--series 300]

Stock-outs are laid over demand that is known in full: the generator's, and the days without a stock-out of the series of
FreshRetailNet-50K that have most of them. Prints, for each rule of stock and model, the sum of mean forecasts over the
sum of true demand, divided by the same of the model on the uncut history: 1 = as unbiased as without stock-outs.
"""
import argparse
import pathlib
import subprocess
import tempfile

import numpy as np
import pandas as pd

MODELS = ["seasonal_naive", "ets", "theta", "croston"]
TOLD = ["demand", "fraction", "sell-out", "left out", "sales"]


def stock_by_rule(rule, frame, random):
    """Stock of every row; `expected` is the mean of demand given all that the generator knows, where there is one."""
    u = random.uniform(size=len(frame))
    by_series = frame.groupby("unique_id")["y"]
    recent = by_series.transform(lambda y: y.shift(1).rolling(14, min_periods=1).mean()).fillna(by_series.transform("mean"))
    if rule == "planned":
        return frame["expected"] * (0.7 + 0.9 * u)
    if rule == "recent":
        return recent * (0.8 + 1.2 * u)
    return by_series.transform("mean") * (0.5 + 1.5 * u)  # "any"


def cut_short(frame, stock, grain):
    stock = np.maximum(np.round(stock / grain) * grain, grain)
    sold_out = frame["y"] >= stock
    sales = np.where(sold_out, stock, frame["y"])
    fraction = np.where(sold_out, np.minimum(stock / (frame["y"] + grain), 0.99), 1.0)
    return sales, sold_out, fraction


def history_as(told, frame, sales, sold_out, fraction):
    out = frame[["unique_id", "ds"]].copy()
    out["y"] = frame["y"] if told == "demand" else np.where(sold_out & (told == "left out"), np.nan, sales)
    out["a"] = {"fraction": fraction, "sell-out": np.where(sold_out, 0.0, 1.0)}.get(told, np.ones(len(frame)))
    return out


def forecast_sum(program, history, model, horizon, folder, keep):
    data, result = folder / "history.parquet", folder / "forecast.parquet"
    history.to_parquet(data)
    done = subprocess.run([program, "forecast", data, "-m", model, "-H", str(horizon), "--availability", "a", "-o", result,
                           "--quiet"], capture_output=True, text=True)
    if done.returncode not in (0, 4):  # 4: some series fell back
        raise SystemExit(done.stderr)
    rows = pd.read_parquet(result)
    rows = rows.assign(ds=pd.to_datetime(rows["ds"])).merge(keep, on=["unique_id", "ds"])
    return rows["mean"].sum() / rows["y"].sum()


def measure(name, program, frame, rule, horizon, grain, folder):
    random = np.random.default_rng(1)
    last = sorted(frame["ds"].unique())[-horizon - 1]
    history, future = frame[frame["ds"] <= last].reset_index(drop=True), frame[frame["ds"] > last]
    sales, sold_out, fraction = cut_short(history, stock_by_rule(rule, history, random), grain)
    known = history["y"].notna()
    print(f"\n{name}, stock: {rule}; {sold_out[known].mean():.0%} of periods sold out, "
          f"{1 - np.nansum(sales) / history['y'].sum():.0%} of demand lost\n")
    print("| model | " + " | ".join(TOLD[1:]) + " |\n|" + " --- |" * len(TOLD))
    for model in MODELS:
        sums = [forecast_sum(program, history_as(told, history, sales, sold_out, fraction), model, horizon, folder,
                             future[["unique_id", "ds", "y"]].dropna()) for told in TOLD]
        print(f"| {model} | " + " | ".join(f"{s / sums[0]:.3f}" for s in sums[1:]) + " |", flush=True)


def generated(program, series, folder):
    subprocess.run([program, "generate", "-o", folder / "data", "--series", str(series), "--future", "0", "--launch-share",
                    "0", "--stock-outs-per-year", "0", "--quiet"], check=True)
    frame = pd.read_parquet(folder / "data" / "truth.parquet").rename(columns={"demand": "y"})
    return frame.assign(ds=pd.to_datetime(frame["ds"]))[["unique_id", "ds", "y", "expected"]]


def fresh(path, series):
    frame = pd.read_parquet(path, columns=["unique_id", "ds", "y", "stockout_hours_6_22"])
    short = frame["stockout_hours_6_22"] > 0
    fewest = short.groupby(frame["unique_id"]).sum().sort_values(kind="stable").index[:series]
    frame["y"] = frame["y"].astype(float).where(~short)
    return frame[frame["unique_id"].isin(fewest)].reset_index(drop=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--fresh")
    parser.add_argument("--series", type=int, default=300)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        frame = generated(given.program, given.series, folder)
        for rule in ("planned", "recent", "any"):
            measure("generated, weeks", given.program, frame, rule, 13, 1, folder)
        if given.fresh:
            frame = fresh(given.fresh, given.series)
            for rule in ("recent", "any"):
                measure("FreshRetailNet-50K, days", given.program, frame, rule, 14, 0.1, folder)


if __name__ == "__main__":
    main()
