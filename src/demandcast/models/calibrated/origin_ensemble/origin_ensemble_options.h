// Options of the wrapper that averages forecasts over origins.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "demandcast/core/options.h"

namespace demandcast {

struct OriginEnsembleOptions {
  double weight = 0.25;
  std::int64_t origins = 4;
};

template <class Visitor>
void describe(Visitor& visitor, OriginEnsembleOptions& options) {
  visitor.field("weight", options.weight,
                "weight of a forecast beside that of one origin later; more is calmer and slower to see what is new",
                in_range(0, 1));
  visitor.field("origins", options.origins, "origins that are averaged, the newest included", whole_in_range(1, 52));
}

}  // namespace demandcast
