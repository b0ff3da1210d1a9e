// SPDX-License-Identifier: Apache-2.0
#include "demandcast/evaluation/ratio_sums.h"

#include <algorithm>
#include <cmath>

#include "demandcast/evaluation/cluster_variance.h"

namespace demandcast {
namespace {

template <class Map>
ClusterSquares squares_of(const Map& clusters, double ratio) {
  ClusterSquares squares;
  for (const auto& [cluster, term] : clusters) squares.add(term.below, term.above - ratio * term.below);
  return squares;
}

}  // namespace

void RatioSums::add_series(const Term& series) {
  total.add(series);
  squared_above += series.above * series.above;
  crossed += series.above * series.below;
  squared_below += series.below * series.below;
}

void RatioSums::add(const RatioSums& part) {
  total.add(part.total);
  squared_above += part.squared_above;
  crossed += part.crossed;
  squared_below += part.squared_below;
  for (const auto& [cell, term] : part.by_cell) by_cell[cell].add(term);
}

Estimate RatioSums::estimate() const {
  Estimate told;
  if (!(total.below > 0)) return told;
  const double ratio = told.value = total.above / total.below;
  std::map<Period, Term> by_cutoff, by_date;
  for (const auto& [cell, term] : by_cell) {
    by_cutoff[cell.first].add(term);
    by_date[cell.second].add(term);
  }
  const double squares = std::max(0.0, squared_above - 2 * ratio * crossed + ratio * ratio * squared_below);
  const VariancePart series = variance_part(squares, total.below, total.below * total.below / squared_below);
  const ErrorBand band = error_band(
      series, variance_of_time(squares_of(by_cutoff, ratio), squares_of(by_date, ratio), squares_of(by_cell, ratio)));
  told.error = band.error;
  told.low = ratio - band.half;
  told.high = ratio + band.half;
  return told;
}

}  // namespace demandcast
