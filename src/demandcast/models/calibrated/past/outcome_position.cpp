// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/past/outcome_position.h"

#include <cmath>

#include "demandcast/models/calibrated/past/position.h"

namespace demandcast {

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
  double low = 0;
  if (y > 0) low = counted ? curve.probability_up_to(y - 0.5) : curve.probability_below(y);
  return position_of(std::lerp(low, high, uniform));
}

}  // namespace demandcast
