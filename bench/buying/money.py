#!/usr/bin/env python3
"""What forecasts are worth in money: the table of "Forecasts priced in money" in docs/buying.md.

    python bench/buying/money.py build/dev/bin/demandcast PREPARED WORK [--sets A,B] [-m MODELS] [FLAGS OF simulate]

PREPARED holds the sets as Parquet (unique_id, ds, y, covariates, statics). Of a sample of series by hash, the last H
periods of the calendar are left out; the periods before them are replayed by `simulate`, each policy fed by each model in
turn. The economics are stated in SETS: these data have none of their own. Prints Markdown, the cheapest newsvendor first.
"""
# SPDX-License-Identifier: Apache-2.0
import argparse
import hashlib
import pathlib
import subprocess
import sys
import typing

import pandas as pd


class Task(typing.NamedTuple):
    leave: int  # newest periods that are not looked at
    periods: int  # replayed before them
    series: int
    frequency: str
    known: str
    statics: str
    lead_time: int
    margin: float  # of the price: what a lost sale costs
    holding: float  # of the cost of a unit, a period


# walmart_recruiting counts dollars: a unit is a dollar of sales.
SETS = {
    "walmart_recruiting": Task(13, 26, 300, "W-FRI", "isholiday", "type,dept", 2, 0.3, 0.01),
    "m5_monthly": Task(12, 12, 600, "MS", "price", "cat_id,dept_id,store_id", 1, 0.3, 0.02),
}
MODELS = "seasonal_naive+paths,theta+paths,ets+paths,croston+paths,sqrf+paths,mq_cnn+paths"


def sample(prepared, name, work):
    task = SETS[name]
    data = pd.read_parquet(prepared / f"{name}.parquet").dropna(subset=["y"])
    data["unique_id"] = data.unique_id.astype(str)
    ids = sorted(data.unique_id.unique(), key=lambda i: hashlib.md5(i.encode()).hexdigest())[: task.series]
    data = data[data.unique_id.isin(set(ids))]
    dates = sorted(data.ds.unique())
    data = data[data.ds < dates[len(dates) - task.leave]]
    price = data.groupby("unique_id").price.median() if "price" in data else pd.Series(1.0, index=sorted(set(data.unique_id)))
    price = price.fillna(price.median())
    cost = price * (1 - task.margin)
    items = pd.DataFrame({"unique_id": price.index, "price": price.values, "cost": cost.values,
                          "holding_cost": (cost * task.holding).values, "lead_time": task.lead_time})
    columns = [column for column in f"{task.known},{task.statics}".split(",") if column]
    for column in task.statics.split(","):
        data[column] = data[column].astype(str)
    places = work / f"{name}.parquet", work / f"{name}_items.parquet"
    data[["unique_id", "ds", "y", *columns]].to_parquet(places[0], index=False)
    items.to_parquet(places[1], index=False)
    return places


def measure(given, name, flags):
    task = SETS[name]
    sales, items = sample(given.prepared, name, given.work)
    command = [given.binary, "simulate", sales, "--items", items, "-m", given.models, "--policies", "newsvendor,base_stock",
               "--periods", task.periods, "--freq", task.frequency, "--known", task.known, "--static", task.statics,
               "--negative", "zero", "--paths", 300, "--threads", 1, "--quiet", "-o", given.work / name, *flags]
    done = subprocess.run([str(part) for part in command], stdout=subprocess.DEVNULL, check=False)
    if done.returncode not in (0, 4):
        sys.exit(f"{' '.join(map(str, command))} ended with {done.returncode}")
    rows = pd.read_csv(given.work / name / "policies.csv")
    cost = rows.pivot(index="model", columns="policy", values="cost").sort_values("newsvendor")
    filled = rows[rows.policy == "newsvendor"].set_index("model").fill_rate
    for model, costs in cost.iterrows():
        print(f"| {name} | {model.removesuffix('+paths')} | {costs.newsvendor:,.0f} | {costs.base_stock:,.0f} | "
              f"{costs.cover:,.0f} | {filled[model]:.3f} |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter,
                                     allow_abbrev=False)
    for place in ("binary", "prepared", "work"):
        parser.add_argument(place, type=pathlib.Path)
    parser.add_argument("--sets", default=",".join(SETS))
    parser.add_argument("-m", "--models", default=MODELS)
    given, flags = parser.parse_known_args()
    given.work.mkdir(parents=True, exist_ok=True)
    print("| set | model | newsvendor | base_stock | cover | filled by newsvendor |\n| --- | --- | --- | --- | --- | --- |")
    for name in given.sets.split(","):
        measure(given, name, flags)


if __name__ == "__main__":
    main()
