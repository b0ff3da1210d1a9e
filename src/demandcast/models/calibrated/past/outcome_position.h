// Where an outcome falls in the distribution that was forecast for it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/data/panel_view.h"
#include "demandcast/models/calibrated/past/quantile_curve.h"

namespace demandcast {

/// Whether every observed cell up to the origin is a whole number: demand that is counted. O(time).
bool is_counted(const SeriesView& series);

/// The position (logistic scale) of the randomised probability integral transform of y: uniform over the probability
/// that `curve` gives to y itself, `uniform` in (0, 1) saying where [Czado, Gneiting & Held 2009]. Where demand is
/// counted the distribution is that of the rounded variable, so that y has the probability between y - 1/2 and y + 1/2.
/// Nothing lies below zero.
double outcome_position(const QuantileCurve& curve, double y, bool counted, double uniform);

/// The position of demand of which only is known that it was at least `bound`: drawn by `uniform` from the probability
/// that `curve` leaves at and above it. Where the forecast is true, these and the positions of what was observed
/// are uniform together, while what was observed alone lies too low (an empty shelf follows high demand).
double censored_position(const QuantileCurve& curve, double bound, bool counted, double uniform);

}  // namespace demandcast
