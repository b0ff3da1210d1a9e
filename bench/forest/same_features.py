#!/usr/bin/env python3
"""Forests and a peer of each kind on the same rows and features: the table "Forests and peers on the same features" of docs/results.md.

    python bench/forest/same_features.py [--development] build/dev/bin/demandcast PREPARED WORK [SET ...]
        [--rows 200000] [--forest-rows 50000] [--models sqrf,random_forest,lightgbm,quantile_forest]

`demandcast features` writes the matrix; LightGBM (one quantile model for each decile) and quantile-forest (all leaf samples)
learn target / scale from its training rows and forecast its rows ahead; sqrf and random_forest learn from the same rows. All
are scored by one `demandcast evaluate`. PREPARED, the sets and the windows are those of bench/peers/beside_peers.py. One
thread. Needs lightgbm, quantile-forest, pandas, pyarrow.
"""
# SPDX-License-Identifier: Apache-2.0
import argparse
import json
import pathlib
import subprocess
import sys
import time

import numpy as np
import pandas as pd

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "peers"))
from beside_peers import DECILES, FELL_BACK, SETS, prepare  # noqa: E402

KEYS = ["unique_id", "origin", "ds", "target", "scale"]


def call(words, codes=(0,)):
    done = subprocess.run([str(word) for word in words], stdout=subprocess.PIPE)
    if done.returncode not in codes:
        sys.exit(f"{' '.join(map(str, words))} ended with {done.returncode}")
    return done.stdout


def data_flags(name, work):
    _, frequency, known, past, statics, _ = SETS[name]
    flags = ["--freq", frequency, "--cutoff", "per-series", "--negative", "keep", "--quiet", "--threads", 1]
    for flag, names in (("--known", known), ("--past", past), ("--static", statics)):
        flags += [flag, names] if names else []
    return flags + (["--future", work / f"{name}-plans.parquet"] if known else [])


def ours(model):
    def forecast(a, name, work, train, ahead):
        words = [a.binary, "forecast", work / f"{name}.parquet", "-m", model, "-H", SETS[name][0], "-o",
                 work / f"{name}-{model}.parquet", "--set", f"{model}.rows={a.rows}", *data_flags(name, work)]
        call(words, (0, FELL_BACK))
        table = pd.read_parquet(work / f"{name}-{model}.parquet")
        table["unique_id"] = table.unique_id.astype(str)
        return table[["unique_id", "ds", *DECILES]]
    return forecast


def of_levels(ahead, quantiles):
    """-> the forecast of rows ahead from quantiles of target / scale; levels sorted, none negative."""
    table = ahead[["unique_id", "ds"]].copy()
    values = np.sort(quantiles, axis=1).clip(min=0) * ahead.scale.to_numpy()[:, None]
    return table.assign(**{level: values[:, i] for i, level in enumerate(DECILES)})


def inputs_of(matrix):
    """-> the features of a matrix under names that LightGBM takes."""
    columns = [column for column in matrix if column not in KEYS]
    return matrix[columns].rename(columns={column: f"f{i}" for i, column in enumerate(columns)})


def learn_lightgbm(train, rounds, weight=None):
    """-> a quantile model for each decile of target / scale."""
    import lightgbm as lgb
    settings = {"objective": "quantile", "num_leaves": 63, "learning_rate": 0.05, "min_data_in_leaf": 50,
                "feature_fraction": 0.8, "bagging_fraction": 0.8, "bagging_freq": 1, "num_threads": 1,
                "verbosity": -1, "seed": 1}
    rows = lgb.Dataset(inputs_of(train), train.target / train.scale, weight=weight, free_raw_data=False).construct()
    return [lgb.train(settings | {"alpha": float(level)}, rows, rounds) for level in DECILES]


def forecast_of(models, ahead):
    return of_levels(ahead, np.column_stack([model.predict(inputs_of(ahead)) for model in models]))


def lightgbm(a, name, work, train, ahead):
    return forecast_of(learn_lightgbm(train, a.rounds, train.scale if a.weighted else None), ahead)


def quantile_forest(a, name, work, train, ahead):
    from quantile_forest import RandomForestQuantileRegressor
    columns = [column for column in train if column not in KEYS]
    some = train.sample(min(len(train), a.forest_rows), random_state=1)
    medians = some[columns].median().fillna(0)
    model = RandomForestQuantileRegressor(100, min_samples_leaf=20, max_features=1 / 3, max_samples_leaf=None, n_jobs=1,
                                          random_state=1)
    model.fit(some[columns].fillna(medians).to_numpy(np.float32), (some.target / some.scale).to_numpy())
    return of_levels(ahead, model.predict(ahead[columns].fillna(medians).to_numpy(np.float32),
                                          quantiles=[float(level) for level in DECILES]))


MODELS = {"sqrf": ours("sqrf"), "random_forest": ours("random_forest"), "lightgbm": lightgbm,
          "quantile_forest": quantile_forest}


def with_zeros(forecasts, test):
    """A series that never sold has no rows of features; all models say zero, as ours do."""
    rows = test[["unique_id", "ds"]].merge(forecasts, on=["unique_id", "ds"], how="left")
    return rows.fillna(dict.fromkeys(DECILES, 0.0))


def run(a, name):
    work = a.work / name
    work.mkdir(parents=True, exist_ok=True)
    data, plans, test = prepare(a.prepared, name, a.development)
    data.to_parquet(work / f"{name}.parquet")
    plans.to_parquet(work / f"{name}-plans.parquet")
    call([a.binary, "features", work / f"{name}.parquet", "-H", SETS[name][0], "--rows", a.rows, "-o",
          work / "matrix.parquet", *data_flags(name, work)])
    matrix = pd.read_parquet(work / "matrix.parquet")
    matrix["unique_id"] = matrix.unique_id.astype(str)
    matrix["ds"] = pd.to_datetime(matrix.ds)
    train, ahead = matrix[matrix.target.notna()], matrix[matrix.target.isna()]
    tables, seconds = [], {}
    for model in a.models.split(","):
        start = time.monotonic()
        forecasts = MODELS[model](a, name, work, train, ahead)
        seconds[model] = time.monotonic() - start
        forecasts["ds"] = pd.to_datetime(forecasts.ds)
        tables.append(with_zeros(forecasts, test).assign(model=model))
    last = data.groupby("unique_id").ds.max().rename("cutoff")
    pd.concat(tables).merge(last, on="unique_id").to_parquet(work / "forecasts.parquet")
    pd.concat([data[["unique_id", "ds", "y"]], test]).sort_values(["unique_id", "ds"]).to_parquet(work / "truth.parquet")
    board = json.loads(call([a.binary, "evaluate", work / "forecasts.parquet", work / "truth.parquet", "--freq",
                             SETS[name][1], "--negative", "keep", "--json", "--quiet"]))
    for row in board["leaderboard"]:
        if row["model"] in seconds:  # seasonal_naive, the reference, is in every table
            print(f"| {name} | {row['model']} | {row['metrics']['wql']:.4f} | {row['metrics']['coverage80']:.3f} | {seconds[row['model']]:.0f} |",
                  flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--development", action="store_true")
    parser.add_argument("--weighted", action="store_true", help="LightGBM weighs rows by their scale")
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--forest-rows", type=int, default=50_000, help="of them, for quantile-forest")
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--models", default=",".join(MODELS))
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("prepared", type=pathlib.Path)
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("sets", nargs="*")
    a = parser.parse_args()
    a.binary = a.binary.resolve()
    print("| set | model | wQL | cover | seconds |\n| --- | --- | --- | --- | --- |")
    for name in a.sets or ["walmart_recruiting", "dominicks_oj", "carparts", "m5_monthly"]:
        run(a, name)


if __name__ == "__main__":
    main()
