// Options of the wrapper that takes the season of the year out of demand and puts it back.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "demandcast/core/options.h"

namespace demandcast {

struct SeasonalProfileOptions {
  std::string categories = "none";
  bool feasts = true;
};

template <class Visitor>
void describe(Visitor& visitor, SeasonalProfileOptions& options) {
  visitor.field(
      "categories", options.categories,
      "categories among the statics whose series share a season (as \"category,brand\"); none = the catalogue");
  visitor.field("feasts", options.feasts,
                "whether weeks and days near feasts whose date moves have indices by their distance from them");
}

}  // namespace demandcast
