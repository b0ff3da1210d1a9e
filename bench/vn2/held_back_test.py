"""A window of the history, cut off and played as outcomes that were held back, costs what it costs as a window.

    python held_back_test.py build/dev/bin/vn2_game sales.parquet
"""
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from math import ceil
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

FIRST = date(2024, 2, 19)
WEEK = timedelta(days=7)


def usual_start(sales):
    """On hand 2 b, arriving b and b: b = the ceiling of the mean of 13 weeks' in-stock sales."""
    recent = sales.filter((pc.field("ds") >= FIRST - 13 * WEEK) & (pc.field("ds") < FIRST) & (pc.field("in_stock") == 1))
    mean = dict(zip(*recent.group_by("unique_id").aggregate([("y", "mean")]).select(["unique_id", "y_mean"]).to_pydict().values()))
    ids = sorted(set(sales["unique_id"].to_pylist()))
    b = [ceil(mean.get(name, 0)) for name in ids]
    return pa.table({"unique_id": ids, "on_hand": [2 * x for x in b], "arrives_week_1": b, "arrives_week_2": b})


def last_column(text, row):
    return float(next(line for line in text.splitlines() if line.startswith(row)).split()[-2])


def main(program, path):
    sales = pq.read_table(path)
    with tempfile.TemporaryDirectory() as folder:
        place = lambda name: str(Path(folder) / name)
        outcomes = sales.filter((pc.field("ds") >= FIRST) & (pc.field("ds") < FIRST + 8 * WEEK))
        pq.write_table(sales.filter(pc.field("ds") < FIRST), place("sales.parquet"))
        pq.write_table(outcomes.select(["unique_id", "ds", "y"]), place("bare.parquet"))
        pq.write_table(outcomes, place("outcomes.parquet"))
        pq.write_table(usual_start(sales), place("start.parquet"))
        run = lambda *arguments: subprocess.run([program, *arguments], check=True, capture_output=True, text=True).stdout
        window = run(path, "croston").splitlines()
        model = float(next(line for line in window if line.startswith("croston, stock-outs as sales")).split()[-2])
        for name in ("outcomes.parquet", "bare.parquet"):
            held_back = run(place("sales.parquet"), "--outcomes", place(name), "--start", place("start.parquet"), "croston")
            print(held_back)
            assert name == "bare.parquet" or last_column(held_back, "the organiser's benchmark") == 5415.4
            assert last_column(held_back, "croston, stock-outs as sales") == model, model


if __name__ == "__main__":
    main(*sys.argv[1:])
