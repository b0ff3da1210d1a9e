// SPDX-License-Identifier: Apache-2.0
#include "demandcast/evaluation/share_sums.h"

#include <algorithm>
#include <cmath>

#include "demandcast/evaluation/cluster_variance.h"

namespace demandcast {
namespace {

__extension__ using Wide = __int128;  ///< rows^2 times squared counts do not fit into 64 bits

void add_to(ShareSums::Counts& sum, const ShareSums::Counts& part) {
  sum.resize(std::max(sum.size(), part.size()), 0);
  for (std::size_t i = 0; i < part.size(); ++i) sum[i] += part[i];
}

template <class Map>
void add_each(Map& sum, const Map& part) {
  for (const auto& [cluster, counts] : part) add_to(sum[cluster], counts);
}

template <class Map>
ClusterSquares squares_of(const Map& clusters, std::size_t property, double share) {
  ClusterSquares squares;
  for (const auto& [cluster, counts] : clusters) {
    const auto rows = static_cast<double>(counts[0]);
    squares.add(rows, static_cast<double>(counts[1 + property]) - share * rows);
  }
  return squares;
}

/// The squares of counts less share * rows, summed over series without rounding: the terms nearly cancel.
VariancePart part_of_series(const ShareSums& sums, std::size_t property) {
  const Wide rows = sums.total[0], has = sums.total[1 + property];
  const Wide squares =
      rows * rows * sums.squared[property] - 2 * rows * has * sums.crossed[property] + has * has * sums.squared_rows;
  const auto count = static_cast<double>(sums.total[0]);
  return variance_part(static_cast<double>(squares) / (count * count), count,
                       count * count / static_cast<double>(sums.squared_rows));
}

}  // namespace

void ShareSums::add_series(const Counts& counts) {
  add_to(total, counts);
  squared_rows += counts[0] * counts[0];
  squared.resize(counts.size() - 1, 0);
  crossed.resize(counts.size() - 1, 0);
  for (std::size_t i = 0; i + 1 < counts.size(); ++i) {
    squared[i] += counts[1 + i] * counts[1 + i];
    crossed[i] += counts[1 + i] * counts[0];
  }
}

void ShareSums::add(const ShareSums& part) {
  add_to(total, part.total);
  squared_rows += part.squared_rows;
  add_to(squared, part.squared);
  add_to(crossed, part.crossed);
  add_each(by_cutoff, part.by_cutoff);
  add_each(by_date, part.by_date);
  add_each(by_cell, part.by_cell);
}

double ShareSums::share(std::size_t property) const {
  return static_cast<double>(total[1 + property]) / static_cast<double>(total[0]);
}

ShareBand ShareSums::band(std::size_t property) const {
  const double p = share(property);
  const ErrorBand band =
      error_band(part_of_series(*this, property),
                 variance_of_time(squares_of(by_cutoff, property, p), squares_of(by_date, property, p),
                                  squares_of(by_cell, property, p)));
  if (std::isnan(band.error)) return {};
  return {band.error, std::max(0.0, p - band.half), std::min(1.0, p + band.half)};
}

}  // namespace demandcast
