// SPDX-License-Identifier: Apache-2.0
#include "demandcast/training/learning_rate.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace demandcast::training {

double learning_rate(std::int64_t update, std::int64_t updates, double highest) {
  const std::int64_t rise = std::max<std::int64_t>(1, updates / 10);
  if (update < rise) return highest * static_cast<double>(update + 1) / static_cast<double>(rise);
  const double gone =
      static_cast<double>(update - rise) / static_cast<double>(std::max<std::int64_t>(1, updates - rise));
  return highest * 0.5 * (1 + std::cos(std::numbers::pi * gone));
}

}  // namespace demandcast::training
