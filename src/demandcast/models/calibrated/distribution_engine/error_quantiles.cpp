// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/distribution_engine/error_quantiles.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "demandcast/core/error.h"
#include "demandcast/core/sample_quantile.h"

namespace demandcast {
namespace {

std::vector<double> grid_quantiles(std::vector<double> errors) {
  std::sort(errors.begin(), errors.end());
  std::vector<double> quantiles;
  for (const double level : ErrorQuantiles::grid()) quantiles.push_back(sample_quantile(errors, level));
  return quantiles;
}

std::vector<double> pool_of(const PooledSamples& samples, std::size_t target) {
  std::vector<double> pool;
  for (std::size_t segment = 0; segment < samples.pools(); ++segment) {
    const auto& errors = samples.of(target, segment);
    pool.insert(pool.end(), errors.begin(), errors.end());
  }
  return pool;
}

std::vector<double> make_grid() {
  std::vector<double> grid{0.001, 0.005};
  for (int percent = 1; percent < 100; ++percent) grid.push_back(percent / 100.0);
  grid.insert(grid.end(), {0.995, 0.999});
  return grid;
}

}  // namespace

const std::vector<double>& ErrorQuantiles::grid() {
  static const std::vector<double> levels = make_grid();
  return levels;
}

std::span<double> ErrorQuantiles::row(std::size_t target, std::size_t segment) {
  return std::span(quantiles_).subspan((target * segments_ + segment) * grid().size(), grid().size());
}

ErrorQuantiles::ErrorQuantiles(const PooledSamples& samples, double min_errors)
    : segments_(samples.pools()), quantiles_(samples.targets() * samples.pools() * grid().size()) {
  std::vector<double> pool(grid().size());
  for (std::size_t target = 0; target < samples.targets(); ++target) {
    if (auto errors = pool_of(samples, target); !errors.empty()) pool = grid_quantiles(std::move(errors));
    for (std::size_t segment = 0; segment < segments_; ++segment) {
      const auto& errors = samples.of(target, segment);
      const auto to = row(target, segment);
      std::copy(pool.begin(), pool.end(), to.begin());
      if (errors.empty()) continue;
      const auto own = grid_quantiles({errors.begin(), errors.end()});
      const auto count = static_cast<double>(errors.size());
      for (std::size_t q = 0; q < own.size(); ++q)
        to[q] = std::lerp(own[q], pool[q], min_errors / (count + min_errors));
    }
  }
}

ErrorQuantiles::ErrorQuantiles(std::size_t targets, std::size_t segments, std::vector<double> quantiles)
    : segments_(segments), quantiles_(std::move(quantiles)) {
  const std::size_t wanted = targets * segments * grid().size();
  if (quantiles_.size() == wanted) return;
  throw FormatError(
      fmt::format("[distribution_engine] the model holds {} error quantiles, {} wanted for {} targets and "
                  "{} segments; fit the model again",
                  quantiles_.size(), wanted, targets, segments));
}

double ErrorQuantiles::quantile(std::size_t target, std::size_t segment, double level) const {
  const auto& levels = grid();
  const double* quantiles = quantiles_.data() + (target * segments_ + segment) * levels.size();
  const auto above = static_cast<std::size_t>(std::lower_bound(levels.begin(), levels.end(), level) - levels.begin());
  if (above == 0) return quantiles[0];
  if (above == levels.size()) return quantiles[above - 1];
  const double share = (level - levels[above - 1]) / (levels[above] - levels[above - 1]);
  return std::lerp(quantiles[above - 1], quantiles[above], share);
}

}  // namespace demandcast
