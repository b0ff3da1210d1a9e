// The Sparse Quantile Random Forest: one forest over all series and horizons, quantiles from its leaves.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "demandcast/forecast/forecaster.h"
#include "demandcast/models/forest/sqrf/sqrf_options.h"

namespace demandcast {

/// See README.md. What it learns, and what it throws, is fit_forest's.
class SqrfEstimator final : public Estimator {
 public:
  explicit SqrfEstimator(SqrfOptions options) : options_(std::move(options)) {}
  std::unique_ptr<Forecaster> fit(const PanelStream& training, const Horizon& horizon,
                                  const RunContext& context) const override;

 private:
  SqrfOptions options_;
};

}  // namespace demandcast
