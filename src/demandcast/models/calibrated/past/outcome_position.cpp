// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/past/outcome_position.h"

#include <cmath>

#include "demandcast/models/calibrated/past/position.h"

namespace demandcast {
namespace {

double probability_below(const QuantileCurve& curve, double y, bool counted) {
  if (!(y > 0)) return 0;
  return counted ? curve.probability_up_to(y - 0.5) : curve.probability_below(y);
}

}  // namespace

bool is_counted(const SeriesView& series) {
  const auto y = series.target();
  const auto states = series.states();
  for (std::size_t t = 0; t < y.size(); ++t) {
    if (states[t] == CellState::kObserved && y[t] != std::round(y[t])) return false;
  }
  return true;
}

double outcome_position(const QuantileCurve& curve, double y, bool counted, double uniform) {
  const double high = counted ? curve.probability_up_to(y + 0.5) : curve.probability_up_to(y);
  return position_of(std::lerp(probability_below(curve, y, counted), high, uniform));
}

double censored_position(const QuantileCurve& curve, double bound, bool counted, double uniform) {
  return position_of(std::lerp(probability_below(curve, bound, counted), 1.0, uniform));
}

}  // namespace demandcast
