// SPDX-License-Identifier: Apache-2.0
#include "demandcast/evaluation/share_sums.h"

#include <algorithm>
#include <cmath>

#include "demandcast/evaluation/student_quantile.h"

namespace demandcast {
namespace {

constexpr double kUpper = 0.975;
constexpr double kFewestBlocks = 2.5;  ///< three of time, of which some have lost a few rows

__extension__ using Wide = __int128;  ///< rows^2 times squared counts do not fit into 64 bits

void add_to(ShareSums::Counts& sum, const ShareSums::Counts& part) {
  sum.resize(std::max(sum.size(), part.size()), 0);
  for (std::size_t i = 0; i < part.size(); ++i) sum[i] += part[i];
}

template <class Map>
void add_each(Map& sum, const Map& part) {
  for (const auto& [cluster, counts] : part) add_to(sum[cluster], counts);
}

/// Sum over clusters of (count of property - share * rows)^2.
template <class Map>
double squared_residuals(const Map& clusters, std::size_t property, double share) {
  double sum = 0;
  for (const auto& [cluster, counts] : clusters) {
    const double residual = static_cast<double>(counts[1 + property]) - share * static_cast<double>(counts[0]);
    sum += residual * residual;
  }
  return sum;
}

/// As many equal clusters would tell as much: (sum of rows)^2 / sum of rows^2.
template <class Map>
double effective(const Map& clusters) {
  double sum = 0, squares = 0;
  for (const auto& [cluster, counts] : clusters) {
    const auto rows = static_cast<double>(counts[0]);
    sum += rows;
    squares += rows * rows;
  }
  return squares == 0 ? 0 : sum * sum / squares;
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

ShareSums::Part ShareSums::part(double squares, double blocks) const {
  const auto rows = static_cast<double>(total[0]);
  const double counted = std::max(blocks, 2.0);
  return {squares / (rows * rows) * counted / (counted - 1), counted - 1};
}

/// The squares of counts less share * rows, summed over series without rounding: the terms nearly cancel.
ShareSums::Part ShareSums::part_of_series(std::size_t property) const {
  const Wide rows = total[0], has = total[1 + property];
  const Wide squares = rows * rows * squared[property] - 2 * rows * has * crossed[property] + has * has * squared_rows;
  const auto count = static_cast<double>(total[0]);
  return part(static_cast<double>(squares) / (count * count), count * count / static_cast<double>(squared_rows));
}

/// Rows of one cutoff go together, and rows of one date; a date of a cutoff is not counted twice. Without three
/// cutoffs, dates are the blocks.
ShareSums::Part ShareSums::part_of_time(std::size_t property) const {
  const double p = share(property), dates = squared_residuals(by_date, property, p);
  if (effective(by_cutoff) < kFewestBlocks) {
    return effective(by_date) < kFewestBlocks ? Part{ShareBand::kUnknown, 1} : part(dates, effective(by_date));
  }
  const double cutoffs = squared_residuals(by_cutoff, property, p);
  return part(std::max(cutoffs, cutoffs + dates - squared_residuals(by_cell, property, p)), effective(by_cutoff));
}

ShareBand ShareSums::band(std::size_t property) const {
  const Part series = part_of_series(property), time = part_of_time(property);
  const double variance = series.variance + time.variance;
  if (!(variance > 0)) return {};
  const double freedom =
      variance * variance /
      (series.variance * series.variance / series.freedom + time.variance * time.variance / time.freedom);
  const double error = std::sqrt(variance), half = student_quantile(kUpper, freedom) * error;
  return {error, std::max(0.0, share(property) - half), std::min(1.0, share(property) + half)};
}

}  // namespace demandcast
