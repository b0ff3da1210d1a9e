// Grouped rows without faults made into a panel; private to this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "demandcast/data/group_rows.h"

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
  PanelBuilder(const KeyedRows& rows, const RowGroups& groups, std::vector<Period> periods, FillPolicy fill)
      : rows_(rows), groups_(groups), periods_(std::move(periods)), fill_(fill) {}

  /// Notes series of too many periods.
  void check_lengths(FaultList& faults) const;
  /// `last` is the newest period in which any series of the catalogue has demand: what comes later is plans.
  Panel build(const Frequency& frequency, Period last, const Cells& cells, std::vector<StaticColumn> statics) const;
  /// Of the panel that was built.
  GapCount gaps(const Panel& panel) const;

 private:
  Period period(std::size_t i) const { return periods_[groups_.row(i)]; }
  void add_series(const RowGroup& group, const Cells& cells, Period last, SeriesCells& series) const;
  Channel channel(const ChannelCells& cells) const;

  const KeyedRows& rows_;
  const RowGroups& groups_;
  std::vector<Period> periods_;
  FillPolicy fill_;
};

}  // namespace demandcast
