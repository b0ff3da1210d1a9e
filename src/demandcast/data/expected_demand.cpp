// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/expected_demand.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "demandcast/data/censored_medians.h"

namespace demandcast {
namespace {

constexpr double kNotKnown = std::numeric_limits<double>::quiet_NaN();
constexpr double kMemory = 0.85, kLeastLevel = 1e-9;

/// Sales and the fractions of their periods; both 0 where nothing is known.
struct Exposure {
  std::vector<double> sales, fraction;
  std::vector<bool> is_bound;  ///< demand was at least the sales, and no more is told

  explicit Exposure(const SeriesView& view)
      : sales(view.length()), fraction(view.length()), is_bound(view.length(), false) {
    const auto y = view.target();
    const auto states = view.states();
    const auto told = view.availability();
    for (std::size_t t = 0; t < y.size(); ++t) {
      if (states[t] == CellState::kMissing) continue;
      const double share = told.empty() ? kNotKnown : static_cast<double>(told[t]);
      const bool censored = states[t] == CellState::kCensored;
      if (censored && share == 0 && !(y[t] > 0)) continue;
      is_bound[t] = censored && !(share > 0);
      sales[t] = static_cast<double>(y[t]);
      fraction[t] = censored && share > 0 ? std::min(share, 1.0) : 1;
    }
  }

  /// The smallest sale, at most 1.
  double unit() const {
    double smallest = 1;
    for (const double y : sales) {
      if (y > 0) smallest = std::min(smallest, y);
    }
    return smallest;
  }
};

/// Sales over fractions of all other periods, the nearer the more they weigh; the mean of all counts as one period.
std::vector<double> levels_around(const Exposure& cells) {
  const std::size_t n = cells.sales.size();
  double all_sales = 0, all_fractions = 0;
  std::vector<double> sales(n), fractions(n, 1.0);
  const auto pass = [&](std::size_t t, double& s, double& f) {
    sales[t] += s;
    fractions[t] += f;
    s = kMemory * (s + cells.sales[t]);
    f = kMemory * (f + cells.fraction[t]);
  };
  double s = 0, f = 0;
  for (std::size_t t = 0; t < n; ++t) {
    all_sales += cells.sales[t];
    all_fractions += cells.fraction[t];
    pass(t, s, f);
  }
  s = f = 0;
  for (std::size_t t = n; t-- > 0;) pass(t, s, f);
  const double mean = all_fractions > 0 ? all_sales / all_fractions : 0;
  for (std::size_t t = 0; t < n; ++t) sales[t] = std::max((sales[t] + mean) / fractions[t], kLeastLevel);
  return sales;
}

/// Lays the conditional medians of the bounds into `history`.
void meet_bounds(const Exposure& cells, const std::vector<double>& level, std::vector<double>& history) {
  std::vector<std::size_t> at;
  std::vector<double> errors;
  std::vector<bool> is_bound;
  for (std::size_t t = 0; t < history.size(); ++t) {
    if (std::isnan(history[t])) continue;
    at.push_back(t);
    errors.push_back(history[t] / level[t]);
    is_bound.push_back(cells.is_bound[t]);
  }
  const std::vector<double> medians = censored_medians(errors, is_bound);
  for (std::size_t k = 0; k < at.size(); ++k) {
    if (is_bound[k]) history[at[k]] = level[at[k]] * medians[k];
  }
}

}  // namespace

std::vector<double> expected_history(const SeriesView& view) {
  std::vector<double> history = view.observed_history();
  const auto states = view.states();
  if (std::ranges::find(states, CellState::kCensored) == states.end()) return history;
  const Exposure cells(view);
  const std::vector<double> level = levels_around(cells);
  const double unit = cells.unit();
  bool has_bounds = false;
  for (std::size_t t = 0; t < states.size(); ++t) {
    if (states[t] != CellState::kCensored || cells.fraction[t] == 0) continue;
    const double y = cells.sales[t], a = cells.fraction[t];
    history[t] = y + (1 - a) * std::max(0.0, unit + y) / (unit / level[t] + a);
    has_bounds = has_bounds || cells.is_bound[t];
  }
  if (has_bounds) meet_bounds(cells, level, history);
  return history;
}

}  // namespace demandcast
