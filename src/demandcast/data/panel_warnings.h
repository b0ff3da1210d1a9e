// What is odd about a panel, though it can be read; private to this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "demandcast/data/build_panel.h"
#include "demandcast/data/leak_signs.h"

namespace demandcast {

/// Gathers, part by part of a catalogue, series that have ended or never had demand, columns that are empty or
/// constant, known-future columns without a plan or known only afterwards, and periods without a row.
class PanelOddities {
 public:
  /// `newest` is the last period of the whole catalogue. O(cells).
  void add(const Panel& panel, Period newest);
  void add_gaps(const GapCount& gaps) { gaps_.join(gaps); }
  void join(const PanelOddities& later);
  /// Of periods without a row it is said whether reading them as zero would help: where demand of zero is hardly ever
  /// written down (below 1 % of the observed cells), a missing row most likely says that nothing was sold.
  void note(const std::string& target_column, FaultList& faults) const;

 private:
  /// Whether a column holds nothing, or one value only.
  struct Values {
    std::optional<float> first;
    bool varies = false;
    void add(std::span<const float> values);
    void join(const Values& later);
  };
  struct ChannelValues {
    std::string name;
    Values values;
    bool lacks_plan = false;
  };
  struct StaticValues {
    std::string name;
    StaticKind kind = StaticKind::kNumber;
    Values numbers;
    std::vector<std::string> words;  ///< two at most
    bool all_given = true;
    void add(const StaticColumn& column);
  };
  void add_ends(const Panel& panel, Period newest);
  void note_statics(FaultList& faults) const;
  void note_gaps(FaultList& faults) const;

  std::size_t series_ = 0, cells_ = 0, observed_ = 0, zeros_ = 0;
  Values target_;
  std::vector<ChannelValues> channels_;
  std::vector<StaticValues> statics_;
  GapCount gaps_;
  LeakSigns leaks_;
  FaultList ends_;
};

}  // namespace demandcast
