// Multiplicative indices of the year, from the whole catalogue down to the single series.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "demandcast/models/calibrated/past/series_pools.h"
#include "demandcast/models/patchwork/adjusted/demand_factors.h"
#include "demandcast/models/patchwork/seasonal_profile/series_year_sums.h"
#include "demandcast/models/patchwork/seasonal_profile/shrinkage.h"

namespace demandcast {

/// How levels grow over a year.
struct YearGrowth {
  double of_all = 1;  ///< all series together
  double signal = 0;  ///< variance of the series' own growth over that
};

/// y = level of the series in that year (growing through it as all do together, or as its own past years say) *
/// index(position of the year). The catalogue's index is fitted to all series at once (quasi-Poisson: demand and
/// expectation agree for every series and year, and for every position), a category's is drawn from it towards the
/// category's own ratios, a series' from its category's, each by as much as ratios of that kind vary beyond their noise
/// (shrinkage.h). Short histories and new series take what their category does.
class PooledProfile final : public DemandFactors {
 public:
  /// Passes over the stream up to 25 times, O(cells) each. Where less than nine tenths of the year was seen by any
  /// series, a season cannot be told from a level: all indices are 1.
  PooledProfile(const PanelStream& training, SeriesPools categories, YearCalendar calendar = {});
  /// From what was saved. Throws FormatError where the numbers do not fit the categories.
  PooledProfile(SeriesPools categories, std::size_t positions, std::vector<double> indices, YearGrowth growth,
                RatioSignal series_signal, YearCalendar calendar = {});

  /// [position] of one series as known at its origin: its category's, moved by its own history. O(length).
  std::vector<double> index_of(const PanelView& view, std::size_t series,
                               Shrinkage shrinkage = Shrinkage::kExpected) const;
  /// The past by the index that leaves noise, the periods ahead by the expected one.
  SeriesFactors factors_of(const PanelView& view, std::size_t series, int steps) const override;
  /// Where all indices are 1.
  std::string note() const override;
  void save(ArtifactWriter& writer) const override;
  const SeriesPools& categories() const { return categories_; }
  const YearCalendar& calendar() const { return calendar_; }
  std::size_t positions() const { return positions_; }
  const std::vector<double>& indices() const { return indices_; }  ///< [category, position]
  const YearGrowth& growth() const { return growth_; }
  const RatioSignal& series_signal() const { return series_signal_; }  ///< of series' ratios to their category

 private:
  /// A series' category with the series' own growth.
  YearShape shape_of(const PanelView& view, std::size_t series) const;
  bool differ_by_series() const;
  double growth_of(const SeriesView& series, std::span<const double> index) const;

  SeriesPools categories_;
  YearCalendar calendar_;
  std::size_t positions_;
  std::vector<double> indices_;
  YearGrowth growth_;
  RatioSignal series_signal_;
};

}  // namespace demandcast
