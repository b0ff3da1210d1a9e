// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/forecast.h"

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

PanelView newest_view(const Panel& panel, CutoffMode mode) {
  if (mode == CutoffMode::kCalendar) return {panel, panel.last_period()};
  std::vector<Period> origins;
  for (std::size_t i = 0; i < panel.series_count(); ++i) origins.push_back(panel.last_period(i));
  return {panel, std::move(origins)};
}

std::map<std::string, std::size_t> count_reasons(const QuantileForecast& forecast) {
  std::map<std::string, std::size_t> counts;
  for (std::size_t i = 0; i < forecast.series_count(); ++i) {
    if (forecast.reason(i) != FallbackReason::kNone) ++counts[std::string(reason_code(forecast.reason(i)))];
  }
  return counts;
}

}  // namespace

ForecastResult run_forecast(const RunConfig& config, const ModelRegistry& registry, const RunContext& context) {
  validate(config, registry);
  const ReadResult read = read_panel(config.data);
  if (!read.panel) throw DataError(read.report.error_text());
  const Panel& panel = *read.panel;

  const Composition composition = parse_composition(config.model, registry);
  const auto estimator = make_estimator(composition, registry, options_with_season(config, registry));
  const PanelView view = newest_view(panel, config.cutoff);
  const auto forecaster = estimator->fit(SingleShard(view), config.horizon_of(), context);
  const QuantileForecast forecast = forecast_one(*forecaster, view, config.horizon_of(), context);

  ForecastTable table;
  table.frequency = panel.frequency();
  append_forecast(table, forecast, panel.ids(), composition.label);
  return {read.report, std::move(table), panel.series_count(), count_reasons(forecast)};
}

}  // namespace demandcast
