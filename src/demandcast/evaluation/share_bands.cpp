// SPDX-License-Identifier: Apache-2.0
#include "demandcast/evaluation/share_bands.h"

#include <algorithm>
#include <cmath>

#include "demandcast/evaluation/student_quantile.h"

namespace demandcast {
namespace {

constexpr double kUpper = 0.975;
constexpr double kFewestBlocks = 2.5;  ///< three of time, of which some have lost a few rows

template <class Of>
std::vector<Period> distinct(ScoredRows rows, const Of& of) {
  std::vector<Period> values;
  for (const std::size_t row : rows) {
    const Period value = of(row);
    const auto at = std::lower_bound(values.begin(), values.end(), value);
    if (at == values.end() || *at != value) values.insert(at, value);
  }
  return values;
}

std::size_t place_of(const std::vector<Period>& values, Period value) {
  return static_cast<std::size_t>(std::lower_bound(values.begin(), values.end(), value) - values.begin());
}

}  // namespace

void ClusterCounts::add(std::size_t cluster, std::span<const double> has) {
  double* counts = counts_.data() + cluster * (width_ + 1);
  ++counts[0];
  for (std::size_t i = 0; i < width_; ++i) counts[i + 1] += has[i];
}

double ClusterCounts::squared_residuals(std::size_t property, double share) const {
  double sum = 0;
  for (std::size_t at = 0; at < counts_.size(); at += width_ + 1) {
    const double residual = counts_[at + 1 + property] - share * counts_[at];
    sum += residual * residual;
  }
  return sum;
}

double ClusterCounts::effective() const {
  double sum = 0, squares = 0;
  for (std::size_t at = 0; at < counts_.size(); at += width_ + 1) {
    sum += counts_[at];
    squares += counts_[at] * counts_[at];
  }
  return squares == 0 ? 0 : sum * sum / squares;
}

ShareBands::ShareBands(const ScoredTable& table, ScoredRows rows, std::size_t width)
    : table_(table),
      cutoffs_(distinct(rows, [&](std::size_t row) { return table.forecasts.cutoff[row]; })),
      dates_(distinct(rows, [&](std::size_t row) { return table.forecasts.period[row]; })),
      steps_(
          distinct(rows, [&](std::size_t row) { return table.forecasts.period[row] - table.forecasts.cutoff[row]; })),
      totals_(width, 0.0),
      by_series_(table.forecasts.ids.size(), width),
      by_cutoff_(cutoffs_.size(), width),
      by_date_(dates_.size(), width),
      by_cell_(cutoffs_.size() * steps_.size(), width) {}

void ShareBands::add(std::size_t row, std::span<const double> has) {
  const Period origin = table_.forecasts.cutoff[row], period = table_.forecasts.period[row];
  const std::size_t cutoff = place_of(cutoffs_, origin);
  ++rows_;
  for (std::size_t i = 0; i < totals_.size(); ++i) totals_[i] += has[i];
  by_series_.add(static_cast<std::size_t>(table_.forecasts.series[row]), has);
  by_cutoff_.add(cutoff, has);
  by_date_.add(place_of(dates_, period), has);
  by_cell_.add(cutoff * steps_.size() + place_of(steps_, period - origin), has);
}

ShareBands::Part ShareBands::part(double squares, double blocks) const {
  const double counted = std::max(blocks, 2.0);
  return {squares / (rows_ * rows_) * counted / (counted - 1), counted - 1};
}

/// Rows of one cutoff go together, and rows of one date; a date of a cutoff is not counted twice. Without three
/// cutoffs, dates are the blocks.
ShareBands::Part ShareBands::part_of_time(std::size_t property) const {
  const double p = share(property), dates = by_date_.squared_residuals(property, p);
  if (by_cutoff_.effective() < kFewestBlocks) {
    return by_date_.effective() < kFewestBlocks ? Part{kUndefined, 1} : part(dates, by_date_.effective());
  }
  const double cutoffs = by_cutoff_.squared_residuals(property, p);
  return part(std::max(cutoffs, cutoffs + dates - by_cell_.squared_residuals(property, p)), by_cutoff_.effective());
}

ShareBand ShareBands::band(std::size_t property) const {
  const Part series = part(by_series_.squared_residuals(property, share(property)), by_series_.effective());
  const Part time = part_of_time(property);
  const double variance = series.variance + time.variance;
  if (!(variance > 0)) return {};
  const double freedom =
      variance * variance /
      (series.variance * series.variance / series.freedom + time.variance * time.variance / time.freedom);
  const double error = std::sqrt(variance), half = student_quantile(kUpper, freedom) * error;
  return {error, std::max(0.0, share(property) - half), std::min(1.0, share(property) + half)};
}

}  // namespace demandcast
