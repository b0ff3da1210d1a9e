// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/conformal/calibration_map.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "demandcast/core/error.h"
#include "demandcast/core/sample_quantile.h"
#include "demandcast/models/calibrated/past/position.h"
#include "demandcast/models/calibrated/past/quantile_curve.h"

namespace demandcast {
namespace {

/// Offsets by level of one pool of outcomes.
using Offsets = std::vector<double>;

std::size_t level_count() { return CurveLevels::standard().levels().size(); }

/// What the outcomes say, leaning on `prior`.
Offsets leaning(std::vector<double> positions, double min_outcomes, const Offsets& prior) {
  if (positions.empty()) return prior;
  std::sort(positions.begin(), positions.end());
  const double weight = min_outcomes / (static_cast<double>(positions.size()) + min_outcomes);
  const CurveLevels& grid = CurveLevels::standard();
  Offsets offsets;
  for (std::size_t l = 0; l < level_count(); ++l) {
    const double own = sample_quantile(positions, grid.levels()[l]) - grid.positions()[l];
    offsets.push_back(std::lerp(own, prior[l], weight));
  }
  return offsets;
}

/// The outcomes of one pool at some depth: the finest pools [first, last), at one step or (below zero) at all.
std::vector<double> outcomes_of(const PooledSamples& outcomes, std::size_t first, std::size_t last, int only_step) {
  std::vector<double> all;
  for (std::size_t step = 0; step < outcomes.targets(); ++step) {
    if (only_step >= 0 && step != static_cast<std::size_t>(only_step)) continue;
    for (std::size_t pool = first; pool < last; ++pool) {
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

PoolOffsets learn_pool(const PooledSamples& outcomes, std::size_t first, std::size_t last, double min_outcomes,
                       const PoolOffsets& parent) {
  PoolOffsets learnt{leaning(outcomes_of(outcomes, first, last, -1), min_outcomes, parent.overall), {}};
  for (std::size_t step = 0; step < outcomes.targets(); ++step) {
    Offsets prior = parent.at_step[step];
    for (std::size_t l = 0; l < prior.size(); ++l) prior[l] += learnt.overall[l] - parent.overall[l];
    learnt.at_step.push_back(leaning(outcomes_of(outcomes, first, last, static_cast<int>(step)), min_outcomes, prior));
  }
  return learnt;
}

}  // namespace

CalibrationMap::CalibrationMap(const PooledSamples& outcomes, std::span<const std::size_t> nesting, double min_outcomes,
                               double stretch)
    : pools_(outcomes.pools()) {
  const Offsets none(level_count(), 0.0);
  std::vector<PoolOffsets> parents{{none, std::vector<Offsets>(outcomes.targets(), none)}};
  for (const std::size_t count : nesting) {
    const std::size_t width = pools_ / count, children = count / parents.size();
    std::vector<PoolOffsets> learnt;
    for (std::size_t pool = 0; pool < count; ++pool) {
      learnt.push_back(learn_pool(outcomes, pool * width, (pool + 1) * width, min_outcomes, parents[pool / children]));
    }
    parents = std::move(learnt);
  }
  for (std::size_t step = 0; step < outcomes.targets(); ++step) {
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
