// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/patchwork/seasonal_profile/series_year_sums.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "demandcast/models/patchwork/seasonal_profile/year_position.h"

namespace demandcast {
namespace {

constexpr std::size_t kFewestCells = 4;

constexpr double kWholeYear = 0.9;

struct Cell {
  double demand, share;  ///< share of the level: index times growth so far
  std::size_t position;
};

/// Cells of one year that count.
class Year {
 public:
  explicit Year(const YearShape& shape) : shape_(shape) {}
  void add(const Cell& cell) { cells_.push_back(cell); }
  /// Adds the year to the sums.
  void close(YearSums& sums) {
    double demand = 0, shares = 0;
    for (const Cell& cell : cells_) {
      demand += cell.demand;
      shares += cell.share;
    }
    if (cells_.size() >= kFewestCells && demand > 0 && shares > 0) add_to(sums, demand / shares);
    cells_.clear();
  }
  /// Squared deviations per unit of what was expected.
  double dispersion() const { return freedom_ > 0 ? scatter_ / freedom_ : 0; }

 private:
  void add_to(YearSums& sums, double level) {
    for (const Cell& cell : cells_) {
      const double expected = level * cell.share;
      sums.demand[cell.position] += cell.demand;
      sums.expected[cell.position] += expected;
      sums.level[cell.position] += expected / shape_.index[cell.position];
      scatter_ += (cell.demand - expected) * (cell.demand - expected) / expected;
    }
    freedom_ += static_cast<double>(cells_.size() - 1);
  }

  const YearShape& shape_;
  std::vector<Cell> cells_;
  double scatter_ = 0, freedom_ = 0;
};

double demand_in(float y) { return std::max(0.0, static_cast<double>(y)); }

}  // namespace

YearSums year_sums(const SeriesView& series, const YearShape& shape) {
  const std::vector<double> zeros(shape.index.size(), 0.0);
  YearSums sums{zeros, zeros, zeros, zeros};
  const auto y = series.target();
  const auto states = series.states();
  const Period length = periods_in_year(series.frequency());
  Year year(shape);
  Period number = 0;
  for (std::size_t t = y.size(); t-- > 0;) {
    const Period period = series.first_period() + static_cast<Period>(t), age = series.origin() - period;
    if (age / length != number) year.close(sums);
    number = age / length;
    if (states[t] != CellState::kObserved) continue;
    const std::size_t position = year_position(series.frequency(), period);
    const double grown = std::pow(shape.growth, -static_cast<double>(age % length) / static_cast<double>(length));
    year.add({demand_in(y[t]), shape.index[position] * grown, position});
  }
  year.close(sums);
  for (std::size_t k = 0; k < zeros.size(); ++k) sums.variance[k] = year.dispersion() * sums.expected[k];
  return sums;
}

TwoYears two_years(const SeriesView& series) {
  const auto y = series.target();
  const auto states = series.states();
  const Period length = periods_in_year(series.frequency());
  std::array<double, 2> demand{}, observed{};
  for (std::size_t t = y.size(); t-- > 0;) {
    const Period age = series.origin() - series.first_period() - static_cast<Period>(t);
    if (age >= 2 * length) break;
    if (states[t] != CellState::kObserved) continue;
    demand[static_cast<std::size_t>(age / length)] += demand_in(y[t]);
    ++observed[static_cast<std::size_t>(age / length)];
  }
  if (std::min(observed[0], observed[1]) < kWholeYear * static_cast<double>(length)) return {};
  return {demand[0], demand[1]};
}

}  // namespace demandcast
