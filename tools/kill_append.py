#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Kills `demandcast pack --append` at random moments: afterwards the store is the one before or the one after, and
appending again (where it is the one before) gives the same bytes.

    tools/kill_append.py build/dev/bin/demandcast [MOMENTS]
"""
import hashlib
import json
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import pyarrow.compute as pc
import pyarrow.parquet as pq


def digest(store: pathlib.Path) -> str:
    """Of the manifest and of all files that it names, which are those that readers see."""
    text = (store / "manifest.json").read_bytes()
    manifest = json.loads(text)
    files = [manifest["texts"]]
    for shard in manifest["shards"]:
        files += [shard, *shard["additions"]]
    total = hashlib.sha256(text)
    for file in files:
        total.update((store / file["file"]).read_bytes())
    return total.hexdigest()


def main(program: str, moments: int) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        subprocess.run([program, "generate", "-o", folder / "data", "--series", "20000", "--quiet"], check=True)
        rows = pq.read_table(folder / "data" / "sales.parquet")
        border = sorted(pc.unique(rows["ds"]).to_pylist())[-30]
        pq.write_table(rows.filter(pc.less(rows["ds"], border)), folder / "first.parquet")
        pq.write_table(rows.filter(pc.greater_equal(rows["ds"], border)), folder / "later.parquet")
        quiet = ["--quiet", "--progress", "none", "-o"]
        subprocess.run([program, "pack", folder / "first.parquet", "--known", "price,promo", *quiet, folder / "first"],
                       check=True)
        append = [program, "pack", folder / "later.parquet", "--append", *quiet]
        shutil.copytree(folder / "first", folder / "whole")
        begin = time.monotonic()
        subprocess.run([*append, folder / "whole"], check=True)
        seconds = time.monotonic() - begin
        before, after = digest(folder / "first"), digest(folder / "whole")
        stopped = 0
        for moment in range(moments):
            store = folder / "store"
            shutil.copytree(folder / "first", store)
            process = subprocess.Popen([*append, store])
            time.sleep(random.uniform(0, 1.05 * seconds))
            process.send_signal(signal.SIGKILL)
            process.wait()
            now = digest(store)
            if now not in (before, after):
                sys.exit(f"moment {moment}: the store is neither the one before nor the one after")
            if now == before:
                stopped += 1
                subprocess.run([*append, store], check=True)
            if digest(store) != after:
                sys.exit(f"moment {moment}: appended again, other bytes")
            shutil.rmtree(store)
        print(f"{moments} kills within {seconds:.1f} s, {stopped} before the rows were there: the store before or the "
              f"store after, then the same bytes")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 50)
