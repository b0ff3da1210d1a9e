// Multiplicative indices of the year, from the whole catalogue down to the single series.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "demandcast/models/calibrated/past/series_pools.h"
#include "demandcast/models/patchwork/adjusted/demand_factors.h"
#include "demandcast/models/patchwork/seasonal_profile/series_year_sums.h"

namespace demandcast {

/// y = level of the series in that year (growing through it as all do together) * index(position of the year). The
/// catalogue's index is fitted to all series at once (quasi-Poisson: demand and expectation agree for every series and
/// year, and for every position), a category's is drawn from it towards the category's own ratios, a series' from its
/// category's, each by as much as ratios of that kind vary beyond their noise (shrinkage.h). Short histories and new
/// series take what their category does.
class PooledProfile final : public DemandFactors {
 public:
  /// Passes over the stream up to 25 times, O(cells) each. Where less than nine tenths of the year was seen by any
  /// series, a season cannot be told from a level: all indices are 1.
  PooledProfile(const PanelStream& training, SeriesPools categories);
  /// From what was saved. Throws FormatError where the numbers do not fit the categories.
  PooledProfile(SeriesPools categories, std::size_t positions, std::vector<double> indices, double growth,
                double series_signal);

  /// [position] of one series as known at its origin: its category's, moved by its own history. O(length).
  std::vector<double> index_of(const PanelView& view, std::size_t series) const;
  SeriesFactors factors_of(const PanelView& view, std::size_t series, int steps) const override;
  /// Where all indices are 1.
  std::string note() const override;
  void save(ArtifactWriter& writer) const override;
  const SeriesPools& categories() const { return categories_; }
  std::size_t positions() const { return positions_; }
  const std::vector<double>& indices() const { return indices_; }  ///< [category, position]
  double growth() const { return growth_; }                        ///< of levels over a year, all series together
  double series_signal() const { return series_signal_; }          ///< variance of series' ratios to their category

 private:
  YearShape shape_of_category(std::size_t category) const;

  SeriesPools categories_;
  std::size_t positions_;
  std::vector<double> indices_;
  double growth_ = 1, series_signal_ = 0;
};

}  // namespace demandcast
