// What distinguishes one network from another.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "demandcast/models/neural/network_options.h"

namespace demandcast::neural {

enum class EncoderKind { kNone, kConvolution, kRecurrence };
enum class HeadKind { kQuantiles, kNegativeBinomial, kPoint };

struct NetworkDesign {
  std::string model;  ///< its name in messages and progress
  EncoderKind encoder = EncoderKind::kConvolution;
  HeadKind head = HeadKind::kQuantiles;
  bool engineered = true;  ///< whether the forest's features are inputs beside the history
  bool skip = true;        ///< whether rough forecasts (season, level) are mixed into a base that the head moves
  int layers = 0;          ///< of the convolution; 0 = enough to see a season
  NetworkOptions options;
};

}  // namespace demandcast::neural
