// What a learned model offers that can go on learning.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "demandcast/forecast/forecaster.h"

namespace demandcast {

struct UpdateOptions {
  std::int64_t updates = 0;  ///< steps of the optimiser; 0 = a quarter of the fit's
  double rate = 1;           ///< highest rate of learning, over that of the fit
  double salient = 1;        ///< share of the layers that may change: those whose weights the data would change most
};

struct UpdatedForecaster {
  std::unique_ptr<Forecaster> forecaster;
  std::vector<std::string> layers = {};  ///< those that could change, where not all could
};

/// Beside Forecaster; asked for by dynamic_cast.
class Updatable {
 public:
  virtual ~Updatable();
  /// The model after some more learning, from the weights that it has; what it knows of the catalogue besides (scales,
  /// categories, seasons) stays. Throws ConfigError for other columns, DataError where nothing can be learnt.
  virtual UpdatedForecaster updated(const PanelStream& training, const UpdateOptions& options,
                                    const RunContext& context) const = 0;
};

}  // namespace demandcast
