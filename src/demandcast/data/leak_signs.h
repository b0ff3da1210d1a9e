// Signs that a column's values are known only after the demand of the same period; private to this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>
#include <vector>

#include "demandcast/data/fault_list.h"
#include "demandcast/data/panel.h"

namespace demandcast {

/// Gathers sums, part by part of a catalogue and free of each series' scale, that tell columns of the aftermath from
/// plans. Three signs:
/// 1. The column rises with demand of the same period. Column and demand of a series are freed of what their values one
///    period and one season before tell (linearly); the remainders correlate by 0.7 or more, and by 0.35 or more among
///    the half of the periods in which the column surprises least; and the column changes in most periods. That is what
///    tells a count of customers from a plan: prices lower demand, they and promotions hold for a while, and none
///    follows the noise of single days. Or the column is zero exactly where demand is, and varies where it is not.
/// 2. The column equals demand of the same or of a later period (up to two weeks of days ahead).
/// 3. The column is missing exactly where demand is, though other columns are given there.
/// Known-future columns are tried by all three, past ones for copies of later demand alone.
class LeakSigns {
 public:
  /// `season` in periods. Of 8,192 series or more some 4,096 to 8,192, drawn by hash, are looked at: what tells is a
  /// sum over all. O(their cells).
  void add(const Panel& panel, int season);
  void join(const LeakSigns& later);
  void note(FaultList& faults) const;

 private:
  static constexpr std::size_t kAhead = 15;  ///< shifts tried: 0 to 14
  struct Column {
    std::string name;
    ChannelRole role = ChannelRole::kPastOnly;
    double series = 0, plain = 0, own = 0, together = 0;  ///< sums over series: counts, correlations, R squared
    double quiet_series = 0, quiet = 0;
    std::size_t pairs = 0, repeats = 0;            ///< successive values, and those of them that are equal
    std::size_t sold_pairs = 0, sold_repeats = 0;  ///< the same of values other than zero
    std::size_t both_zero = 0, only_column_zero = 0, only_demand_zero = 0;
    std::array<std::size_t, kAhead> compared{}, equal{};            ///< [shift]
    std::size_t both_missing = 0, given_alone = 0, lost_alone = 0;  ///< where other columns are given
    std::size_t both_given = 0;
    void add_correlation(const std::vector<double>& demand, const std::vector<double>& values, std::size_t season);
    void add_cells(const std::vector<double>& demand, const std::vector<double>& values);
    void add_missing(const std::vector<double>& demand, const std::vector<double>& values,
                     const std::vector<int>& given);
    void join(const Column& later);
    std::string evidence() const;  ///< in words; "" when nothing speaks against the column
    std::string copy() const;
  };

  std::vector<Column> columns_;
};

}  // namespace demandcast
