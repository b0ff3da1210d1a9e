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
    seconds = np.zeros(2)  # of the wall, of the processor
    rows = 0

    def now() -> np.ndarray:
        return np.array([time.monotonic(), time.process_time()])

    begin = now()
    for shard in json.load(open(f"{store}/manifest.json"))["shards"]:
        np.fromfile(f"{store}/{shard['file']}", np.uint8)
    seconds += now() - begin
    with pq.ParquetWriter(out, file.schema_arrow, compression="zstd") as writer:
        for group in range(file.num_row_groups):
            table = file.read_row_group(group)
            begin = now()
            writer.write_table(table)
            seconds += now() - begin
            rows += table.num_rows
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{rows} rows, {seconds[0]:.2f} s, {seconds[1]:.2f} s of processor, {peak:.0f} MB")


if __name__ == "__main__":
    main(*sys.argv[1:])
