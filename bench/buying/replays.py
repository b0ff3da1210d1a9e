#!/usr/bin/env python3
"""The learned policy beside rules on real histories: the table of "A learned policy on real histories" in docs/buying.md.

    python bench/buying/replays.py build/dev/bin/demandcast DATA WORK [--sets A,B] [--seeds 42,43] [-m MODEL] [FLAGS OF policy]

DATA holds a folder a set with sales.parquet and static.parquet, as its owners publish it. A policy is trained and validated
on the earlier periods, then judged once on the newest, which nothing has seen, beside the newsvendor, the base stock and
`cover`, all from the same forecasts and on the same demand. The economics are in SETS: stated, but for the spare parts',
which are the manufacturer's. Prints Markdown: money over all series, and what the learned policy saves against each rule,
with a standard error over series and one over blocks of four periods. `--development` leaves the newest periods out and judges on
as many before them: settings are chosen there.
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


class Task(typing.NamedTuple):
    model: str
    train: int  # periods, the newest of which validate
    validation: int
    judge: int
    items: dict  # columns of the items table, by the static table; the rest by `defaults`
    defaults: dict
    flags: list
    series: int | None = None  # by hash; all where None
    paths: int = 200
    statics: tuple = ()  # columns of the static table that policies may be told (--tell)
    known: tuple = ()  # planned columns of the sales table, likewise


def spare_parts(static):
    cost = static.cost_price_eur
    return {"cost": cost, "holding_cost": static.holding_cost_eur_per_unit_year, "lost_sale_cost": 2 * cost,
            "order_cost": static.fixed_order_cost_eur, "lead_time": static.lead_time_weeks,
            "min_order": static.min_order_qty, "pack_size": static.units_per_subpack}


SETS = {
    "vn2": Task("croston+seasonal_profile", 60, 26, 26, {}, {"lead_time": 2, "holding_cost": 0.2, "lost_sale_cost": 1},
                ["--refit", "13"], statics=("DepartmentGroup",)),
    "man_spareparts_buying": Task("croston", 60, 24, 32, spare_parts, {"cost_period": "year"}, []),
    "freshretail50k_daily": Task("ets", 42, 14, 14, {}, {"lead_time": 1, "price": 1, "cost": 0.6, "holding_cost": 0.005,
                                 "shelf_life": 3, "salvage": 0}, ["--availability", "available"], 1000, statics=("first_category_id",),
                                 known=("discount", "activity_flag")),
    "walmart_recruiting": Task("ets", 52, 20, 26, {}, {"lead_time": 2, "price": 1, "cost": 0.7, "holding_cost": 0.007},
                               ["--negative", "zero"], 600, statics=("type", "dept")),
}
POLICIES = ["learned", "newsvendor", "base_stock", "cover"]


def prepare(given, name):
    task = SETS[name]
    data = pd.read_parquet(given.data / name / "sales.parquet")
    data["unique_id"] = data.unique_id.astype(str)
    if task.series is not None:
        ids = sorted(data.unique_id.unique(), key=lambda i: hashlib.md5(i.encode()).hexdigest())[: task.series]
        data = data[data.unique_id.isin(set(ids))]
    columns = ["unique_id", "ds", "y", *task.known, *task.statics]
    static = pd.read_parquet(given.data / name / "static.parquet")
    static["unique_id"] = static.unique_id.astype(str)
    static[list(task.statics)] = static[list(task.statics)].astype(str)
    data = data.merge(static[["unique_id", *task.statics]], on="unique_id", how="left")
    if "stockout_hours_6_22" in data:
        data["available"] = 1 - data.stockout_hours_6_22 / 16
        columns.append("available")
    places = given.work / f"{name}.parquet", given.work / f"{name}_items.parquet"
    data[columns].to_parquet(places[0], index=False)
    items = pd.DataFrame({"unique_id": static.unique_id, **(task.items(static) if task.items else {})})
    items[items.unique_id.isin(set(data.unique_id))].to_parquet(places[1], index=False)
    return places


def run(command):
    done = subprocess.run([str(part) for part in command], stdout=subprocess.DEVNULL, check=False)
    if done.returncode not in (0, 4):
        sys.exit(f"{' '.join(map(str, command))} ended with {done.returncode}")


def replay(given, name, seed, flags):
    """Folder of what the policies cost."""
    task = SETS[name]
    sales, items = prepare(given, name)
    skip = task.judge if given.development else 0
    shared = [sales, "-m", given.model or task.model, "--items", items, "--paths", task.paths, "--quiet", "--seed", seed, *task.flags]
    for setting in given.set:
        shared += ["--set", setting]
    for flag, names in (("--static", task.statics), ("--known", task.known)):
        shared += [flag, ",".join(names)] if names else []
    for column, value in task.defaults.items():
        shared += ["--default", f"{column}={value}"]
    policy, folder = given.work / f"{name}-{seed}.policy", given.work / f"{name}-{seed}"
    run([given.binary, "policy", *shared, "--periods", task.train, "--validation", task.validation, "--leave",
         skip + task.judge, "--no-resume", "-o", policy, *flags])
    run([given.binary, "simulate", *shared, "--periods", task.judge, "--leave", skip, "--policies",
         f"learned={policy},newsvendor,base_stock", "-o", folder])
    return folder


def error_of_sum(values):
    return np.sqrt(len(values)) * np.std(values, ddof=1)


def print_set(name, seed, folder):
    series = pd.read_parquet(folder / "series.parquet").pivot(index="unique_id", columns="policy", values="cost")
    dates = pd.read_csv(folder / "periods.csv").pivot(index="ds", columns="policy", values="cost")
    print(f"| {name} | {seed} | {' | '.join(f'{series[policy].sum():,.0f}' for policy in POLICIES)} |", end="")
    for rule in POLICIES[1:]:
        saved = series[rule] - series.learned
        blocks = (dates[rule] - dates.learned).groupby(np.arange(len(dates)) // 4).sum()
        share = 100 / series[rule].sum()
        print(f" {share * saved.sum():.1f} ± {share * error_of_sum(saved):.1f}, {share * error_of_sum(blocks):.1f} |", end="")
    print(flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter,
                                     allow_abbrev=False)
    for place in ("binary", "data", "work"):
        parser.add_argument(place, type=pathlib.Path)
    parser.add_argument("--sets", default=",".join(SETS))
    parser.add_argument("--seeds", default="42")
    parser.add_argument("-m", "--model", help="forecasts of this model in place of the set's own")
    parser.add_argument("--set", action="append", default=[], help="MODEL.OPTION=VALUE, of that model")
    parser.add_argument("--development", action="store_true")
    given, flags = parser.parse_known_args()
    given.work.mkdir(parents=True, exist_ok=True)
    print(f"| set | seed | {' | '.join(POLICIES)} | {' | '.join(f'saves against {rule}, %' for rule in POLICIES[1:])} |")
    print(f"|{' --- |' * 9}")
    for name in given.sets.split(","):
        for seed in map(int, given.seeds.split(",")):
            print_set(name, seed, replay(given, name, seed, flags))


if __name__ == "__main__":
    main()
