#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What reading a store's bytes and writing the rows of a forecast made from it takes with numpy and pyarrow.

    bench/store/store_floor.py STORE FORECAST.parquet OUT.parquet

The forecast is held in memory first; its decoding is not counted.
"""
import json
import resource
import sys
import time

import numpy as np
import pyarrow.parquet as pq


def main(store: str, forecast: str, out: str) -> None:
    file = pq.ParquetFile(forecast)
    seconds, rows = 0.0, 0
    begin = time.monotonic()
    for shard in json.load(open(f"{store}/manifest.json"))["shards"]:
        np.fromfile(f"{store}/{shard['file']}", np.uint8)
    seconds += time.monotonic() - begin
    with pq.ParquetWriter(out, file.schema_arrow, compression="zstd") as writer:
        for group in range(file.num_row_groups):
            table = file.read_row_group(group)
            begin = time.monotonic()
            writer.write_table(table)
            seconds += time.monotonic() - begin
            rows += table.num_rows
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{rows} rows, {seconds:.1f} s, {peak:.0f} MB")


if __name__ == "__main__":
    main(*sys.argv[1:])
