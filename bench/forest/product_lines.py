#!/usr/bin/env python3
"""One sparse model over product lines with columns of their own, beside a model for each: "Product lines, pooled" in docs/results.md.

    python bench/forest/product_lines.py build/dev/bin/demandcast PREPARED WORK [--series 1000] [--rows 200000] [--seeds 1,2]
        [--of lines,walmart_recruiting,m5_monthly] [--model sqrf] [-- FLAGS OF forecast]

PREPARED holds a line as NAME.parquet (unique_id, ds, y, covariates, statics; `observed` = 0 marks rows that are filled in) or as
a folder NAME with sales.parquet and static.parquet. Weeks are named by their Sunday, so that one calendar serves all. `lines`: all
of LINES in one table, an empty cell where a line lacks the column, with the line as a static. NAME: one set, cut into models by
category. The model of a part draws --rows rows, the pooled one --rows for each part, so both may learn from as many: once as rows
there are, once evenly over the parts. Development windows: each series without its last periods (LINES), then the last 13
(12 of months). Needs pandas, numpy, pyarrow.
"""
# SPDX-License-Identifier: Apache-2.0
import argparse
import hashlib
import pathlib
import subprocess
import sys
import time
from dataclasses import dataclass

import numpy as np
import pandas as pd

DECILES = [f"0.{tenth}" for tenth in range(1, 10)]
FELL_BACK = 4


@dataclass
class Line:
    known: tuple = ()
    past: tuple = ()
    statics: tuple = ()
    availability: str = ""
    left_out: int = 13  # periods at the end of each series that nobody sees


LINES = {
    "walmart_recruiting": Line(("isholiday", "markdown"), ("temperature",), ("type", "dept")),
    "dominicks_oj": Line(("price", "deal", "feat"), (), ("brand", "store")),
    "avocado": Line(("price",), ("bags",), ("region", "kind", "level")),
    "vn2": Line((), (), ("Store", "ProductGroup", "Department", "StoreFormat"), "in_stock", 26),
}
NAMED = {"avocado": {"type": "kind"}}  # walmart's `type` is another thing
CATEGORIES = {"walmart_recruiting": (LINES["walmart_recruiting"], "dept", 13, "W-SUN"),
              "m5_monthly": (Line(("price", "days_offered"), (), ("cat_id", "dept_id", "store_id"), "", 12), "cat_id", 12, "MS")}


def read(prepared, name, line, series):
    if (prepared / name).is_dir():
        data = pd.read_parquet(prepared / name / "sales.parquet")
        data = data.merge(pd.read_parquet(prepared / name / "static.parquet"), on="unique_id", how="left")
    else:
        data = pd.read_parquet(prepared / f"{name}.parquet")
    data = data.rename(columns=NAMED.get(name, {})).dropna(subset=["y"])
    data["unique_id"] = name + "/" + data.unique_id.astype(str)
    ids = sorted(data.unique_id.unique(), key=lambda i: hashlib.md5(i.encode()).hexdigest())
    data = data[data.unique_id.isin(set(ids[:series] if series else ids))]
    data["y"] = data.y.astype(float)
    for static in line.statics:
        data[static] = data[static].astype(str)
    return data.sort_values(["unique_id", "ds"], ignore_index=True)


def windows(data, line, horizon):
    """-> what was sold before the window; what was planned for it; its demand."""
    data = data[data.groupby("unique_id").cumcount(ascending=False) >= line.left_out]
    behind = data.groupby("unique_id").cumcount(ascending=False)
    long_enough = data.groupby("unique_id").y.transform("size") >= 3 * horizon + 1
    last = long_enough & (behind < horizon)
    test, past = data[last], data[long_enough & ~last].copy()
    plans = test[["unique_id", "ds", *line.known]]
    if "observed" in data:
        test = test[test.observed == 1]
        past.loc[(past.observed != 1) & (behind[past.index] > horizon), "y"] = np.nan
    if line.availability:
        test = test[test[line.availability] >= 1]
    columns = ["unique_id", "ds", "y", *line.known, *line.past, *line.statics]
    return past[columns + ([line.availability] if line.availability else [])], plans, test[["unique_id", "ds", "y"]]


def on_sundays(data):
    ds = pd.to_datetime(data.ds)
    return data.assign(ds=ds + pd.to_timedelta(6 - ds.dt.dayofweek, unit="D"))


def merged(lines):
    """The columns of several lines, each once."""
    def union(of):
        return tuple(dict.fromkeys(name for line in lines for name in of(line)))
    return Line(union(lambda l: l.known), union(lambda l: l.past), union(lambda l: l.statics),
                next((line.availability for line in lines if line.availability), ""))


def forecast(a, name, line, data, plans, horizon, frequency, rows, seed, flags=()):
    source, ahead, output = (a.work / f"{name}{part}.parquet" for part in ("", "-plans", "-forecast"))
    data.to_parquet(source)
    words = [a.binary, "forecast", source, "-m", a.model, "-H", horizon, "--freq", frequency, "--cutoff", "per-series",
             "--negative", "keep", "--quiet", "--threads", a.threads, "--seed", seed, "-o", output,
             "--set", f"{a.model}.rows={rows}", *a.flags, *flags]
    for flag, names in (("--known", line.known), ("--past", line.past), ("--static", line.statics)):
        words += [flag, ",".join(names)] if names else []
    if line.known:
        plans.to_parquet(ahead)
        words += ["--future", ahead]
    words += ["--availability", line.availability] if line.availability else []
    start = time.monotonic()
    code = subprocess.run([str(word) for word in words]).returncode
    if code not in (0, FELL_BACK):
        sys.exit(f"{' '.join(map(str, words))} ended with {code}")
    table = pd.read_parquet(output)
    return table.assign(unique_id=table.unique_id.astype(str), ds=pd.to_datetime(table.ds)), time.monotonic() - start


def wql(test, forecasts):
    rows = test.assign(ds=pd.to_datetime(test.ds)).merge(forecasts, on=["unique_id", "ds"], how="left")
    missing = rows[DECILES].isna().any(axis=1)
    if missing.any():
        print(f"{missing.sum()} of {len(rows)} rows have no forecast and are left out", file=sys.stderr)
    rows = rows[~missing]
    errors = {level: rows.y - rows[level].clip(lower=0) for level in DECILES}
    return np.mean([2 * np.maximum(float(l) * e, (float(l) - 1) * e).sum() / rows.y.abs().sum() for l, e in errors.items()])


def compare(a, parts, pooled, horizon, frequency, part_column):
    """parts: name -> (line, past, plans, test), told by a static. Prints a row for each part and the geometric mean of the ratios."""
    whole = [pd.concat([part[i] for part in parts.values()], ignore_index=True) for i in (1, 2)]
    ways = {"own": (), "pooled": (), "evenly": ("--set", f"{a.model}.even_over={part_column}")}
    scores, seconds = {way: {name: [] for name in parts} for way in ways}, dict.fromkeys(ways, 0.0)
    for seed in a.seeds.split(","):
        for way, flags in ways.items():
            for name, (line, past, plans, test) in parts.items():
                if way == "own" or name == next(iter(parts)):
                    of = (line, past, plans) if way == "own" else (pooled, *whole)
                    rows = a.rows * (1 if way == "own" else len(parts))
                    table, took = forecast(a, way, *of, horizon, frequency, rows, seed, flags)
                    seconds[way] += took
                scores[way][name].append(wql(test, table))
    mean = {way: np.array([np.mean(scores[way][name]) for name in parts]) for way in ways}
    ratios = [mean[way] / mean["own"] for way in ("pooled", "evenly")]
    for i, (name, (_, past, _, _)) in enumerate(parts.items()):
        print_row(name, past.unique_id.nunique(), *(mean[way][i] for way in ways), *(ratio[i] for ratio in ratios))
    sold = [test.y.sum() for *_, test in parts.values()]
    whole = [np.average(mean[way], weights=sold) for way in ways]
    print_row("all, by demand", "", *whole, whole[1] / whole[0], whole[2] / whole[0])
    print_row("geometric mean", "", "", "", "", *(np.exp(np.mean(np.log(ratio))) for ratio in ratios))
    print("seconds: " + ", ".join(f"{way} {took:.0f}" for way, took in seconds.items()), flush=True)


def print_row(name, series, *numbers):
    told = [number if number == "" else f"{number:.4f}" for number in numbers[:3]]
    print(f"| {name} | {series} | {' | '.join(told)} | {' | '.join(f'{ratio:.3f}' for ratio in numbers[3:])} |", flush=True)


def lines(a):
    parts = {}
    for name, line in LINES.items():
        past, plans, test = map(on_sundays, windows(read(a.prepared, name, line, a.series), line, 13))
        parts[name] = (line, past.assign(line=name), plans, test)
    pooled = merged([part[0] for part in parts.values()])
    pooled.statics += ("line",)
    compare(a, parts, pooled, 13, "W-SUN", "line")


def categories(a, name):
    line, category, horizon, frequency = CATEGORIES[name]
    past, plans, test = windows(read(a.prepared, name, line, a.series), line, horizon)
    if frequency.startswith("W"):
        past, plans, test = map(on_sundays, (past, plans, test))
    parts = {}
    for value, ids in past.groupby(category).unique_id.unique().items():
        mine = [table[table.unique_id.isin(ids)] for table in (past, plans, test)]
        parts[f"{category} {value}"] = (line, *mine)
    largest = sorted(parts, key=lambda part: -parts[part][1].unique_id.nunique())[:a.categories]
    compare(a, {part: parts[part] for part in largest}, line, horizon, frequency, category)


def main():
    arguments = sys.argv[1:]
    cut = arguments.index("--") if "--" in arguments else len(arguments)
    parser = argparse.ArgumentParser()
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("prepared", type=pathlib.Path)
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--of", default="lines,walmart_recruiting,m5_monthly")
    parser.add_argument("--series", type=int, default=1000, help="of each line, by hash of their names; 0 = all")
    parser.add_argument("--categories", type=int, default=12, help="of a set, the largest ones")
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--seeds", default="1")
    parser.add_argument("--model", default="sqrf")
    parser.add_argument("--threads", default="1")
    a = parser.parse_args(arguments[:cut])
    a.flags = arguments[cut + 1:]
    a.work.mkdir(parents=True, exist_ok=True)
    for of in a.of.split(","):
        print(f"\n| {of} | series | models of their own, wQL | pooled | pooled evenly | ratio | ratio, evenly |")
        print("| --- | --- | --- | --- | --- | --- | --- |", flush=True)
        lines(a) if of == "lines" else categories(a, of)


if __name__ == "__main__":
    main()
