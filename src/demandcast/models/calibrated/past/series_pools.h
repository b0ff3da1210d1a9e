// Which series, and which steps of their forecasts, learn their calibration together.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "demandcast/models/calibrated/past/pool_fact.h"

namespace demandcast {

/// What pools are to tell apart.
enum class FactsOf { kSeries, kSeriesAndSteps };

/// Pools nested in each other: those of the first fact, each parted by the second, and so on.
class SeriesPools {
 public:
  /// `facts` (pool_fact.h) as "age,intermittence,velocity"; "none" or empty is one pool. `training` gives the
  /// velocities' quartiles, the categories and the values of plans. Throws ConfigError for a fact that is neither known
  /// nor a category of the data. O(cells). `owner` is the model that the error names; where it does not tell steps
  /// apart, facts of steps are refused as well.
  SeriesPools(std::string_view facts, const PanelStream& training, std::size_t level_periods,
              std::string_view owner = "calibrated", FactsOf facts_of = FactsOf::kSeriesAndSteps);
  /// From what was saved.
  SeriesPools(std::vector<PoolFact> facts, std::size_t level_periods, std::vector<double> velocity_cuts);

  std::size_t depth() const { return facts_.size(); }
  std::size_t count(std::size_t depth) const;  ///< pools when parted by the first `depth` facts; 1 for 0
  /// The finest pool of a series, below count(depth()), where every fact of steps is in its first group. Its parent at
  /// depth d holds pool / (count(depth()) / count(d)).
  std::size_t pool(const PanelView& view, std::size_t series) const;
  /// [step] The finest pool of each step of a forecast of these means from the view's origin.
  std::vector<std::size_t> pools_of_steps(const PanelView& view, std::size_t series,
                                          std::span<const double> means) const;
  const std::vector<PoolFact>& facts() const { return facts_; }
  std::size_t level_periods() const { return level_periods_; }  ///< observed periods that recent demand is taken from
  const std::vector<double>& velocity_cuts() const { return velocity_cuts_; }

 private:
  std::size_t group(const PoolFact& fact, const PanelView& view, std::size_t series) const;

  std::vector<PoolFact> facts_;
  std::size_t level_periods_;
  std::vector<double> velocity_cuts_;
};

}  // namespace demandcast
