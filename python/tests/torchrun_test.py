# SPDX-License-Identifier: Apache-2.0
"""Two processes train one network under torchrun: it is the network of one process, and a process that dies is named.

    python python/tests/torchrun_test.py build/dev
"""

import json
import os
import pathlib
import signal
import struct
import subprocess
import sys
import tempfile
import time

from pyarrow import compute, parquet

BUILD = pathlib.Path(sys.argv[1]).resolve()
PROGRAM = BUILD / "bin/demandcast"
VARIABLES = {**os.environ, "PYTHONPATH": str(pathlib.Path("python").resolve()), "OMP_NUM_THREADS": "1",
             "DEMANDCAST_LIBRARY": str(BUILD / "lib/libdemandcast_command.so")}
OPTIONS = {"updates": 20, "batch_series": 9, "batch_origins": 8, "width": 16}
TOLERANCE = 1e-3  # of the largest weight of an array: sums of other parts round otherwise, update after update


def fit(data, output, *more, **options):
    settings = [word for name, value in {**OPTIONS, **options}.items() for word in ("--set", f"mq_cnn.{name}={value}")]
    return ["fit", str(data), "-m", "mq_cnn", "-H", "6", "--threads", "1", "-o", str(output), *settings, *more]


def torchrun(arguments):
    launcher = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2", "-m", "demandcast"]
    return [*launcher, *arguments]


def run(command, **variables):
    return subprocess.run([str(word) for word in command], env={**VARIABLES, **variables}, capture_output=True, text=True,
                          timeout=300)


def arrays(model):
    """The float32 arrays of a model directory."""
    data = (model / "arrays.safetensors").read_bytes()
    size = struct.unpack("<Q", data[:8])[0]
    found = {}
    for name, told in json.loads(data[8 : 8 + size]).items():
        if name != "__metadata__" and told["dtype"] == "F32":
            first, end = told["data_offsets"]
            found[name] = struct.unpack(f"<{(end - first) // 4}f", data[8 + size + first : 8 + size + end])
    return found


def difference(model, other):
    """The largest, over the largest number of its array."""
    worst, others = 0, arrays(other)
    for name, values in arrays(model).items():
        largest = max(map(abs, values), default=0) or 1
        worst = max([worst, *(abs(a - b) / largest for a, b in zip(values, others[name], strict=True))])
    return worst


def agree(data, folder):
    alone, together = folder / "alone", folder / "together"
    one = run([PROGRAM, *fit(data, alone)])
    assert one.returncode == 0, one.stderr
    two = run(torchrun(fit(data, together)))
    assert two.returncode == 0, two.stderr
    assert two.stderr.count("learnt from") == 1, two.stderr  # one process talks
    assert not list(folder.glob("*.checkpoints"))
    worst = difference(alone, together)
    assert 0 < worst < TOLERANCE, worst
    print(f"two processes train the network of one, within {worst:.1e} of its largest weights")
    # In the launcher's environment, but by itself, it is the very same model.
    again = run([PROGRAM, *fit(data, folder / "again")], WORLD_SIZE="1", RANK="0")
    assert again.returncode == 0, again.stderr
    assert arrays(folder / "again") == arrays(alone)
    print("one process that was launched trains as one that was not, to the bit")


def agree_on_updates(data, folder):
    table = parquet.read_table(data)
    dates = sorted(set(table["ds"].to_pylist()))
    parquet.write_table(table.filter(compute.less_equal(table["ds"], dates[-20])), folder / "older.parquet")
    saved = folder / "saved"
    fitted = run([PROGRAM, *fit(folder / "older.parquet", saved, weights="plain")])
    assert fitted.returncode == 0, fitted.stderr
    words = ["update", data, "-m", saved, "--threads", "1", "--salient", "0.5", "--tolerance", "1", "-o"]
    one, two = run([PROGRAM, *words, folder / "updated"]), run(torchrun([*words, folder / "updated_together"]))
    assert (one.returncode, two.returncode) == (0, 0), (one.stderr, two.stderr)
    worst = difference(folder / "updated", folder / "updated_together")
    assert 0 < worst < TOLERANCE, worst
    assert arrays(folder / "updated") != arrays(saved)
    print(f"two processes update as one, within {worst:.1e} of the largest weights")


def process_of_rank(rank):
    for process in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            environment = (process / "environ").read_bytes().split(b"\0")
            if f"RANK={rank}".encode() in environment and b"DEMANDCAST_TEST=death" in environment:
                return int(process.name)
        except OSError:  # ended meanwhile, or not ours
            continue
    raise AssertionError(f"no process has rank {rank}")


def death_is_told(data, folder):
    model = folder / "never"
    command = torchrun(fit(data, model, "--progress", "json", updates=100000, weights="plain"))
    launched = subprocess.Popen(command, env={**VARIABLES, "DEMANDCAST_TEST": "death"}, stderr=subprocess.PIPE, text=True)
    told = []
    for line in launched.stderr:
        told.append(line)
        if "mq_cnn: train" in line:
            break
    time.sleep(1)
    os.kill(process_of_rank(1), signal.SIGKILL)
    told.append(launched.communicate(timeout=120)[1])
    text = "".join(told)
    assert launched.returncode != 0
    assert "rank 1 of 2 ended before the work was done, so rank 0 of 2 ends, too" in text, text
    assert not model.exists()
    print("a process that dies ends the other with its name")


def wrong_environments_are_told(data, folder):
    def refused(message, *command, **variables):
        told = run(command, **variables)
        assert told.returncode == 2 and message in told.stderr and "Traceback" not in told.stderr, told

    package, words = [sys.executable, "-m", "demandcast"], fit(data, folder / "never")
    launched = {"WORLD_SIZE": "2", "RANK": "0", "MASTER_ADDR": "127.0.0.1"}
    for command in ([PROGRAM], package):
        refused('WORLD_SIZE: it is "two"', *command, *words, WORLD_SIZE="two")
        refused("RANK: it is not set", *command, *words, WORLD_SIZE="2")
        refused("wanted is a whole number from 0 to 1", *command, *words, **{**launched, "RANK": "2"})
        refused("no group to speak through", *command, *words, **launched)
    ungrouped = {**launched, "DEMANDCAST_PROCESS_GROUP": "0", "DEMANDCAST_LIBTORCH": "2.13.0"}
    refused("there is no process group", PROGRAM, *words, **ungrouped)
    refused("ets is no network", PROGRAM, "fit", data, "-m", "ets", "-H", "6", "-o", folder / "never", **ungrouped)
    refused("check is the work of one process", PROGRAM, "check", data, **ungrouped)
    few = run(torchrun(fit(data, folder / "never", batch_series=1)))
    assert few.returncode != 0 and "batch_series=1 cannot be shared by 2 processes" in few.stderr, few.stderr
    print("a wrong environment is refused in its own words")


with tempfile.TemporaryDirectory() as temporary:
    here = pathlib.Path(temporary)
    made = run([PROGRAM, "generate", "-o", here / "data", "--series", "40", "--quiet"])
    assert made.returncode == 0, made.stderr
    sales = here / "data" / "sales.parquet"
    agree(sales, here)
    agree_on_updates(sales, here)
    death_is_told(sales, here)
    wrong_environments_are_told(sales, here)
