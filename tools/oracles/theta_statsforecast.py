# SPDX-License-Identifier: Apache-2.0
"""Prints the golden forecasts of theta_test.cpp: StatsForecast 2.1.1 on a seeded synthetic series."""
import warnings

import numpy as np
from statsforecast.theta import auto_theta, forecast_theta

warnings.filterwarnings("ignore")


def series():
    """Five years of months, rounded to two digits so that the test can hold them."""
    random = np.random.default_rng(20160)
    t = np.arange(60)
    return np.round((100 + 0.8 * t + np.cumsum(random.normal(0, 2, 60))) * (1 + 0.25 * np.sin(t * np.pi / 6))
                    + random.normal(0, 3, 60), 2)


def show(name, values):
    print(name, ", ".join(f"{v:.10g}" for v in values))


y = series()
show("y", y)
for model in ("STM", "OTM", "DSTM", "DOTM"):
    for kind in ("multiplicative", "additive"):
        fixed = auto_theta(y, 12, model=model, initial_smoothed=60.0, alpha=0.4, theta=3.0, decomposition_type=kind)
        show(f"{model} {kind} fixed", forecast_theta(fixed, 14)["mean"])
        free = auto_theta(y, 12, model=model, decomposition_type=kind)
        show(f"{model} {kind} free", forecast_theta(free, 14)["mean"])
        show("  parameters, mse", [*free["par"].values(), free["mse"]])
short = auto_theta(y, 1, model="DOTM", initial_smoothed=60.0, alpha=0.4, theta=3.0)
show("DOTM no season fixed", forecast_theta(short, 3)["mean"])
sigma = np.std(short["residuals"][3:], ddof=1)
show("  sigma, mse", [sigma, short["mse"]])
