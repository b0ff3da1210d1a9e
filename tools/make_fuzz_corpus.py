#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The small true files that fuzzing starts from (tests/fuzz/corpus), made up from nothing.

    tools/make_fuzz_corpus.py build/dev/bin/demandcast build/dev/tests/fuzz/store_shard_fuzz tests/fuzz/corpus
"""
import gzip
import io
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import pyarrow as pa
import pyarrow.csv
import pyarrow.feather
import pyarrow.parquet

ALL_ROLES, NO_ROLES = b"\x0f", b"\x00"  # the first byte: roles and policies by its bits
MODELS = ["ets", "seasonal_naive", "croston", "sba", "tsb", "theta", "mstl", "ets+calibrated", "ets+distribution_engine",
          "theta+paths"]  # as in model_arrays_fuzz.cpp


def sales() -> pa.Table:
    weeks = [f"2024-01-{day:02}" for day in (7, 14, 21, 28)]
    rows = [(item, week, y, 2.5, kind, a, 7) for item, kind in (("bread", "grain"), ("milk", "dairy"))
            for week, y, a in zip(weeks, (3.0, 0.0, None, 12.5), (1.0, 0.5, 1.0, None))]
    names = ["unique_id", "ds", "y", "price", "category", "availability", "views"]
    table = pa.table({name: [row[i] for row in rows] for i, name in enumerate(names)})
    return table.set_column(1, "ds", table["ds"].cast(pa.date32()))


def csv_files(table: pa.Table):
    out = io.BytesIO()
    pa.csv.write_csv(table, out)
    text = out.getvalue()
    yield "plain", ALL_ROLES + text
    yield "semicolon", ALL_ROLES + text.replace(b",", b";").replace(b"2.5", b"2,5")
    yield "gzip", ALL_ROLES + gzip.compress(text, mtime=0)
    yield "days_first", NO_ROLES + b"unique_id;ds;y\r\nA;31.12.2023;1.234,5\r\nA;01.01.2024;2\r\n\"B;\"\"x\";01.01.2024;\r\n"
    yield "integers", NO_ROLES + b"unique_id,ds,y\n1,1,5\n1,2,6\n1,4,-7\n2,1,nan\n"
    yield "compact_days", NO_ROLES + b"\xef\xbb\xbfunique_id\tds\ty\n\xc3\xa4\t20240101\t1\n\xc3\xa4\t20240102\tinf\n"
    yield "ragged", NO_ROLES + b"unique_id,ds,y\nA,2024-01-01\nA,2024-01-02,1,2\n"
    yield "mixed_weeks", b"\x80unique_id,ds,y\nA,2024-01-07,1\nA,2024-01-14,1\nB,2024-01-08,1\nB,9999-12-31,1\n"


def columnar_files(table: pa.Table):
    for name, options in {"parquet": {"compression": "none"}, "parquet_plain": {"use_dictionary": False},
                          "parquet_v1": {"data_page_version": "1.0", "compression": "gzip"}}.items():
        out = io.BytesIO()
        pa.parquet.write_table(table, out, store_schema=False, **options)
        yield name, ALL_ROLES + out.getvalue()
    words = table.set_column(0, "unique_id", table["unique_id"].dictionary_encode())
    for name, compression in (("feather", "uncompressed"), ("feather_lz4", "lz4")):
        out = io.BytesIO()
        pa.feather.write_feather(words, out, compression=compression)
        yield name, ALL_ROLES + out.getvalue()
    out = io.BytesIO()
    with pa.ipc.new_stream(out, table.schema) as stream:
        stream.write_table(table)
    yield "stream", ALL_ROLES + out.getvalue()


def store_and_models(program: str, shard_target: str, table: pa.Table, folder: pathlib.Path):
    data, shard_file = folder / "sales.parquet", folder / "shard"
    pa.parquet.write_table(table, data)
    subprocess.run([program, "pack", data.name, "--known", "price", "--static", "category", "-o", folder / "store",
                    "--quiet"], check=True, cwd=folder)
    yield "store_manifest", "manifest", (folder / "store" / "manifest.json").read_bytes()
    manifest = json.loads((folder / "store" / "manifest.json").read_text())
    shard = manifest["shards"][0]
    shard["additions"] = [{key: shard[key] for key in ("file", "bytes", "xxh3_128", "arrays")}]
    yield "store_manifest", "manifest_with_additions", json.dumps(manifest).encode()  # its checksum is mended on the way
    empty = folder / "empty"
    empty.mkdir()
    (empty / "input").write_bytes(b"\xff\x00\x00\x00")
    subprocess.run([shard_target, empty], env={**os.environ, "DEMANDCAST_FUZZ_SHARD": str(shard_file)}, check=True,
                   stdout=subprocess.DEVNULL)
    yield "store_shard", "shard", b"\xff\x00\x00\x00" + shard_file.read_bytes()
    longer = pa.table({"unique_id": ["bread"] * 40 + ["milk"] * 40, "y": [t % 7 + 1.0 for t in range(80)],
                       "ds": [*range(40), *range(40)]})
    pa.parquet.write_table(longer, data)
    for i, model in enumerate(MODELS):
        place, name = folder / f"model{i}", model.replace("+", "_")
        subprocess.run([program, "fit", data, "-m", model, "-H", "3", "--freq", "1", "-o", place, "--quiet"], check=True)
        yield "model_manifest", name, (place / "manifest.json").read_bytes()
        yield "model_arrays", name, bytes([i]) + (place / "arrays.safetensors").read_bytes()


def main(program: str, shard_target: str, corpus: str) -> None:
    program, shard_target = str(pathlib.Path(program).resolve()), str(pathlib.Path(shard_target).resolve())

    def keep(target: str, name: str, content: bytes) -> None:
        place = pathlib.Path(corpus) / target
        place.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(content)

    table = sales()
    for name, content in csv_files(table):
        keep("csv", name, content)
    for name, content in columnar_files(table):
        keep("columnar", name, content)
    with tempfile.TemporaryDirectory() as folder:
        for target, name, content in store_and_models(program, shard_target, table, pathlib.Path(folder)):
            keep(target, name, content)


if __name__ == "__main__":
    main(*sys.argv[1:])
