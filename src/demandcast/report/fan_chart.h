// The chart of one series: history, nested bands, what came true, stock-outs, and the price below.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "demandcast/report/report_data.h"

namespace demandcast {

/// The periods that a page shows: its dates, then dates of fans beyond them; only the last ones of a long history.
struct Timeline {
  std::vector<std::string> dates;
  std::vector<double> actuals, price;  ///< [time]; NaN where not known; price empty when there is none
  std::vector<CellState> states;       ///< [time]
  /// Place of a date; -1 when it is not shown.
  int find(const std::string& date) const;
};

Timeline timeline_of(const SeriesPage& page);

/// The fans of `model` that a chart draws: newest first kept, an older one that overlaps a newer one left out.
/// In the order of their dates.
std::vector<const SeriesFan*> fans_to_draw(const SeriesPage& page, const std::string& model);

/// Pairs (outer to inner) of level numbers that bound the bands, at most four: (0, n-1), (1, n-2), ...
std::vector<std::pair<std::size_t, std::size_t>> band_levels(const std::vector<double>& levels);

/// Number of the median among `levels`, or of the middle level where 0.5 is not among them.
std::size_t middle_level(const std::vector<double>& levels);

/// One drawing for the fans of one model. `top` is the value at the upper end of the axis, shared by charts that stand
/// side by side.
std::string fan_chart(const SeriesPage& page, const Timeline& timeline, const std::string& model, double top);

/// What charts of fans may show beside history, forecasts and bands.
struct FanMarks {
  bool truth = false;       ///< what came true after a cutoff
  bool stock_outs = false;  ///< periods whose shelf was empty
};

bool has_stock_out(const SeriesPage& page);

/// What the lines and areas of fan charts mean, as a list.
std::string fan_legend(const FanMarks& marks);

/// The largest number that the charts of a page show.
double highest_value(const SeriesPage& page, const Timeline& timeline);

}  // namespace demandcast
