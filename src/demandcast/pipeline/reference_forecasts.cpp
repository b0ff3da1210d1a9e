// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/reference_forecasts.h"

#include <algorithm>
#include <map>
#include <set>

#include "demandcast/pipeline/forecast_rows.h"

namespace demandcast {
namespace {

/// Cutoff -> periods wanted after it, of one series of the panel.
using WantedPeriods = std::map<Period, std::set<Period>>;

std::vector<WantedPeriods> wanted_of(const ForecastTable& forecasts, const Panel& panel) {
  std::vector<std::optional<std::size_t>> series_of_id;
  for (const std::string& id : forecasts.ids) series_of_id.push_back(panel.find(id));
  std::vector<WantedPeriods> wanted(panel.series_count());
  for (std::size_t row = 0; row < forecasts.row_count(); ++row) {
    const auto series = series_of_id[static_cast<std::size_t>(forecasts.series[row])];
    const bool is_span = !forecasts.length.empty() && forecasts.length[row] > 0;
    if (!series || is_span || forecasts.period[row] <= forecasts.cutoff[row]) continue;
    if (forecasts.period[row] > panel.last_period(*series)) continue;
    wanted[*series][forecasts.cutoff[row]].insert(forecasts.period[row]);
  }
  return wanted;
}

/// The origins of the n-th cutoff of each series, and how many steps reach its last wanted period. A series without an
/// n-th cutoff gets its first period: it is forecast, and no row of it is kept.
struct Round {
  std::vector<Period> origins;
  int steps = 1;
};

Round round_of(const std::vector<WantedPeriods>& wanted, const Panel& panel, std::size_t n) {
  Round round;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (wanted[i].size() <= n) {
      round.origins.push_back(panel.first_period(i));
      continue;
    }
    const auto& [cutoff, periods] = *std::next(wanted[i].begin(), static_cast<std::ptrdiff_t>(n));
    round.origins.push_back(cutoff);
    round.steps = std::max(round.steps, static_cast<int>(*periods.rbegin() - cutoff));
  }
  return round;
}

bool is_wanted(const std::vector<WantedPeriods>& wanted, const ForecastTable& table, std::size_t row) {
  const WantedPeriods& of_series = wanted[static_cast<std::size_t>(table.series[row])];
  const auto found = of_series.find(table.cutoff[row]);
  return found != of_series.end() && found->second.contains(table.period[row]);
}

}  // namespace

ForecastTable reference_forecasts(const ForecastTable& forecasts, const Panel& panel, const Composition& model,
                                  const ModelRegistry& registry, const ModelOptions& options,
                                  const RunContext& context) {
  const std::vector<WantedPeriods> wanted = wanted_of(forecasts, panel);
  std::size_t rounds = 0;
  for (const WantedPeriods& of_series : wanted) rounds = std::max(rounds, of_series.size());
  const auto estimator = make_estimator(model, registry, options);
  ForecastTable all;
  for (std::size_t n = 0; n < rounds; ++n) {
    Round round = round_of(wanted, panel, n);
    const PanelView view(panel, std::move(round.origins));
    const Horizon horizon{round.steps, forecasts.levels, {}};
    const auto forecaster = estimator->fit(SingleShard(view), horizon, context);
    ForecastTable table;
    table.frequency = panel.frequency();
    append_forecast(table, forecast_one(*forecaster, view, horizon, context), panel.ids(), model.label);
    std::vector<std::size_t> kept;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
      if (is_wanted(wanted, table, row)) kept.push_back(row);
    }
    append_rows(all, select_rows(table, kept));
  }
  return all;
}

}  // namespace demandcast
