// Grouped rows without faults made into a panel; private to this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "demandcast/data/group_rows.h"
#include "demandcast/data/told_panel.h"

namespace demandcast {

/// Checked numbers of the rows, NaN = not given.
struct ChannelCells {
  std::string name;
  ChannelRole role = ChannelRole::kPastOnly;
  std::vector<double> numbers;  ///< [row]
};
struct Cells {
  std::vector<double> target;        ///< [row]
  std::vector<double> availability;  ///< [row]; empty = all on sale
  std::vector<ChannelCells> channels;
  std::vector<Timestamp> known_at;  ///< [row] of the known channels; empty = always
};

/// Periods of the target without a row.
struct GapCount {
  std::size_t periods = 0;
  std::vector<std::string> places;  ///< the first few: series "A" (3 periods)

  void join(const GapCount& later);
};

class PanelBuilder {
 public:
  /// `periods` [row] as choose_frequency's periods_of gives them.
  PanelBuilder(const KeyedRows& rows, const RowGroups& groups, std::vector<Period> periods)
      : rows_(rows), groups_(groups), periods_(std::move(periods)) {}

  /// Notes series of too many periods, in themselves or from their first to `newest`.
  void check_lengths(Period newest, FaultList& faults) const;
  ToldPanel build(const Cells& cells, std::vector<StaticColumn> statics) const;

 private:
  Period period(std::size_t i) const { return periods_[groups_.row(i)]; }
  /// Whether the row is of the file of future values: it tells nothing of demand.
  bool only_plan(std::size_t i) const { return groups_.row(i) >= rows_.numbers.plan_begin; }
  /// The rows of the group that tell of demand, with other ones between them perhaps; none where all are plans.
  RowGroup told(const RowGroup& group) const;
  PlanVersions versions(const ChannelCells& cells, const std::vector<Timestamp>& known_at) const;
  void add_series(const RowGroup& group, const Cells& cells, ToldPanel& panel) const;
  Channel channel(const ChannelCells& cells, const std::vector<Timestamp>& known_at) const;

  const KeyedRows& rows_;
  const RowGroups& groups_;
  std::vector<Period> periods_;
};

/// Of the series' cells up to `newest`, those without a row.
GapCount gaps_of(const ToldPanel& told, Period newest);

}  // namespace demandcast
