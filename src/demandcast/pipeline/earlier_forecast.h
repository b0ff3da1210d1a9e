// The forecast of an earlier day beside that of now: what it saw, and the model it was made by.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "demandcast/pipeline/explain.h"
#include "demandcast/pipeline/fit.h"
#include "demandcast/report/forecast_change.h"

namespace demandcast {

class EarlierForecast {
 public:
  /// `panel` has to live longer. Throws ConfigError for what config.since, plans_then and model_then cannot be: see
  /// run_explain; what change_plans throws for a table of plans.
  EarlierForecast(const ExplainConfig& config, const Panel& panel);

  bool has_demand(std::size_t series) const;
  /// Throws ConfigError where one of the series cannot be told of: see require_common_dates.
  void require(std::span<const std::size_t> series) const;

  /// The change of each series up to the forecast of `now`. Learns the model of then where it is given as a recipe.
  std::vector<ForecastChange> changes(const AskedModel& now, std::span<const std::size_t> series,
                                      const ModelRegistry& registry, const RunContext& context) const;

  /// What could not be told, as sentences.
  std::vector<std::string> notes() const;

 private:
  const Panel& plans_then() const { return plans_then_ ? *plans_then_ : panel_; }

  const ExplainConfig& config_;
  const Panel& panel_;
  int steps_;
  std::vector<Period> origins_;  ///< [series] of then
  std::optional<Panel> plans_then_;
};

}  // namespace demandcast
