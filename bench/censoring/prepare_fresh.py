#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""FreshRetailNet-50K with the fraction of the opening hours (06 to 22 h) on which each day's shelf was not empty.

    bench/censoring/prepare_fresh.py freshretail50k_daily.parquet fresh.parquet [--series 5000]

Draws the series by a fixed seed, adds the column `availability` = 1 - stockout_hours_6_22 / 16. Prints what days of
each availability had sold per hour open, over what the same series sold per hour on days on sale throughout.
"""
import argparse

import numpy as np
import pandas as pd

HOURS = 16
CLASSES = [0, 0.25, 0.5, 0.75, 1]


def print_sales_per_hour(frame):
    whole = frame[frame["availability"] == 1].groupby("unique_id")["y"].mean()
    short = frame[(frame["availability"] < 1) & (frame["availability"] > 0)].copy()
    short["usual"] = short["unique_id"].map(whole)
    short = short[short["usual"] > 0]
    share = (frame["availability"] < 1).mean()
    print(f"{frame['unique_id'].nunique()} series, {share:.0%} of days with a stock-out\n")
    print("| fraction on sale | days | sold per hour open, of the usual |\n| --- | --- | --- |")
    for name, days in short.groupby(pd.cut(short["availability"], CLASSES, right=False)):
        per_hour = (days["y"] / days["availability"]).sum() / days["usual"].sum()
        print(f"| {name} | {len(days)} | {per_hour:.2f} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data")
    parser.add_argument("output")
    parser.add_argument("--series", type=int, default=5000)
    given = parser.parse_args()
    frame = pd.read_parquet(given.data, columns=["unique_id", "ds", "y", "stockout_hours_6_22"])
    ids = np.array(sorted(frame["unique_id"].unique()))
    chosen = np.random.default_rng(7).choice(ids, min(len(ids), given.series), replace=False)
    frame = frame[frame["unique_id"].isin(chosen)].reset_index(drop=True)
    frame["availability"] = 1 - frame.pop("stockout_hours_6_22") / HOURS
    frame.to_parquet(given.output)
    print_sales_per_hour(frame)


if __name__ == "__main__":
    main()
