// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/evaluate_forecasts.h"

#include <fmt/format.h>

#include "demandcast/core/error.h"
#include "demandcast/models/builtin_models.h"

namespace demandcast {

Judgement run_evaluate(const RunConfig& config, const std::string& forecasts, const RunContext& context) {
  validate(config, Needs::kData, builtin_models());
  const Table table = read_table(forecasts);
  const LoadedData data = load_data(config, context);
  Judgement judgement = judge(config, from_table(table, data.panel.frequency(), config.data.id, config.data.time),
                              data.panel, {}, context);
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
