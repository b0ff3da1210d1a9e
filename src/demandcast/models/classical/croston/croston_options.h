// Options of Croston's method and of its two relatives that have names of their own.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "demandcast/core/options.h"

namespace demandcast {

struct CrostonOptions {
  std::string variant = "sba";
  double smoothing = 0.1;
  double size_smoothing = 0.2;
  double probability_smoothing = 0.2;
};

/// `-m sba`: Croston's method with the bias correction of Syntetos and Boylan.
struct SbaOptions {
  double smoothing = 0.1;
};

/// `-m tsb`: the method of Teunter, Syntetos and Babai.
struct TsbOptions {
  double size_smoothing = 0.2;
  double probability_smoothing = 0.2;
};

template <class Visitor>
void describe(Visitor& visitor, SbaOptions& options) {
  visitor.field("smoothing", options.smoothing, "weight of the newest demand size and interval", in_range(0, 1));
}

template <class Visitor>
void describe(Visitor& visitor, TsbOptions& options) {
  visitor.field("size_smoothing", options.size_smoothing, "weight of the newest demand size", in_range(0, 1));
  visitor.field("probability_smoothing", options.probability_smoothing,
                "weight of the newest period in the probability of demand", in_range(0, 1));
}

template <class Visitor>
void describe(Visitor& visitor, CrostonOptions& options) {
  visitor.field("variant", options.variant, "which of the family", one_of({"classic", "sba", "tsb", "optimized"}));
  visitor.field("smoothing", options.smoothing, "weight of the newest demand size and interval (classic, sba)",
                in_range(0, 1));
  visitor.field("size_smoothing", options.size_smoothing, "weight of the newest demand size (tsb)", in_range(0, 1));
  visitor.field("probability_smoothing", options.probability_smoothing,
                "weight of the newest period in the probability of demand (tsb)", in_range(0, 1));
}

}  // namespace demandcast
