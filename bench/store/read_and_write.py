#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What reading a Parquet file and writing the same rows again takes with pyarrow, row group by row group.

    bench/store/read_and_write.py IN.parquet OUT.parquet
"""
import resource
import sys
import time

import pyarrow.parquet as pq


def main(source: str, out: str) -> None:
    begin = time.monotonic()
    file = pq.ParquetFile(source)
    with pq.ParquetWriter(out, file.schema_arrow, compression="zstd") as writer:
        for group in range(file.num_row_groups):
            writer.write_table(file.read_row_group(group))
    seconds = time.monotonic() - begin
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{file.metadata.num_rows} rows, {seconds:.1f} s, {peak:.0f} MB")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
