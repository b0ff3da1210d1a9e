#!/usr/bin/env python3
"""Makes the tables of "Forecasts that move" in docs/results.md: accuracy, at events and for launches too, cost and excess
volatility over consecutive cutoffs, of models as they are and averaged over origins.

    python bench/volatility/measure.py BINARY PREPARED WORK SET [--rows ROW,ROW] [--seeds 42,1,2] [--windows N]
        [--refit WHEN] [--series N] [--rounds 200] [FLAGS OF backtest]

PREPARED holds the sets as Parquet (see bench/peers/beside_peers.py). ROW is a model, `published` (mq_cnn, form=published)
or `lightgbm`: one quantile model a decile on the features and rows that `demandcast features` writes, learnt once. A row of
a forecast counts if its date was forecast from the three cutoffs before its own as well as the horizon allows, so
that averages are over the same origins everywhere: the first three cutoffs are not scored. Averages are those of
origin_ensemble (weight^j for the j-th cutoff before). Launches: series with fewer known periods before a cutoff than a
horizon. Cost, in percent of the demand's price: the 0.8 quantile of each date is bought, a unit that is short costs 0.3 of
its price, one that is over 0.075 (the data have no costs of their own; price: the series' median, or one). Several seeds:
mean, and their standard deviation in brackets. Needs pandas, numpy, pyarrow; lightgbm for its row.
"""
# SPDX-License-Identifier: Apache-2.0
import argparse
import hashlib
import pathlib
import subprocess
import sys
import typing

import numpy as np
import pandas as pd

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "forest"))
from same_features import DECILES, FELL_BACK, call, forecast_of, learn_lightgbm  # noqa: E402


class Task(typing.NamedTuple):
    horizon: int
    frequency: str
    step: int  # periods between cutoffs
    windows: int
    known: str
    past: str
    statics: str
    events: str  # a column that is not zero at events


SETS = {
    "walmart_recruiting": Task(13, "W-FRI", 1, 40, "isholiday,markdown", "temperature", "type,dept", "isholiday"),
    "dominicks_oj": Task(13, "W-THU", 1, 40, "price,deal,feat", "", "brand,store", "feat"),
    "m5_monthly": Task(12, "MS", 1, 15, "price,days_offered", "", "cat_id,dept_id,store_id", ""),
    "rossmann": Task(28, "D", 7, 40, "open,promo,state_holiday,school_holiday", "", "store_type,assortment", "promo"),
}
ROWS = "sqrf,mq_cnn,published,mq_transformer,lightgbm"
SEEDLESS = ("seasonal_naive", "ets", "theta", "croston", "lightgbm")
LEVELS = np.array([float(d) for d in DECILES])
BOUGHT, SHORT, OVER = 7, 0.3, 0.075  # place of the decile, shares of the price
WEIGHTS = (0.0, 0.25, 0.5)
ORIGINS = 4


def dates_of(column):
    return pd.to_datetime(column).astype("datetime64[ns]")


def prepare(given):
    data = pd.read_parquet(given.prepared / f"{given.set}.parquet").dropna(subset=["y"])
    data["unique_id"] = data.unique_id.astype(str)
    if given.series:
        ids = sorted(data.unique_id.unique(), key=lambda i: hashlib.md5(i.encode()).hexdigest())
        data = data[data.unique_id.isin(set(ids[: given.series]))]
    if "observed" in data:
        data.loc[data.observed != 1, "y"] = np.nan
    for static in ("type", "dept", "store"):
        if static in data:
            data[static] = data[static].astype(str)
    data["ds"] = dates_of(data.ds)
    data.to_parquet(given.work / f"{given.set}.parquet")
    return data


def data_flags(task):
    flags = ["-H", task.horizon, "--freq", task.frequency, "--negative", "keep", "--quiet"]
    for flag, names in (("--known", task.known), ("--past", task.past), ("--static", task.statics)):
        flags += [flag, names] if names else []
    return flags


def backtest(given, task, row, seed):
    model, options = ("mq_cnn", ["--set", "mq_cnn.form=published"]) if row == "published" else (row, [])
    place = given.work / f"{given.set}-{row}-{seed}"
    call([given.binary, "backtest", given.work / f"{given.set}.parquet", "-m", model, "--step", task.step, "--windows",
          given.windows or task.windows, "--refit", given.refit, "--seed", seed, "-o", place, *data_flags(task), *options,
          *given.flags], (0, FELL_BACK))
    forecasts = pd.read_parquet(place / "forecasts.parquet")
    return forecasts[forecasts.model == forecasts.model.iloc[-1]]  # a backtest adds seasonal_naive before it


def matrix_of(given, task, data, cutoff, rows):
    """-> training rows and rows ahead as `demandcast features` writes them of the data up to a cutoff."""
    known = data[data.ds <= cutoff]
    source, plans, output = (given.work / f"{given.set}-lightgbm-{part}.parquet" for part in ("data", "plans", "matrix"))
    known.to_parquet(source)
    flags = ["--rows", rows, "-o", output, *data_flags(task)]
    if task.known:
        data.loc[data.ds > cutoff, ["unique_id", "ds", *task.known.split(",")]].to_parquet(plans)
        flags += ["--future", plans]
    call([given.binary, "features", source, *flags])
    matrix = pd.read_parquet(output)
    return matrix[matrix.target.notna()], matrix[matrix.target.isna()]


def lightgbm(given, task, data, cutoffs):
    train, _ = matrix_of(given, task, data, cutoffs[0], 400000)
    models = learn_lightgbm(train, given.rounds)
    tables = []
    for cutoff in cutoffs:
        _, ahead = matrix_of(given, task, data, cutoff, 1000)
        tables.append(forecast_of(models, ahead).assign(cutoff=cutoff))
    return pd.concat(tables, ignore_index=True)


def averaged(forecasts, weight):
    """-> the quantiles of each row averaged with those of the same date from the cutoffs before."""
    values = forecasts[DECILES].to_numpy(float)
    weights, total = np.ones(len(forecasts)), values.copy()
    for j in range(1, ORIGINS):
        before = forecasts[["unique_id", "ds", "place"]].assign(place=forecasts.place - j).merge(
            forecasts[["unique_id", "ds", "place", *DECILES]], on=["unique_id", "ds", "place"], how="left")
        there = before["0.5"].notna().to_numpy()
        total[there] += weight**j * before[DECILES].to_numpy(float)[there]
        weights[there] += weight**j
    return total / weights[:, None] if weight else values


def pinball(actual, forecast):
    error = actual - forecast
    return np.maximum(LEVELS * error, (LEVELS - 1) * error).mean(axis=1)


def scores(rows, quantiles):
    """-> wQL, at events, of launches, cost in percent, excess volatility of rows sorted by series, date and cutoff."""
    y, size = rows.y.to_numpy(float)[:, None], rows.y.abs().to_numpy()
    losses = 2 * pinball(y, quantiles)

    def wql(part):
        return losses[part].sum() / size[part].sum() if part.any() else np.nan

    left = quantiles[:, BOUGHT] - y[:, 0]
    cost = (rows.unit * (OVER * left.clip(min=0) - SHORT * left.clip(max=0))).sum() / (rows.unit * size).sum()
    same = (rows.unique_id.to_numpy()[1:] == rows.unique_id.to_numpy()[:-1]) & (rows.ds.to_numpy()[1:] == rows.ds.to_numpy()[:-1])
    before, after, actual = quantiles[:-1][same], quantiles[1:][same], y[1:][same]
    excess = pinball(after, before) - (pinball(actual, before) - pinball(actual, after))
    return (wql(np.ones(len(rows), bool)), wql(rows.event.to_numpy()), wql(rows.launch.to_numpy()), 100 * cost,
            2 * excess.sum() / np.abs(actual).sum())


def facts_of(data, task):
    facts = data[["unique_id", "ds", "y"]].copy()
    facts["event"] = data[task.events].to_numpy() != 0 if task.events else False
    price = data.groupby("unique_id").price.median() if "price" in data else pd.Series(dtype=float)
    facts["unit"] = facts.unique_id.map(price).fillna(price.median() if len(price) else 1.0)
    return facts


def launched(data, forecasts, horizon):
    """-> for each row, whether its series had fewer known periods at the cutoff than a horizon."""
    known = data.dropna(subset=["y"]).sort_values("ds")
    counts = known.assign(known=known.groupby("unique_id").cumcount() + 1)[["unique_id", "ds", "known"]]
    wanted = forecasts[["unique_id", "cutoff"]].assign(row=np.arange(len(forecasts))).sort_values("cutoff")
    found = pd.merge_asof(wanted, counts, left_on="cutoff", right_on="ds", by="unique_id")
    return found.sort_values("row").known.fillna(0).to_numpy() < horizon


def rows_of(forecasts, data, facts, horizon):
    forecasts = forecasts.drop(columns=["y"], errors="ignore").assign(
        unique_id=forecasts.unique_id.astype(str), ds=dates_of(forecasts.ds), cutoff=dates_of(forecasts.cutoff))
    rows = forecasts.merge(facts, on=["unique_id", "ds"]).dropna(subset=["y"])
    rows["launch"] = launched(data, rows, horizon)
    rows["place"] = rows.cutoff.rank(method="dense").astype(int)
    return rows.sort_values(["unique_id", "ds", "place"], ignore_index=True)


def told(figures):
    """-> mean of the seeds' figures, and their standard deviation."""
    figures = np.array(figures)
    digits = [4, 4, 4, 3, 4]
    cells = []
    for i, d in enumerate(digits):
        mean = figures[:, i].mean()
        spread = f" ({figures[:, i].std(ddof=1):.{d}f})" if len(figures) > 1 else ""
        cells.append("" if np.isnan(mean) else f"{mean:.{d}f}{spread}")
    return " | ".join(cells)


def measure(given, task, data, row, cutoffs):
    facts = facts_of(data, task)
    by_weight = {weight: [] for weight in WEIGHTS}
    for seed in given.seeds.split(",")[: 1 if row in SEEDLESS else None]:
        forecasts = lightgbm(given, task, data, cutoffs) if row == "lightgbm" else backtest(given, task, row, seed)
        rows = rows_of(forecasts, data, facts, task.horizon)
        counted = (rows.place >= ORIGINS).to_numpy()
        for weight in WEIGHTS:
            by_weight[weight].append(scores(rows[counted], averaged(rows, weight)[counted]))
            print(f"{given.set} {row} seed {seed} weight {weight}: {by_weight[weight][-1]}", file=sys.stderr, flush=True)
    for weight, figures in by_weight.items():
        print(f"| {given.set} | {row} | {len(figures)} | {weight} | {told(figures)} |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter,
                                     allow_abbrev=False)
    for place in ("binary", "prepared", "work"):
        parser.add_argument(place, type=pathlib.Path)
    parser.add_argument("set", choices=SETS)
    parser.add_argument("--rows", default=ROWS)
    parser.add_argument("--seeds", default="42,1,2")
    parser.add_argument("--windows", type=int, default=0)
    parser.add_argument("--refit", default="once")
    parser.add_argument("--series", type=int, default=0)
    parser.add_argument("--rounds", type=int, default=200)
    given, given.flags = parser.parse_known_args()
    given.binary = given.binary.resolve()
    given.work.mkdir(parents=True, exist_ok=True)
    task, data = SETS[given.set], prepare(given)
    dates = sorted(data.ds.unique())
    count = given.windows or task.windows
    cutoffs = [dates[-1 - task.horizon - task.step * w] for w in reversed(range(count))]
    print("| set | model | seeds | weight | wQL | at events | launches | cost | excess volatility |\n"
          "| --- | --- | --- | --- | --- | --- | --- | --- | --- |", flush=True)
    for row in given.rows.split(","):
        measure(given, task, data, row, cutoffs)


if __name__ == "__main__":
    main()
