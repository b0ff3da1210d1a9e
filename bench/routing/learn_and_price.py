#!/usr/bin/env python3
"""Makes the tables of "Rules learnt from backtests" in docs/results.md: rules learnt on earlier cutoffs, priced on a later one.

    python bench/routing/learn_and_price.py build/dev/bin/demandcast PREPARED WORK [SET ...] [-- FLAGS OF route]

PREPARED holds the sets as Parquet (unique_id, ds, y, covariates, statics). The last H periods of the calendar are left out. The
router's window is the last one of what is left; rules are learnt from a backtest of the windows that end before it.
"""
# SPDX-License-Identifier: Apache-2.0
import csv
import hashlib
import pathlib
import subprocess
import sys

import pandas as pd

# set: horizon, step between the windows of learning, known ahead, statics, series taken (0 = all), models
SETS = {
    "walmart_recruiting": (13, 13, "isholiday,markdown", "type,dept", 1000, "ets,theta,mstl,tsb,ets+seasonal_profile,sqrf"),
    "m5_monthly": (12, 4, "price,days_offered", "cat_id,dept_id,store_id", 1500, "ets,theta,tsb,sba,sqrf"),
}
FELL_BACK = 4


def run(program, *arguments):
    command = [program, *map(str, arguments)]
    print(" ".join(command), file=sys.stderr, flush=True)
    if subprocess.run(command, check=False).returncode not in (0, FELL_BACK):
        sys.exit("failed")


def cut(prepared, name, work):
    """-> files of the data up to the last H periods, and up to the H before these."""
    horizon, _, known, statics, count, _ = SETS[name]
    data = pd.read_parquet(prepared / f"{name}.parquet").dropna(subset=["y"])
    data["unique_id"] = data.unique_id.astype(str)
    if count:
        ids = sorted(data.unique_id.unique(), key=lambda i: hashlib.md5(i.encode()).hexdigest())
        data = data[data.unique_id.isin(set(ids[:count]))]
    for static in statics.split(","):
        data[static] = data[static].astype(str)
    data = data[["unique_id", "ds", "y", *known.split(","), *statics.split(",")]]
    dates = sorted(data.ds.unique())
    files = []
    for windows, end in (("later", len(dates) - horizon), ("earlier", len(dates) - 2 * horizon)):
        files.append(work / f"{name}_{windows}.parquet")
        data[data.ds < dates[end]].to_parquet(files[-1], index=False)
    return files


def main():
    arguments, route = sys.argv[1:], []
    if "--" in arguments:
        at = arguments.index("--")
        arguments, route = arguments[:at], arguments[at + 1:]
    program, prepared, work = arguments[0], pathlib.Path(arguments[1]), pathlib.Path(arguments[2])
    work.mkdir(parents=True, exist_ok=True)
    for name in arguments[3:] or SETS:
        later, earlier = cut(prepared, name, work)
        for models in (SETS[name][-1], SETS[name][-1].replace(",sqrf", "")):  # the second takes up the first's forecasts
            learn_and_price(program, work, name, models, later, earlier, route)


def learn_and_price(program, work, name, models, later, earlier, route):
    horizon, step, known, statics, _, _ = SETS[name]
    common = ["-H", horizon, "--known", known, "--static", statics, "--negative", "keep", "--quiet"]
    run(program, "backtest", earlier, "-m", models, "--windows", 3, "--step", step, "-o", work / f"{name}_past", *common)
    rules = work / f"{name}.toml"
    run(program, "route", work / f"{name}_past", "--learn", "-o", rules, *route)
    print(rules.read_text())
    run(program, "backtest", later, "-m", models + ",expert_router", "--set", f"expert_router.rules={rules}",
        "-o", work / f"{name}_priced", *common)
    shown = ("model", "rule", "expert", "forecasts", "wql", "other", "other_wql", "value_added", "value_added_low", "value_added_high",
             "verdict")
    for table in ("leaderboard.csv", "rules.csv"):
        with open(work / f"{name}_priced" / table, newline="") as file:
            for row in csv.DictReader(file):
                if row.get("is_default", "yes") == "yes":
                    print({key: row[key] for key in shown if key in row})
    best_of_each(work, name)


def best_of_each(work, name):
    """What it brings to take the best model of each segment without asking whether it is better by more than noise."""
    past, later = (pd.read_parquet(work / f"{name}_{which}" / "pairs.parquet") for which in ("past", "priced"))
    models = [column for column in past.columns if column.startswith("loss:") and "expert_router" not in column]
    default = past[models].sum().idxmin()
    for fact in ("pattern", "velocity", "intermittence", *SETS[name][3].split(",")):
        groups, new_groups = past[fact], later[fact]
        if past[fact].dtype != object:
            cuts = [-float("inf"), *sorted(set(past[fact].quantile([0.25, 0.5, 0.75]))), float("inf")]
            groups, new_groups = (pd.cut(values, cuts).astype(str) for values in (groups, new_groups))
        chosen = new_groups.map(past.groupby(groups)[models].sum().idxmin(axis=1)).fillna(default)
        loss = sum(later.loc[row, model] for row, model in chosen.items())
        print(f"best model of each {fact}, noise or not: wQL {loss / later.demand.sum():.4f}, "
              f"{default} alone {later[default].sum() / later.demand.sum():.4f}")


if __name__ == "__main__":
    main()
