// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/past/past_origins.h"

#include <algorithm>
#include <limits>

#include "demandcast/models/calibrated/past/demand_segments.h"

namespace demandcast {
namespace {

template <class Visit>
void for_each_series(const PanelStream& training, Visit visit) {
  for (std::size_t shard = 0; shard < training.shard_count(); ++shard) {
    training.visit(shard, [&](const PanelView& view) {
      for (std::size_t i = 0; i < view.series_count(); ++i) visit(view.series(i));
    });
  }
}

/// [step] y after `origin` in cells of this state; NaN elsewhere.
std::vector<double> cells_after(const SeriesView& series, Period origin, int steps, CellState state) {
  std::vector<double> cells(static_cast<std::size_t>(steps), std::numeric_limits<double>::quiet_NaN());
  const auto y = series.target();
  const auto states = series.states();
  for (int step = 0; step < steps; ++step) {
    const Period t = origin + step + 1 - series.first_period();
    if (t < 0 || t >= std::ssize(y) || states[static_cast<std::size_t>(t)] != state) continue;
    cells[static_cast<std::size_t>(step)] = static_cast<double>(y[static_cast<std::size_t>(t)]);
  }
  return cells;
}

}  // namespace

PastOrigins choose_past_origins(const PanelStream& training, std::int64_t windows, std::int64_t step, int horizon) {
  PastOrigins origins{1, step > 0 ? static_cast<int>(step) : std::max(1, horizon / 4), horizon};
  std::vector<std::size_t> lengths;
  for_each_series(training, [&](const SeriesView& series) { lengths.push_back(series.length()); });
  if (lengths.empty()) return origins;
  const auto middle = lengths.begin() + std::ssize(lengths) / 2;
  std::nth_element(lengths.begin(), middle, lengths.end());
  const auto room = (static_cast<std::int64_t>(*middle) / 2 - horizon) / origins.step;
  origins.windows = static_cast<int>(std::clamp<std::int64_t>(room + 1, 1, windows));
  return origins;
}

std::size_t level_periods(const PanelStream& training, int horizon) {
  int season = 1;
  if (training.shard_count() > 0) {
    training.visit(0, [&](const PanelView& view) { season = view.frequency().default_season(); });
  }
  return static_cast<std::size_t>(std::max(season, 2 * horizon));
}

std::vector<double> recent_means(const PanelStream& training, std::size_t periods) {
  std::vector<double> means;
  for_each_series(training, [&](const SeriesView& series) { means.push_back(demand_level(series, periods).mean); });
  return means;
}

std::vector<double> demand_after(const SeriesView& series, Period origin, int steps) {
  return cells_after(series, origin, steps, CellState::kObserved);
}

std::vector<double> bounds_after(const SeriesView& series, Period origin, int steps) {
  return cells_after(series, origin, steps, CellState::kCensored);
}

}  // namespace demandcast
