"""Metrics of a small seeded table by an independent implementation, for metrics_peers_test.cpp.

    pip install numpy pandas && python tools/oracles/metrics_peers.py FOLDER

FOLDER holds metrics.py with evaluate(table, train, season): one long table in, a dictionary of metrics out.
"""
# SPDX-License-Identifier: Apache-2.0
import sys

import pandas as pd

sys.path.insert(0, sys.argv[1])
from metrics import evaluate  # noqa: E402

STATE = 7


def draw(bound):
    """The linear congruential generator that the test repeats."""
    global STATE
    STATE = (STATE * 1103515245 + 12345) % 2**31
    return (STATE >> 16) % bound


LENGTH, CUTOFFS, STEPS = 40, (30, 33), 5
series = {
    "busy": [float(20 + draw(15)) for _ in range(LENGTH)],
    "rare": [float(max(0, draw(9) - 5)) for _ in range(LENGTH)],
    "flat": [5.0] * LENGTH,
}
rows, past = [], []
for name, y in series.items():
    for cutoff in CUTOFFS:
        past += [{"unique_id": name, "cutoff": cutoff, "ds": t, "y": y[t]} for t in range(cutoff + 1)]
        for t in range(cutoff + 1, cutoff + 1 + STEPS):
            row = {"unique_id": name, "cutoff": cutoff, "ds": t, "y": y[t]}
            value = 16.0 if name == "busy" else 0.0
            for k in range(1, 10):
                value += draw(8) / (2 if name == "busy" else 4)
                row[f"q0.{k}"] = value
            rows.append(row)

for metric, value in evaluate(pd.DataFrame(rows), pd.DataFrame(past), season=7).items():
    print(metric, {k: float(v) for k, v in value.items()} if isinstance(value, dict) else repr(float(value)))
