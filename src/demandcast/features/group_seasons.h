// The season of a catalogue and of its categories: how demand stood to its level, all series together, period by
// period. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "demandcast/data/horizon.h"
#include "demandcast/features/demand_history.h"
#include "demandcast/features/feature_spans.h"

namespace demandcast {

/// For a group of series and a period: the mean over its series of demand / level, the level as it was known then, so
/// that a period tells nothing of later ones. Series count from their long level's first full span on. A short history
/// borrows from it the season that it has not seen itself.
class GroupSeasons {
 public:
  /// Sums are whole numbers, so that the order of series does not matter.
  struct Group {
    Period first = 0;
    std::vector<std::int64_t> sums;    ///< [period] of demand / level in units of 1 / kUnit
    std::vector<std::int64_t> counts;  ///< [period] series that were known
  };
  static constexpr double kUnit = 4096;
  static constexpr const char* kCatalogue = "";  ///< the name of the group of all series

  /// demand / level of one series for each period of its history, in units of 1 / kUnit; -1 = not known.
  static std::vector<std::int64_t> ratios_of(const DemandHistory& history, const FeatureSpans& spans);
  void add(const std::string& group, Period first, std::span<const std::int64_t> ratios);

  const Group* find(const std::string& group) const;  ///< null for one that was not seen
  const std::map<std::string, Group>& groups() const { return groups_; }
  void set(std::string name, Group group) { groups_.insert_or_assign(std::move(name), std::move(group)); }

 private:
  std::map<std::string, Group> groups_;
};

/// The name of the group of a category of a column.
std::string group_name(const std::string& column, const std::string& category);

/// How much higher demand was, in the group, in the target's periods a year (or the fewest years that lie before the
/// origin) ago than over the long span a year before the origin; the mean over the two newest years that are known.
/// Thin groups are drawn to the catalogue. Held in 1/10 .. 10; NaN where the group's past does not reach.
double season_move(const GroupSeasons::Group* group, const GroupSeasons::Group* catalogue, const FeatureSpans& spans,
                   Period origin, const Span& target);

}  // namespace demandcast
