// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/paths/normal_table.h"

#include <algorithm>

#include "demandcast/core/normal_quantile.h"

namespace demandcast {

NormalTable::NormalTable() {
  for (std::uint32_t cell = 0; cell <= kCells; ++cell) {
    const double level = std::clamp(static_cast<double>(cell) / kCells, 1e-9, 1 - 1e-9);
    nodes_.push_back(static_cast<float>(normal_quantile(level)));
  }
}

const NormalTable& NormalTable::get() {
  static const NormalTable table;
  return table;
}

float NormalTable::exact(std::uint32_t word) {
  return static_cast<float>(normal_quantile((static_cast<double>(word) + 0.5) / 4294967296.0));
}

}  // namespace demandcast
