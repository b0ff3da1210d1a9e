// What a panel holds, in a page of numbers: for people who look at their data before they forecast it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "demandcast/data/panel.h"

namespace demandcast {

struct PanelProfile {
  std::size_t series = 0;
  std::size_t cells = 0;                                ///< periods of all series, each from its first to its last
  std::optional<Period> first, last;                    ///< of any series; nothing without cells
  std::size_t observed = 0, missing = 0, censored = 0;  ///< they add up to `cells`
  std::size_t gaps = 0;                                 ///< runs of missing cells between given ones
  std::size_t series_with_gaps = 0;
  std::size_t launches = 0;  ///< series whose first sale lies within the last season of the panel
  std::size_t ended = 0;     ///< series with sales, the last one more than a season before the panel's end
  /// Series by kind of demand: smooth, erratic, intermittent, lumpy, no sales (demand_traits.h).
  std::vector<std::pair<std::string, std::size_t>> classes;
  double zero_share = 0;                  ///< of the observed cells
  std::size_t series_told_of_season = 0;  ///< those long and varied enough to tell
  double seasonal_share = 0;              ///< of them: seasonal strength of 0.3 or more
  std::array<std::size_t, 5> history{};   ///< periods from first to last cell: least, quartiles, most
  double total_demand = 0;                ///< of observed and censored cells
};

/// `season` in periods; 1 = none, and no series tells of a season. Quartiles are the lower of two. O(cells).
PanelProfile profile_panel(const Panel& panel, int season);

/// The same for a catalogue that comes part by part.
class PanelProfiler {
 public:
  /// `newest` is the last period of the whole catalogue; nothing where it has no cells.
  PanelProfiler(std::optional<Period> newest, int season);
  void add(const Panel& panel);
  PanelProfile finish();

 private:
  void add_cells(const Panel& panel, std::size_t series);
  void add_life(const Panel& panel, std::size_t series);
  void add_traits(const Panel& panel, std::size_t series);

  int season_;
  PanelProfile profile_;
  std::size_t zeros_ = 0, seasonal_ = 0;
  std::map<std::size_t, std::size_t> lengths_;  ///< how many series have each
};

}  // namespace demandcast
