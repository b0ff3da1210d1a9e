// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/patchwork/price_elasticity/level_filter.h"

#include <cmath>

namespace demandcast {

InnovationSums innovation_sums(const FilteredColumns& columns, double drift) {
  const std::size_t k = columns.columns;
  InnovationSums sums{SmallMatrix(k)};
  std::vector<double> level(k, 0.0), innovation(k);
  double uncertainty = -1;  // of the level; below 0 = nothing is known
  for (std::size_t t = 0; t < columns.variance.size(); ++t) {
    if (uncertainty >= 0) uncertainty += drift;
    const double variance = columns.variance[t];
    if (std::isnan(variance)) continue;
    const double* row = &columns.cells[t * k];
    if (uncertainty < 0) {
      level.assign(row, row + k);
      uncertainty = variance;
      continue;
    }
    const double total = uncertainty + variance, gain = uncertainty / total;
    for (std::size_t i = 0; i < k; ++i) {
      innovation[i] = row[i] - level[i];
      level[i] += gain * innovation[i];
      const double scaled = innovation[i] / total;
      for (std::size_t j = 0; j <= i; ++j) sums.products(i, j) += scaled * innovation[j];
    }
    uncertainty *= 1 - gain;
    sums.log_variance += std::log(total);
    ++sums.cells;
  }
  for (std::size_t i = 0; i < k; ++i) {
    for (std::size_t j = 0; j < i; ++j) sums.products(j, i) = sums.products(i, j);
  }
  return sums;
}

std::vector<double> smoothed_level(std::span<const double> cells, std::span<const double> variance, double drift) {
  std::vector<double> level(cells.size(), 0.0), uncertainty(cells.size(), -1.0);
  double at = 0, around = -1;
  for (std::size_t t = 0; t < cells.size(); ++t) {
    if (around >= 0) around += drift;
    if (!std::isnan(variance[t])) {
      const double gain = around < 0 ? 1 : around / (around + variance[t]);
      at += gain * (cells[t] - at);
      around = around < 0 ? variance[t] : around * (1 - gain);
    }
    level[t] = at;
    uncertainty[t] = around;
  }
  for (std::size_t t = cells.size(); t-- > 1;) {
    const double before = uncertainty[t - 1];
    const double back = before < 0 ? 1 : before / (before + drift);
    if (before < 0 || before + drift > 0) level[t - 1] += back * (level[t] - level[t - 1]);
  }
  return level;
}

}  // namespace demandcast
