// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/conformal/small_sample_stretch.h"

#include <cmath>
#include <numeric>

namespace demandcast {

double small_sample_stretch(const ErrorTemplates& templates, const PastOrigins& origins) {
  const auto& scores = templates.shared();
  const double squares = std::inner_product(scores.begin(), scores.end(), scores.begin(), 0.0);
  const double shared = squares / static_cast<double>(scores.size());
  return std::sqrt(1 + 2 * shared / origins.stretches());
}

}  // namespace demandcast
