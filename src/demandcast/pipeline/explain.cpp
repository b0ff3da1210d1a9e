// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/explain.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "demandcast/core/atomic_file.h"
#include "demandcast/core/error.h"
#include "demandcast/core/nearest_name.h"
#include "demandcast/core/version.h"
#include "demandcast/pipeline/backtest_report.h"
#include "demandcast/pipeline/earlier_forecast.h"
#include "demandcast/pipeline/fit.h"
#include "demandcast/pipeline/load_data.h"
#include "demandcast/pipeline/output_place.h"

namespace demandcast {
namespace {

constexpr std::size_t kSeriesUnasked = 4;

/// Sold over the last season of the panel.
double recent_demand(const Panel& panel, std::size_t series) {
  const std::span<const float> y = panel.target(series);
  const std::size_t season = static_cast<std::size_t>(std::max(1, panel.frequency().default_season()));
  double sum = 0;
  for (const float demand : y.last(std::min(season, y.size()))) sum += std::isnan(demand) ? 0 : demand;
  return sum;
}

/// Of those that had demand at the earlier origin, where there is one.
std::vector<ChosenSeries> largest_series(const Panel& panel, const std::optional<EarlierForecast>& earlier) {
  std::vector<double> demand(panel.series_count());
  for (std::size_t i = 0; i < demand.size(); ++i) demand[i] = recent_demand(panel, i);
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < demand.size(); ++i) {
    if (!earlier || earlier->has_demand(i)) order.push_back(i);
  }
  std::ranges::stable_sort(order, std::greater<>(), [&](std::size_t i) { return demand[i]; });
  std::vector<ChosenSeries> chosen;
  for (std::size_t k = 0; k < std::min(kSeriesUnasked, order.size()); ++k) chosen.push_back({order[k], "largest"});
  return chosen;
}

std::vector<ChosenSeries> chosen_series(const std::vector<std::string>& ids, const Panel& panel,
                                        const std::optional<EarlierForecast>& earlier) {
  if (ids.empty()) return largest_series(panel, earlier);
  std::vector<ChosenSeries> chosen;
  for (const std::string& id : ids) {
    const auto found = panel.find(id);
    if (!found) {
      const std::string near = nearest_name(id, panel.ids());
      throw ConfigError(
          fmt::format("[explain] the data have no series \"{}\"{}; give --series ids as the data have them", id,
                      near.empty() ? "" : fmt::format(" (did you mean \"{}\"?)", near)));
    }
    chosen.push_back({*found, "asked for"});
  }
  return chosen;
}

std::vector<std::string> dates_of(const SeriesView& series) {
  std::vector<std::string> dates;
  for (std::size_t t = 0; t < series.length(); ++t) {
    dates.push_back(series.frequency().format(series.first_period() + static_cast<Period>(t)));
  }
  return dates;
}

/// Components end where the model's history does; a chart has a value at each date.
void fill_to_length(std::vector<Component>& components, std::size_t length) {
  for (Component& component : components) component.values.resize(length, std::nan(""));
}

void check_question(const ExplainConfig& config) {
  if (!config.run.spans.empty() || !config.run.totals.empty()) {
    throw ConfigError(
        "[explain] what is explained are single series, period by period; leave out --spans and --totals");
  }
  if (!config.since.empty() || (config.plans_then.empty() && config.model_then.empty())) return;
  throw ConfigError(
      "--plans-then and --model-then tell of an earlier forecast: give the date of its newest demand, --since");
}

std::vector<std::size_t> numbers_of(const std::vector<ChosenSeries>& chosen) {
  std::vector<std::size_t> numbers;
  for (const ChosenSeries& one : chosen) numbers.push_back(one.series);
  return numbers;
}

}  // namespace

ExplainResult run_explain(const ExplainConfig& config, const ModelRegistry& registry, const RunContext& context) {
  const RunConfig& run = config.run;
  validate(run, Needs::kOneModel, registry);
  check_question(config);
  check_output_page(run);
  LoadedData data = load_data(run, context);
  std::optional<EarlierForecast> earlier;
  if (!config.since.empty()) earlier.emplace(config, data.panel);
  const std::vector<ChosenSeries> chosen = chosen_series(config.series, data.panel, earlier);
  if (earlier && chosen.empty())
    throw ConfigError(fmt::format("[explain] no series has demand up to {}; give a later --since", config.since));
  if (earlier) earlier->require(numbers_of(chosen));
  const PanelView view = newest_view(data.panel, run.cutoff);
  const AskedModel model = learn_or_load(run, view, registry, context);
  const QuantileForecast forecast = forecast_one(*model.forecaster, view, model.horizon, context);
  ForecastTable table;
  table.frequency = data.panel.frequency();
  append_forecast(table, forecast, data.panel.ids(), model.label);
  ExplainResult result{std::move(data.report),
                       {kVersion, run.command_line, model.label, data.panel.frequency().period_word(), {}},
                       model.forecaster->notes(),
                       {}};
  for (const ChosenSeries& one : chosen) {
    SeriesExplanation told{page_of(table, data.panel, one, {0}),
                           model.forecaster->explain(view, one.series, context),
                           dates_of(view.series(one.series)),
                           {}};
    fill_to_length(told.told.components, told.dates.size());
    const FallbackReason reason = forecast.reason(one.series);
    if (reason != FallbackReason::kNone) told.reason = reason_text(reason);
    result.explanations.series.push_back(std::move(told));
  }
  if (earlier) {
    const auto changes = earlier->changes(model, numbers_of(chosen), registry, context);
    for (std::size_t k = 0; k < changes.size(); ++k) result.explanations.series[k].change = changes[k];
    for (std::string& note : earlier->notes()) result.notes.push_back(std::move(note));
  }
  if (run.output.empty()) return result;
  write_file(run.output, render_explanation_report(result.explanations));
  result.files = {run.output};
  return result;
}

}  // namespace demandcast
