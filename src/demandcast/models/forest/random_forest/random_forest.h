// The random forest of the history, before the sparse one: dense features, mean and quantiles.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "demandcast/forecast/forecaster.h"
#include "demandcast/models/forest/random_forest/random_forest_options.h"

namespace demandcast {

/// See README.md. What it learns, and what it throws, is fit_forest's. Memory: rows * features bytes, and two bytes for
/// every row in every tree.
class RandomForestEstimator final : public Estimator {
 public:
  explicit RandomForestEstimator(RandomForestOptions options) : options_(options) {}
  std::unique_ptr<Forecaster> fit(const PanelStream& training, const Horizon& horizon,
                                  const RunContext& context) const override;

 private:
  RandomForestOptions options_;
};

}  // namespace demandcast
