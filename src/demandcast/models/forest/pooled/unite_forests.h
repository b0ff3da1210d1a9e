// Forests that were learnt apart, as one.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "demandcast/forecast/forecaster.h"

namespace demandcast {

struct NamedForecaster {
  std::string name;  ///< for messages: the directory that it came from
  std::unique_ptr<Forecaster> forecaster;
};

/// The union of forests: a row's distribution is the mean of all their trees'. Forests that were learnt from the same
/// rows become one list of trees, the same as if one process had grown them; others stay side by side in one model,
/// each with the bins and the seasons of its own rows. What a forest told of itself is not kept. Throws ConfigError
/// that names the two where one is no forest, or features, statics, steps or spans differ.
std::unique_ptr<Forecaster> unite_forests(std::vector<NamedForecaster> forests);

}  // namespace demandcast
