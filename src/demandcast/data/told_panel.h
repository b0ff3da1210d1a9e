// A panel as rows told it: before periods without a row are filled, and before it ends with the newest demand of the
// catalogue. What a store keeps, so that later rows can be added; private to this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "demandcast/data/panel.h"
#include "demandcast/data/read_panel.h"

namespace demandcast {

enum class ToldState : std::uint8_t { kMissing, kObserved, kCensored, kNoRow };

/// Series in order of their ids' bytes, each from its first row that may tell of demand to its last.
struct ToldPanel {
  std::vector<std::string> ids;
  std::vector<Period> first_period;      ///< [series]
  std::vector<std::int64_t> offsets{0};  ///< [series + 1], into the cells
  std::vector<float> target;             ///< [cell]; NaN where no demand is given
  std::vector<ToldState> states;         ///< [cell]
  std::vector<float> availability;       ///< [cell] NaN = not given; empty where no column tells it
  std::vector<Channel> channels;
  std::vector<StaticColumn> statics;

  std::size_t series_count() const { return ids.size(); }
  std::size_t length(std::size_t series) const {
    return static_cast<std::size_t>(offsets[series + 1] - offsets[series]);
  }
};

/// Throws DataError where the parts do not fit each other, or ids are not in order.
void check_fit(const ToldPanel& told);

/// Cells of a series up to `newest`: those of its target.
std::size_t cells_until(const ToldPanel& told, std::size_t series, Period newest);

/// Some of the series, given by rising places.
ToldPanel chosen_series(const ToldPanel& told, std::span<const std::size_t> places);

/// What models see: up to `newest`, which is the last period with demand of any series of the catalogue, periods
/// without a row filled as `fill` says, an availability that is not given read as 1. Throws DataError as
/// Panel::of_cells does.
Panel panel_of(ToldPanel told, const Frequency& frequency, Period newest, FillPolicy fill);

}  // namespace demandcast
