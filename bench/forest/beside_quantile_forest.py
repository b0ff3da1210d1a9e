#!/usr/bin/env python3
"""Our forests beside quantile-forest on one matrix: the table "Speed and size beside quantile-forest" of docs/results.md.

    python bench/forest/beside_quantile_forest.py BUILD PREPARED WORK [--set walmart_recruiting] [--rows 50000] [--trees 100]
        [--leaf-samples all]

`demandcast features` writes the matrix of a set's development window (PREPARED as for bench/peers/beside_peers.py). BUILD holds
bin/demandcast and bin/forest_on_matrix, which grows a forest on it and asks the nine deciles of its rows ahead; quantile-forest does the
same, with gaps filled by medians. One thread, one after another, each in a process of its own; seconds are the processor's, which other
programs disturb less. Binning is part of our training time. Sizes are of the files written; memory is the peak of the process, the
matrix included. wQL is on target / scale, weighed by scale. Needs quantile-forest, pandas, pyarrow.
"""
# SPDX-License-Identifier: Apache-2.0
import argparse
import json
import os
import pathlib
import pickle
import subprocess
import sys
import time

import numpy as np
import pandas as pd

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "peers"))
sys.path.append(str(pathlib.Path(__file__).resolve().parent))
from beside_peers import DECILES, SETS, prepare  # noqa: E402
from same_features import KEYS, call, data_flags  # noqa: E402

LEVELS = [float(level) for level in DECILES]


def write_matrix(a):
    """train.f32 and ahead.f32: target / scale, number of the series, features; and what was sold."""
    name, work = a.set, a.work
    data, plans, test = prepare(a.prepared, name, True)
    data.to_parquet(work / f"{name}.parquet")
    plans.to_parquet(work / f"{name}-plans.parquet")
    call([a.build / "bin/demandcast", "features", work / f"{name}.parquet", "-H", SETS[name][0], "--rows", a.rows, "-o",
          work / "matrix.parquet", *data_flags(name, work)])
    matrix = pd.read_parquet(work / "matrix.parquet")
    matrix["ds"] = pd.to_datetime(matrix.ds)
    features = [column for column in matrix if column not in KEYS]
    series = matrix.unique_id.astype("category").cat.codes
    numbers = np.column_stack([matrix.target / matrix.scale, series, matrix[features]]).astype(np.float32)
    known = matrix.target.notna().to_numpy()
    numbers[known].tofile(work / "train.f32")
    numbers[~known].tofile(work / "ahead.f32")
    ahead = matrix.loc[~known, ["unique_id", "ds", "scale"]].astype({"unique_id": str})
    sold = ahead.merge(test.assign(ds=pd.to_datetime(test.ds)), on=["unique_id", "ds"], how="left").y
    return numbers.shape[1], known.sum(), ahead.scale.to_numpy(), sold.to_numpy()


def quantile_forest(folder, columns, trees, leaf_samples):
    """In a process of its own: prints what forest_on_matrix prints."""
    from quantile_forest import RandomForestQuantileRegressor
    folder = pathlib.Path(folder)
    train, ahead = (np.fromfile(folder / f"{part}.f32", np.float32).reshape(-1, columns) for part in ("train", "ahead"))
    medians = np.nan_to_num(np.nanmedian(train[:, 2:], axis=0))
    x, of = (np.where(np.isnan(part[:, 2:]), medians, part[:, 2:]) for part in (train, ahead))
    model = RandomForestQuantileRegressor(trees, min_samples_leaf=20, max_features=1 / 3, n_jobs=1, random_state=1,
                                          max_samples_leaf=None if leaf_samples == "all" else int(leaf_samples))
    start = time.process_time()
    model.fit(x, train[:, 0])
    training = time.process_time() - start
    start = time.process_time()
    answers = model.predict(of, quantiles=LEVELS)
    asking = time.process_time() - start
    np.asarray(answers, np.float64).tofile(folder / "quantile_forest.f64")
    with open(folder / "model.pickle", "wb") as file:
        pickle.dump(model, file, protocol=5)
    print(json.dumps({"training": training, "asking": asking, "bytes": os.path.getsize(folder / "model.pickle")}))


def measured(words):
    """-> what the process prints, and its peak memory (VmHWM: ru_maxrss would count what this process held when it forked)."""
    child = subprocess.Popen([str(word) for word in words], stdout=subprocess.PIPE, text=True)
    peak = 0
    while child.poll() is None:
        status = pathlib.Path(f"/proc/{child.pid}/status").read_text()
        peak = max([peak] + [int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")])
        time.sleep(0.02)
    if child.returncode != 0:
        sys.exit(f"{' '.join(map(str, words))} ended with status {child.returncode}")
    return json.loads(child.stdout.read()) | {"memory": peak * 1024}


def wql(answers, scale, sold):
    there = ~np.isnan(sold)
    error = sold[there, None] - np.maximum(answers[there], 0) * scale[there, None]
    return (2 * np.maximum(np.array(LEVELS) * error, (np.array(LEVELS) - 1) * error).sum(0) / sold[there].sum()).mean()


def main():
    if sys.argv[1:2] == ["--child"]:
        folder, columns, trees, leaf_samples = sys.argv[2:]
        return quantile_forest(folder, int(columns), int(trees), leaf_samples)
    parser = argparse.ArgumentParser()
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("prepared", type=pathlib.Path)
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--set", default="walmart_recruiting")
    parser.add_argument("--rows", type=int, default=50_000)
    parser.add_argument("--trees", type=int, default=100)
    parser.add_argument("--leaf-samples", default="all", help="quantile-forest's max_samples_leaf")
    a = parser.parse_args()
    a.build = a.build.resolve()
    a.work.mkdir(parents=True, exist_ok=True)
    columns, rows, scale, sold = write_matrix(a)
    runs = {model: [a.build / "bin/forest_on_matrix", model, a.work, columns, a.trees] for model in ("sqrf", "random_forest")}
    runs["quantile_forest"] = [sys.executable, __file__, "--child", a.work, columns, a.trees, a.leaf_samples]
    found = {model: measured(words) for model, words in runs.items()}
    peer = found["quantile_forest"]
    print(f"{a.set}, {rows} rows, {columns - 2} features, {a.trees} trees, {len(sold)} rows ahead\n")
    print("| model | training, s | times as fast | a row's deciles, us | times as fast | model, MB | share | peak memory, MB | wQL |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for model, got in found.items():
        answers = np.fromfile(a.work / f"{model}.f64").reshape(-1, len(LEVELS))
        print(f"| {model} | {got['training']:.1f} | {peer['training'] / got['training']:.1f} | {1e6 * got['asking'] / len(sold):.0f} | "
              f"{peer['asking'] / got['asking']:.1f} | {got['bytes'] / 1e6:.1f} | {got['bytes'] / peer['bytes']:.3f} | "
              f"{got['memory'] / 1e6:.0f} | {wql(answers, scale, sold):.4f} |", flush=True)


if __name__ == "__main__":
    main()
