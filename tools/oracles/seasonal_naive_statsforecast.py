"""Forecasts of StatsForecast's SeasonalNaive with its 80 % interval, for seasonal_naive_test.cpp.

    pip install statsforecast==2.1.1 && python tools/oracles/seasonal_naive_statsforecast.py
"""
# SPDX-License-Identifier: Apache-2.0
import numpy as np
from statsforecast.models import SeasonalNaive

Y = [12, 15, 9, 20, 14, 15, 8, 23, 13, 18, 11]
forecast = SeasonalNaive(season_length=4).forecast(np.array(Y, dtype=np.float64), h=6, level=[80])
for name in ("lo-80", "mean", "hi-80"):
    print(name, ", ".join(repr(float(x)) for x in forecast[name]))
