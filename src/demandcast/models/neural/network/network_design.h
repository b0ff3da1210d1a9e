// What distinguishes one network from another.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "demandcast/models/neural/network_options.h"

namespace demandcast::neural {

enum class EncoderKind { kNone, kConvolution, kRecurrence };

/// What MQTransformer adds to a forking network.
struct AttentionDesign {
  std::int64_t heads = 0;      ///< 0 = no attention over the past
  std::int64_t window = 0;     ///< periods that it looks back; 0 = by the frequency
  bool events = true;          ///< whether plans and calendar are its positions
  std::int64_t revisions = 0;  ///< earlier forecasts of a target that a forecast looks at
};

struct NetworkDesign {
  std::string model;   ///< its name in messages and progress
  std::string recipe;  ///< every option given, by which training knows what it has begun
  EncoderKind encoder = EncoderKind::kConvolution;
  bool engineered = true;   ///< whether the forest's features are inputs beside the history
  bool skip = true;         ///< whether rough forecasts (season, level) are mixed into a base that the head moves
  bool by_scatter = false;  ///< whether a miss counts over the scatter that is expected there
  int layers = 0;           ///< of the convolution; 0 = enough to see a season
  AttentionDesign attention;
  NetworkOptions options;
};

}  // namespace demandcast::neural
