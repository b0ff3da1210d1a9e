#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A catalogue of weekly sales as Parquet, its rows in random order.

    bench/store/make_catalogue.py SERIES WEEKS OUT.parquet

Demand is Poisson with a mean of its own for each series, a third of them below one a week. Rows are shuffled in
blocks that each hold a random part of the whole, so that memory stays small: every row group holds all series.
"""
import sys

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

ROW_GROUP = 1 << 20


def main(series: int, weeks: int, out: str) -> None:
    random = np.random.default_rng(1)
    mean = random.lognormal(1.0, 1.5, series).astype(np.float32)
    ids = pa.array([f"S{i:08d}" for i in range(series)])
    dates = np.datetime64("2022-01-02") + 7 * np.arange(weeks)
    schema = pa.schema([("unique_id", pa.string()), ("ds", pa.date32()), ("y", pa.float32())])
    keys = random.permutation(np.arange(series * weeks, dtype=np.uint32))
    with pq.ParquetWriter(out, schema) as writer:
        for begin in range(0, len(keys), ROW_GROUP):
            block = keys[begin:begin + ROW_GROUP]
            who, when = block // weeks, block % weeks
            demand = random.poisson(mean[who]).astype(np.float32)
            writer.write_table(pa.table([ids.take(pa.array(who)), pa.array(dates[when]), pa.array(demand)], schema))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
