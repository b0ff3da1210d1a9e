// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/classical/local/local_series.h"

#include <algorithm>
#include <cmath>

#include "demandcast/data/expected_demand.h"

namespace demandcast {

LocalSeries local_series(const SeriesView& view, int season) {
  LocalSeries series;
  series.id = view.id();
  series.period_word = view.frequency().period_word();
  series.season = std::max(1, season > 0 ? season : view.frequency().default_season());
  series.y = expected_history(view);
  const auto first = std::find_if(series.y.begin(), series.y.end(), [](double y) { return !std::isnan(y); });
  series.first_period = view.first_period() + (first - series.y.begin());
  series.y.erase(series.y.begin(), first);
  return series;
}

FallbackReason trivial_reason(const LocalSeries& series) {
  if (series.y.empty()) return FallbackReason::kNoHistory;
  const bool sold = std::any_of(series.y.begin(), series.y.end(), [](double y) { return !std::isnan(y) && y != 0; });
  return sold ? FallbackReason::kNone : FallbackReason::kAllZero;
}

}  // namespace demandcast
