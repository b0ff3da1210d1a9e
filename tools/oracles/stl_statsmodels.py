#!/usr/bin/env python3
"""Numbers of statsmodels' STL for stl_test.cpp: python stl_statsmodels.py

Written with statsmodels 0.14.  Prints seasonal and trend at a few periods for each setting of the test.
SPDX-License-Identifier: Apache-2.0
"""
import math

import numpy as np
from statsmodels.tsa.seasonal import STL


def sample(n=72):
    """The series of ets_statsforecast.py."""
    state, y = 12345, []
    for t in range(n):
        state = (1103515245 * state + 12345) % 2147483648
        noise = state / 2147483648 - 0.5
        y.append((100 + 0.8 * t) * (1 + 0.2 * math.sin(2 * math.pi * t / 12)) + 20 * noise)
    return np.array(y)


for season, width, degree, robust in ((12, 11, 0, False), (12, 7, 1, False), (7, 11, 0, False), (12, 11, 0, True)):
    fit = STL(sample(), period=season, seasonal=width, seasonal_deg=degree, robust=robust)
    fit = fit.fit(inner_iter=2 if robust else 5, outer_iter=3 if robust else 0)
    for t in (0, 5, 36, 71):
        print(f"{{{season}, {width}, {degree}, {3 if robust else 0}, {t}, {fit.seasonal[t]:.9f}, {fit.trend[t]:.9f}}},")
