// Groups of (series, cutoff) pairs by the kind of demand that was known at the cutoff.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "demandcast/core/run_context.h"
#include "demandcast/evaluation/demand_ranks.h"
#include "demandcast/evaluation/scored_pairs.h"

namespace demandcast {

/// One way to group pairs.
struct Segmentation {
  std::string dimension;            ///< "velocity", "scale", "intermittence", "age", "season", or a static's name
  std::vector<std::string> groups;  ///< in their natural order; some may be empty
  std::vector<std::int32_t> group;  ///< [pair] index into groups
};

/// Cuts pairs by demand up to and with each cutoff (censored cells count as unknown); later cells do not matter.
///   velocity       slow, medium, fast: thirds of the series at the same cutoff by mean demand of the last season (at
///                  least 28 periods)
///   scale          bottom half, 50-90 %, 90-99 %, 99-99.9 %, top 0.1 % of the series at the same cutoff by their
///                  demand of the same periods
///   intermittence  smooth, erratic, intermittent, lumpy, no sales (demand_traits.h)
///   age            new (first sale within the last season), older, no sales
///   season         strong (seasonal strength at least 0.6), some (0.3), none, short history; not for a season of 1
///   a static       its 12 values with most series, then "other" and "not given"
/// Velocity and scale are told by `ranks`, of more pairs than these; by these pairs where it is null.
/// Every scored series of `forecasts` is in `panel`. Throws ConfigError for a static that is not there or is not a
/// category. O(pairs * history).
std::vector<Segmentation> cut_segments(const ScoredPairs& pairs, const std::vector<std::string>& ids,
                                       const Panel& panel, int season, const std::vector<std::string>& statics,
                                       const RunContext& context, const DemandRanks* ranks = nullptr);

/// Adds every scored (series, cutoff) of `part` to `ranks`, as cut_segments will ask for them.
void add_to_ranks(const ScoredTable& part, const Panel& panel, const RunContext& context, DemandRanks& ranks);

}  // namespace demandcast
