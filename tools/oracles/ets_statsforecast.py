#!/usr/bin/env python3
"""Log-likelihoods of every ETS form by StatsForecast, for ets_fit_test.cpp and for comparisons on files.

    python ets_statsforecast.py                     the rows of the test's table
    python ets_statsforecast.py FILE [SERIES]       one line per series and form; FILE has lines "id season n y1 y2 ..."

Written with statsforecast 2.1.1.  Its optimiser bounds gamma by 1 - (its first alpha), not by 1 - alpha, and beta alike:
rows outside the usual region are marked.  SPDX-License-Identifier: Apache-2.0
"""
import math
import sys
import warnings

import numpy as np
from statsforecast.ets import ets_f

warnings.filterwarnings("ignore")


def sample(n=72):
    """The series of the test: growth, a season of 12 and noise from a small congruential generator."""
    state, y = 12345, []
    for t in range(n):
        state = (1103515245 * state + 12345) % 2147483648
        noise = state / 2147483648 - 0.5
        y.append((100 + 0.8 * t) * (1 + 0.2 * math.sin(2 * math.pi * t / 12)) + 20 * noise)
    return np.array(y)


def forms(y, season):
    positive = y.min() > 0
    for s in "NAM" if season > 1 and len(y) >= 2 * season else "N":
        for e in "AM":
            for t in "NA":
                for damped in (False, True) if t == "A" else (False,):
                    if (e == "A" and s == "M") or (not positive and "M" in (e, s)):
                        continue
                    try:
                        fit = ets_f(y, season if s != "N" else 1, model=e + t + s, damped=damped)
                    except Exception:
                        continue
                    if fit.get("fit") is not None:
                        yield f"ETS({e},{t}{'d' if damped else ''},{s})", fit


def usual(fit):
    alpha, beta, gamma, _ = np.nan_to_num(fit["par"][:4])
    return beta <= alpha + 1e-9 and gamma <= 1 - alpha + 1e-9


def main():
    if len(sys.argv) == 1:
        for name, fit in forms(sample(), 12):
            print(f'{{"{name}", {fit["loglik"]:.4f}}},' + ("" if usual(fit) else "  // outside the usual region"))
        return
    limit = int(sys.argv[2]) if len(sys.argv) > 2 else None
    with open(sys.argv[1]) as lines:
        for line in list(lines)[:limit]:
            series, season, _, *values = line.split()
            y = np.array(values, float)
            if np.ptp(y) == 0:
                continue
            for name, fit in forms(y, int(season)):
                print(series, name, fit["loglik"], fit["aicc"], *fit["par"][:4], int(usual(fit)), min(fit["fitted"]))


if __name__ == "__main__":
    main()
