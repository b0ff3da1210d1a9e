// Which series, and which heights of their forecasts, learn their calibration together.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "demandcast/data/panel_view.h"

namespace demandcast {

/// One fact that parts series. Of the series' own history up to the origin: "age" (periods since the first sale: under
/// half a season, a season, two, more), "intermittence" (below 10 % zeros, below 60 %, above), "velocity" (quartiles of
/// recent demand), "season" (strong, some, none, not known). Of a forecast's step: "height" (forecast_height.h). Else
/// the name of a static: a category, or a number that holds few different ones (a department's).
struct PoolFact {
  std::string name;
  std::vector<std::string> categories;  ///< of a static, in the order of its groups; others are "not given"
  std::size_t group_count() const;
};

/// Pools nested in each other: those of the first fact, each parted by the second, and so on.
class SeriesPools {
 public:
  /// `facts` as "age,intermittence,velocity"; "none" or empty is one pool. `training` gives the velocities' quartiles
  /// and the categories. Throws ConfigError for a fact that is neither known nor a static of texts or numbers.
  /// O(cells). `owner` is the model that the error names.
  SeriesPools(std::string_view facts, const PanelStream& training, std::size_t level_periods,
              std::string_view owner = "calibrated");
  /// From what was saved.
  SeriesPools(std::vector<PoolFact> facts, std::size_t level_periods, std::vector<double> velocity_cuts);

  std::size_t depth() const { return facts_.size(); }
  std::size_t count(std::size_t depth) const;  ///< pools when parted by the first `depth` facts; 1 for 0
  /// The finest pool of a series, below count(depth()), for forecasts of height 0. Its parent at depth d holds pool /
  /// (count(depth()) / count(d)).
  std::size_t pool(const PanelView& view, std::size_t series) const;
  /// The pool of a series for forecasts of height h is h times this further on; 0 where "height" is no fact.
  std::size_t height_stride() const;
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
