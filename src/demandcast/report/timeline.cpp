// Which periods and which forecasts the chart of a series shows.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <limits>

#include "demandcast/report/fan_chart.h"

namespace demandcast {
namespace {

/// How many of the last periods a chart shows: some history beside the forecasts, but not so much that they get narrow.
std::size_t periods_shown(const SeriesPage& page, const std::vector<std::string>& dates) {
  std::size_t first = dates.size();
  for (const SeriesFan& fan : page.fans) {
    if (fan.dates.empty()) continue;
    first =
        std::min(first, static_cast<std::size_t>(std::find(dates.begin(), dates.end(), fan.dates[0]) - dates.begin()));
  }
  const std::size_t forecast = dates.size() - first;
  return forecast + std::clamp<std::size_t>(forecast * 3 / 2, 52, 104);
}

/// The dates of fans that lie after the page's own.
void append_fan_dates(const SeriesPage& page, std::vector<std::string>& dates) {
  for (const SeriesFan& fan : page.fans) {
    for (const std::string& date : fan.dates) {
      if (std::find(dates.begin(), dates.end(), date) == dates.end()) dates.push_back(date);
    }
  }
}

bool overlap(const SeriesFan& a, const SeriesFan& b) {
  return std::any_of(a.dates.begin(), a.dates.end(), [&](const std::string& date) {
    return std::find(b.dates.begin(), b.dates.end(), date) != b.dates.end();
  });
}

}  // namespace

int Timeline::find(const std::string& date) const {
  const auto found = std::find(dates.begin(), dates.end(), date);
  return found == dates.end() ? -1 : static_cast<int>(found - dates.begin());
}

Timeline timeline_of(const SeriesPage& page) {
  constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();
  Timeline out{page.dates, page.actuals, page.price, page.states};
  append_fan_dates(page, out.dates);
  out.actuals.resize(out.dates.size(), kUnknown);
  out.states.resize(out.dates.size(), CellState::kMissing);
  if (!out.price.empty()) out.price.resize(out.dates.size(), kUnknown);
  const std::size_t shown = periods_shown(page, out.dates);
  const std::size_t hidden = out.dates.size() > shown ? out.dates.size() - shown : 0;
  const auto cut = [&](auto& values) {
    if (!values.empty()) values.erase(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(hidden));
  };
  cut(out.dates);
  cut(out.actuals);
  cut(out.states);
  cut(out.price);
  return out;
}

std::vector<const SeriesFan*> fans_to_draw(const SeriesPage& page, const std::string& model) {
  std::vector<const SeriesFan*> drawn;
  for (auto fan = page.fans.rbegin(); fan != page.fans.rend(); ++fan) {
    if (fan->model != model || fan->levels.empty()) continue;
    const bool hidden =
        std::any_of(drawn.begin(), drawn.end(), [&](const SeriesFan* other) { return overlap(*fan, *other); });
    if (!hidden) drawn.push_back(&*fan);
  }
  std::reverse(drawn.begin(), drawn.end());
  return drawn;
}

std::vector<std::pair<std::size_t, std::size_t>> band_levels(const std::vector<double>& levels) {
  constexpr std::size_t kBandsShown = 4;
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  const std::size_t all = levels.size() / 2, shown = std::min(all, kBandsShown);
  for (std::size_t i = 0; i < shown; ++i) {
    const std::size_t low = i * all / shown;  // spread over the pairs when there are many
    pairs.emplace_back(low, levels.size() - 1 - low);
  }
  return pairs;
}

std::size_t middle_level(const std::vector<double>& levels) {
  for (std::size_t i = 0; i < levels.size(); ++i) {
    if (std::abs(levels[i] - 0.5) < 1e-9) return i;
  }
  return levels.size() / 2;
}

double highest_value(const SeriesPage& page, const Timeline& timeline) {
  double top = 0;
  for (const double actual : timeline.actuals) top = std::isfinite(actual) ? std::max(top, actual) : top;
  for (const SeriesFan& fan : page.fans) {
    for (const double value : fan.mean) top = std::isfinite(value) ? std::max(top, value) : top;
    for (const double value : fan.quantiles) top = std::isfinite(value) ? std::max(top, value) : top;
  }
  return top;
}

}  // namespace demandcast
