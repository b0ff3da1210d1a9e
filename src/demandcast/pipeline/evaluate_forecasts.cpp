// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/evaluate_forecasts.h"

#include <fmt/format.h>

#include <algorithm>

#include "demandcast/core/error.h"
#include "demandcast/models/builtin_models.h"
#include "demandcast/pipeline/forecast_rows.h"
#include "demandcast/pipeline/reference_forecasts.h"

namespace demandcast {
namespace {

/// Puts seasonal_naive on the same keys behind `forecasts`, unless it is there.
void add_reference(const RunConfig& config, const ModelRegistry& registry, const Panel& panel, ForecastTable& forecasts,
                   const RunContext& context) {
  const Composition reference = parse_composition("seasonal_naive", registry);
  const auto& models = forecasts.models;
  if (std::find(models.begin(), models.end(), reference.label) != models.end()) return;
  append_rows(forecasts, reference_forecasts(forecasts, panel, reference, registry,
                                             options_with_season(config, registry), context));
}

}  // namespace

Judgement run_evaluate(const RunConfig& config, const std::string& forecasts, const RunContext& context) {
  const ModelRegistry registry = builtin_models();
  validate(config, Needs::kData, registry);
  const Table table = read_table(forecasts);
  const LoadedData data = load_data(config, context);
  ForecastTable rows_read = from_table(table, data.panel.frequency(), config.data.id, config.data.time);
  add_reference(config, registry, data.panel, rows_read, context);
  Judgement judgement = judge(config, std::move(rows_read), data.panel, {}, context);
  const std::size_t rows = judgement.scored.forecasts.row_count();
  if (judgement.scored.unmatched == rows) {
    throw DataError(
        fmt::format("none of the {} forecast rows in \"{}\" has a series and date that \"{}\" has; do the ids "
                    "and dates of both files agree?",
                    rows, forecasts, config.data.path));
  }
  return judgement;
}

}  // namespace demandcast
