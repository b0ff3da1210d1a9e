"""Forecast means of StatsForecast's Croston family, for croston_test.cpp.

    pip install statsforecast==2.1.1 && python tools/oracles/croston_statsforecast.py
"""
# SPDX-License-Identifier: Apache-2.0
import numpy as np
from statsforecast.models import TSB, CrostonClassic, CrostonOptimized, CrostonSBA

HISTORIES = {
    "lumpy": [0, 0, 3, 0, 1, 0, 0, 0, 12, 2, 0, 0, 5, 0, 0, 1, 0, 7, 0, 0],
    "steady": [4, 6, 5, 7, 3, 4.5, 6.25, 5, 8, 4],
    "single": [0, 0, 0, 2.5, 0, 0],
    "dying": [9, 8, 0, 7, 6, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0],
}
MODELS = {"classic": CrostonClassic(), "sba": CrostonSBA(), "tsb": TSB(0.2, 0.2), "optimized": CrostonOptimized()}

for history, y in HISTORIES.items():
    for variant, model in MODELS.items():
        mean = model.forecast(np.array(y, dtype=np.float64), h=1)["mean"][0]
        print(f'{{"{history}", "{variant}", {mean!r}}},'.replace("np.float64(", "").replace(")", ""))
