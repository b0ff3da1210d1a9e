#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Kills `demandcast pack` at random moments: afterwards there is no store or a whole one, and packing again gives the
same bytes.

    tools/kill_pack.py build/dev/bin/demandcast [MOMENTS]
"""
import hashlib
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time


def digest(store: pathlib.Path) -> str:
    total = hashlib.sha256()
    for file in sorted(store.iterdir()):
        total.update(file.name.encode() + file.read_bytes())
    return total.hexdigest()


def main(program: str, moments: int) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        subprocess.run([program, "generate", "-o", folder / "data", "--series", "20000", "--quiet"], check=True)
        pack = [program, "pack", folder / "data" / "sales.parquet", "--known", "price,promo", "--statics",
                folder / "data" / "statics.parquet", "--quiet", "--progress", "none", "-o"]
        begin = time.monotonic()
        subprocess.run([*pack, folder / "whole"], check=True)
        seconds, whole = time.monotonic() - begin, digest(folder / "whole")
        stopped = 0
        for moment in range(moments):
            store = folder / "store"
            process = subprocess.Popen([*pack, store])
            time.sleep(random.uniform(0, 1.05 * seconds))
            process.send_signal(signal.SIGKILL)
            process.wait()
            stopped += 0 if store.exists() else 1
            if store.exists() and digest(store) != whole:
                sys.exit(f"moment {moment}: a store is there that is not whole")
            subprocess.run([*pack, store], check=True)
            if digest(store) != whole:
                sys.exit(f"moment {moment}: packed again, other bytes")
            shutil.rmtree(store)
            for partial in folder.glob("store.partial-*"):
                shutil.rmtree(partial)
        print(f"{moments} kills within {seconds:.1f} s, {stopped} before the store was there: whole or nothing, then "
              f"the same bytes")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 50)
