// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/conformal/calibration_map.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "demandcast/core/error.h"
#include "demandcast/core/sample_quantile.h"
#include "demandcast/models/calibrated/past/position.h"
#include "demandcast/models/calibrated/past/quantile_curve.h"

namespace demandcast {
namespace {

/// Offsets by level of one pool of outcomes.
using Offsets = std::vector<double>;

std::size_t level_count() { return CurveLevels::standard().levels().size(); }

/// The finest pools [first, last): one pool at some depth.
struct PoolRange {
  std::size_t first, last;
};

/// The level at which a sample's quantile (type 7) is the one of rank (n + 1) q of n.
double conformal_level(double level, double independent) {
  const double widening = (independent + 1) / std::max(independent - 1, 1e-9);
  return std::clamp(0.5 + (level - 0.5) * widening, 0.0, 1.0);
}

/// What the positions, worth `independent` outcomes, say; leaning on `prior`.
Offsets leaning(std::vector<double> positions, double independent, double min_outcomes, const Offsets& prior) {
  if (positions.empty()) return prior;
  std::sort(positions.begin(), positions.end());
  const double weight = min_outcomes / (independent + min_outcomes);
  const CurveLevels& grid = CurveLevels::standard();
  Offsets offsets;
  for (std::size_t l = 0; l < level_count(); ++l) {
    const double level = conformal_level(grid.levels()[l], independent);
    offsets.push_back(std::lerp(sample_quantile(positions, level) - grid.positions()[l], prior[l], weight));
  }
  return offsets;
}

/// The positions of a pool at the steps [first, last).
std::vector<double> positions_of(const PooledSamples& outcomes, PoolRange pools, std::size_t first, std::size_t last) {
  std::vector<double> all;
  for (std::size_t step = first; step < last; ++step) {
    for (std::size_t pool = pools.first; pool < pools.last; ++pool) {
      const auto& positions = outcomes.of(step, pool);
      all.insert(all.end(), positions.begin(), positions.end());
    }
  }
  return all;
}

/// Offsets that put every level `stretch` times as far from the median.
Offsets stretched(Offsets offsets, double stretch) {
  const auto& positions = CurveLevels::standard().positions();
  const double median = offsets[offsets.size() / 2];  // of level 0.5, whose position is 0
  for (std::size_t l = 0; l < offsets.size(); ++l) {
    offsets[l] = median + stretch * (positions[l] + offsets[l] - median) - positions[l];
  }
  return offsets;
}

/// What was learnt of one pool: over all steps, and at each.
struct PoolOffsets {
  Offsets overall;
  std::vector<Offsets> at_step;
};

PoolOffsets learn_pool(const PooledOutcomes& outcomes, PoolRange pools, double min_outcomes,
                       const PoolOffsets& parent) {
  const auto& worth = outcomes.independent;
  const double independent = std::accumulate(worth.begin() + static_cast<std::ptrdiff_t>(pools.first),
                                             worth.begin() + static_cast<std::ptrdiff_t>(pools.last), 0.0);
  const auto lean = [&](std::size_t first, std::size_t last, const Offsets& prior) {
    std::vector<double> positions = positions_of(outcomes.positions, pools, first, last);
    const double count = std::min(independent, static_cast<double>(positions.size()));
    return leaning(std::move(positions), count, min_outcomes, prior);
  };
  const std::size_t steps = outcomes.positions.targets();
  PoolOffsets learnt{lean(0, steps, parent.overall), {}};
  for (std::size_t step = 0; step < steps; ++step) {
    Offsets prior = parent.at_step[step];
    for (std::size_t l = 0; l < prior.size(); ++l) prior[l] += learnt.overall[l] - parent.overall[l];
    learnt.at_step.push_back(lean(step, step + 1, prior));
  }
  return learnt;
}

}  // namespace

CalibrationMap::CalibrationMap(const PooledOutcomes& outcomes, std::span<const std::size_t> nesting,
                               double min_outcomes, double stretch)
    : pools_(outcomes.positions.pools()) {
  const std::size_t steps = outcomes.positions.targets();
  const Offsets none(level_count(), 0.0);
  std::vector<PoolOffsets> parents{{none, std::vector<Offsets>(steps, none)}};
  for (const std::size_t count : nesting) {
    const std::size_t width = pools_ / count, children = count / parents.size();
    std::vector<PoolOffsets> learnt;
    for (std::size_t pool = 0; pool < count; ++pool) {
      learnt.push_back(
          learn_pool(outcomes, {pool * width, (pool + 1) * width}, min_outcomes, parents[pool / children]));
    }
    parents = std::move(learnt);
  }
  for (std::size_t step = 0; step < steps; ++step) {
    for (const PoolOffsets& pool : parents) {
      const Offsets wide = stretched(pool.at_step[step], stretch);
      offsets_.insert(offsets_.end(), wide.begin(), wide.end());
    }
  }
}

CalibrationMap::CalibrationMap(std::size_t steps, std::size_t pools, std::vector<double> offsets)
    : pools_(pools), offsets_(std::move(offsets)) {
  const std::size_t wanted = steps * pools * level_count();
  if (offsets_.size() == wanted) return;
  throw FormatError(
      fmt::format("[calibrated] the model holds {} offsets, {} wanted for {} steps and {} pools; fit the "
                  "model again",
                  offsets_.size(), wanted, steps, pools));
}

std::span<const double> CalibrationMap::row(std::size_t step, std::size_t pool) const {
  return std::span(offsets_).subspan((step * pools_ + pool) * level_count(), level_count());
}

double CalibrationMap::position(std::size_t step, std::size_t pool, double level) const {
  const double position = position_of(level);
  const auto& grid = CurveLevels::standard().positions();
  const double inside = std::clamp(position, grid.front(), grid.back());
  return position + QuantileCurve(CurveLevels::standard(), row(step, pool)).value(inside);
}

}  // namespace demandcast
