// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/classical/ets/ets_start.h"

#include <algorithm>
#include <cmath>

namespace demandcast {
namespace {

struct Line {
  double intercept = 0, slope = 0, mean = 0;
};

// Through the first `count` observed cells; time 0 is the period before the first.
Line first_line(std::span<const double> y, const std::vector<double>& season, bool factors, int count) {
  double n = 0, x1 = 0, x2 = 0, y1 = 0, xy = 0;
  for (std::size_t t = 0; t < y.size() && n < count; ++t) {
    if (std::isnan(y[t])) continue;
    const double s = season.empty() ? 0 : season[t % season.size()];
    const double z = season.empty() ? y[t] : factors ? y[t] / s : y[t] - s;
    const double x = static_cast<double>(t + 1);
    n += 1;
    x1 += x;
    x2 += x * x;
    y1 += z;
    xy += x * z;
  }
  const double det = n * x2 - x1 * x1;
  const double slope = det > 0 ? (n * xy - x1 * y1) / det : 0;
  return {(y1 - slope * x1) / n, slope, y1 / n};
}

}  // namespace

EtsStates start_states(const EtsForm& form, const EtsSeries& series) {
  EtsStates states;
  const bool factors = form.season == EtsComponent::kMultiplicative;
  if (form.has_season()) states.season = factors ? series.factors.season : series.sums.season;
  const Line line =
      first_line(series.y, states.season, factors, std::max(10, 2 * (form.has_season() ? series.season : 1)));
  states.level = form.has_trend() ? line.intercept : line.mean;
  states.growth = form.has_trend() ? line.slope : 0;
  if (form.error == EtsComponent::kMultiplicative && !(states.level > 0.05 && states.level + states.growth > 0.05)) {
    states.level = std::max(line.mean, 0.05);
    states.growth = 0;
  }
  if (form.trend == EtsComponent::kMultiplicative) {
    states.growth = std::clamp(1 + states.growth / std::max(states.level, 0.05), 0.8, 1.25);
  }
  return states;
}

std::vector<EtsWeights> start_weights(const EtsForm& form) {
  std::vector<EtsWeights> starts;
  for (const double alpha : {0.02, 0.15, 0.45, 0.85}) {
    for (const double beta_star : {0.02, 0.25}) {
      for (const double share : {0.02, 0.25}) {
        if ((!form.has_trend() && beta_star > 0.1) || (!form.has_season() && share > 0.1)) continue;
        const double gamma = form.has_season() ? share * (1 - alpha) : 0;
        starts.push_back({alpha, form.has_trend() ? beta_star : 0, gamma, form.damped ? 0.95 : 1});
        if (form.damped) starts.push_back({alpha, beta_star, gamma, 0.98});
      }
    }
  }
  return starts;
}

}  // namespace demandcast
