#!/usr/bin/env python3
"""What a forest loses without each group of features: "What the features are worth" in docs/results.md.

    python bench/forest/feature_audit.py build/dev/bin/demandcast PREPARED WORK [SET ...] [--model sqrf] [--seeds 3] [-- FLAGS OF forecast]

Fits and forecasts with all features, then without each group (--set sqrf.without=GROUP), once for each seed, on the development
windows of bench/peers/beside_peers.py, whose PREPARED this is. Prints wQL with all, and how much more it is without each group in
percent: mean over the seeds, and half the range that the seeds had. Groups that a set does not have are left blank.
"""
# SPDX-License-Identifier: Apache-2.0
import argparse
import pathlib
import sys

import numpy as np

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "peers"))
from beside_peers import SETS, forecast, prepare, scores  # noqa: E402

GROUPS = ["demand", "season", "calendar", "plan", "past", "static", "horizon"]


def has(name, group):
    _, _, known, past, statics, _ = SETS[name]
    return {"plan": known, "past": past, "static": statics}.get(group, True)


def audit(a, name, flags):
    data, plans, test = prepare(a.prepared, name, development=True)

    def wql(without, seed):
        words = ["-m", a.model, "--seed", seed, "--set", f"{a.model}.without={without}", *flags]
        return scores(test, forecast(a.binary, a.work, name, data, plans, words)[0])[0]

    seeds = range(1, a.seeds + 1)
    whole = np.array([wql("", seed) for seed in seeds])
    cells = [name, f"{whole.mean():.4f}"]
    for group in GROUPS:
        if not has(name, group):
            cells.append("")
            continue
        rise = 100 * (np.array([wql(group, seed) for seed in seeds]) / whole - 1)
        cells.append(f"{rise.mean():+.1f} ± {np.ptp(rise) / 2:.1f}")
    print(f"| {' | '.join(cells)} |", flush=True)


def main():
    arguments = sys.argv[1:]
    cut = arguments.index("--") if "--" in arguments else len(arguments)
    parser = argparse.ArgumentParser()
    parser.add_argument("binary", type=lambda text: pathlib.Path(text).resolve())
    parser.add_argument("prepared", type=pathlib.Path)
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("sets", nargs="*")
    parser.add_argument("--model", default="sqrf")
    parser.add_argument("--seeds", type=int, default=3)
    a = parser.parse_args(arguments[:cut])
    a.work.mkdir(parents=True, exist_ok=True)
    print(f"| set | all | {' | '.join(GROUPS)} |\n| {' | '.join(['---'] * (len(GROUPS) + 2))} |")
    for name in a.sets or SETS:
        audit(a, name, arguments[cut + 1:])


if __name__ == "__main__":
    main()
