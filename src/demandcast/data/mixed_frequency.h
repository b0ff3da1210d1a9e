// Series of a file that follow another frequency than most; private to this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "demandcast/data/group_rows.h"

namespace demandcast {

/// Compares every series of 5 dates or more with the frequency that was found for the catalogue: those with most dates
/// off the grid, and those of a coarser unit that do not fall there by luck, follow another one. Series dated more
/// rarely by whole steps, or too thinly to be sure, are sold rarely: 8 dates or more of them on a coarser grid are
/// worth a warning. Parts of a catalogue are compared one by one and joined.
class FrequencyComparison {
 public:
  explicit FrequencyComparison(const Frequency& found) : found_(found) {}
  /// O(rows) at worst, O(1) for a series with a row in most periods.
  void add(const KeyedRows& rows, const RowGroups& groups);
  void join(const FrequencyComparison& later);
  /// Notes one fault that names series of each frequency, or the warning; true when there is a fault.
  bool note(const std::string& time_column, FaultList& faults) const;
  /// Whether some series follow another frequency.
  bool differ() const { return !others_.empty(); }

 private:
  /// Some series of one frequency, by their ids, and how many there are.
  struct Followers {
    std::size_t count = 0;
    std::vector<std::string> examples;

    void add(const std::string& id);
    void join(const Followers& later);
    std::string text(const std::string& frequency) const;
  };
  void add_series(const KeyedRows& rows, const RowGroups& groups, const RowGroup& group);
  bool suspicious(const KeyedRows& rows, const RowGroups& groups, const RowGroup& group) const;

  Frequency found_;
  Followers most_;
  std::map<std::string, Followers> others_;  ///< by the name of their frequency
  FaultList rare_;
};

}  // namespace demandcast
