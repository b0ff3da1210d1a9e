// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/patchwork/seasonal_profile/series_year_sums.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>

#include "demandcast/models/patchwork/seasonal_profile/year_position.h"

namespace demandcast {
namespace {

constexpr std::size_t kFewestCells = 4;
constexpr double kWholeYear = 0.9;
constexpr double kVarianceOfDifference = 1.5;  // of a cell less the mean of its neighbours, in variances of a cell

struct Cell {
  double demand, share;  ///< share of the level: index times growth so far
  std::size_t position;
  bool feast;
};

/// Weeks next to each other: cells of one position, demand and expectation.
class Scatter {
 public:
  void add(const Cell& cell, double expected) {
    if (weeks_.empty() || weeks_.back().position != cell.position) weeks_.push_back({cell.position, cell.feast, 0, 0});
    weeks_.back().demand += cell.demand;
    weeks_.back().expected += expected;
  }
  /// Variance over expectation: how one year differs from another in the same weeks, where there are years to compare,
  /// else how weeks differ from their neighbours.
  double dispersion() const {
    const std::optional<double> years = between_years();
    return years ? *years : between_neighbours().value_or(of_all());
  }

 private:
  struct Week {
    std::size_t position;
    bool feast;
    double demand, expected;
  };
  double deviation(std::size_t w) const {
    return (weeks_[w].demand - weeks_[w].expected) / std::sqrt(weeks_[w].expected);
  }
  /// What repeats each year is no part of it.
  std::optional<double> between_years() const {
    std::map<std::size_t, std::vector<double>> by_position;
    for (std::size_t w = 0; w < weeks_.size(); ++w) {
      if (!weeks_[w].feast) by_position[weeks_[w].position].push_back(deviation(w));
    }
    double squares = 0, count = 0;
    for (const auto& [position, deviations] : by_position) {
      const auto years = static_cast<double>(deviations.size());
      const double mean = std::reduce(deviations.begin(), deviations.end()) / years;
      for (const double one : deviations) squares += (one - mean) * (one - mean);
      count += years - 1;
    }
    return count >= kFewestCells ? std::optional(squares / count) : std::nullopt;
  }
  std::optional<double> between_neighbours() const {
    double squares = 0, count = 0;
    for (std::size_t w = 1; w + 1 < weeks_.size(); ++w) {
      if (weeks_[w - 1].feast || weeks_[w].feast || weeks_[w + 1].feast) continue;
      const double off = deviation(w) - (deviation(w - 1) + deviation(w + 1)) / 2;
      squares += off * off / kVarianceOfDifference;
      ++count;
    }
    return count >= kFewestCells ? std::optional(squares / count) : std::nullopt;
  }
  double of_all() const {
    double squares = 0;
    for (std::size_t w = 0; w < weeks_.size(); ++w) squares += deviation(w) * deviation(w);
    return weeks_.size() > 1 ? squares / static_cast<double>(weeks_.size() - 1) : 0;
  }

  std::vector<Week> weeks_;
};

/// Cells of one year that count.
class Year {
 public:
  explicit Year(const YearShape& shape) : shape_(shape) {}
  void add(const Cell& cell) { cells_.push_back(cell); }
  /// Adds the year to the sums.
  void close(YearSums& sums, Scatter& scatter) {
    double demand = 0, shares = 0;
    for (const Cell& cell : cells_) {
      demand += cell.demand;
      shares += cell.share;
    }
    if (cells_.size() >= kFewestCells && demand > 0 && shares > 0) add_to(sums, scatter, demand / shares);
    cells_.clear();
  }

 private:
  void add_to(YearSums& sums, Scatter& scatter, double level) {
    for (const Cell& cell : cells_) {
      const double expected = level * cell.share;
      sums.demand[cell.position] += cell.demand;
      sums.expected[cell.position] += expected;
      sums.level[cell.position] += expected / shape_.index[cell.position];
      scatter.add(cell, expected);
    }
  }

  const YearShape& shape_;
  std::vector<Cell> cells_;
};

double demand_in(float y) { return std::max(0.0, static_cast<double>(y)); }

using Weekdays = std::array<double, 7>;

/// The weekday of a day: any number of seven that goes on with the days.
std::size_t weekday(Period period) { return static_cast<std::size_t>((period % 7 + 7) % 7); }

/// What each weekday sells of what the index expects of a day, feasts left out; all 1 where periods are no days.
Weekdays weekday_factors(const SeriesView& series, const YearShape& shape, const YearCalendar& calendar) {
  Weekdays factors{1, 1, 1, 1, 1, 1, 1}, demand{}, share{};
  const Frequency& frequency = series.frequency();
  if (frequency.unit() != FrequencyUnit::kDay || frequency.multiple() != 1) return factors;
  const auto y = series.target();
  const auto states = series.states();
  for (std::size_t t = 0; t < y.size(); ++t) {
    const Period period = series.first_period() + static_cast<Period>(t);
    const YearPlace place = calendar.place(frequency, period);
    if (states[t] != CellState::kObserved || place.feast != YearPlace::kNoFeast) continue;
    demand[weekday(period)] += demand_in(y[t]);
    share[weekday(period)] += shape.index[place.week];
  }
  const double level = std::reduce(demand.begin(), demand.end()) / std::reduce(share.begin(), share.end());
  for (std::size_t day = 0; day < factors.size(); ++day) {
    if (level > 0 && share[day] > 0) factors[day] = demand[day] / share[day] / level;
  }
  return factors;
}

}  // namespace

YearSums year_sums(const SeriesView& series, const YearShape& shape, const YearCalendar& calendar) {
  const std::vector<double> zeros(shape.index.size(), 0.0);
  YearSums sums{zeros, zeros, zeros, zeros};
  const auto y = series.target();
  const auto states = series.states();
  const Frequency& frequency = series.frequency();
  const Period length = periods_in_year(frequency);
  const Weekdays of_weekday = weekday_factors(series, shape, calendar);
  Year year(shape);
  Scatter scatter;
  Period number = 0;
  for (std::size_t t = y.size(); t-- > 0;) {
    const Period period = series.first_period() + static_cast<Period>(t), age = series.origin() - period;
    if (age / length != number) year.close(sums, scatter);
    number = age / length;
    if (states[t] != CellState::kObserved) continue;
    const YearPlace place = calendar.place(frequency, period);
    const double grown = std::pow(shape.growth, -static_cast<double>(age % length) / static_cast<double>(length));
    const double share = calendar.factor(shape.index, frequency, period) * grown * of_weekday[weekday(period)];
    if (share > 0) year.add({demand_in(y[t]), share, place.own(), place.feast != YearPlace::kNoFeast});
  }
  year.close(sums, scatter);
  sums.dispersion = scatter.dispersion();
  for (std::size_t k = 0; k < zeros.size(); ++k) sums.variance[k] = sums.dispersion * sums.expected[k];
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

TwoYears year_pairs(const SeriesView& series) {
  const auto y = series.target();
  const auto states = series.states();
  const auto length = static_cast<std::size_t>(periods_in_year(series.frequency()));
  TwoYears pairs;
  std::size_t count = 0;
  for (std::size_t t = length; t < y.size(); ++t) {
    if (states[t] != CellState::kObserved || states[t - length] != CellState::kObserved) continue;
    pairs.last += demand_in(y[t]);
    pairs.before += demand_in(y[t - length]);
    ++count;
  }
  return count < kFewestCells ? TwoYears{} : pairs;
}

}  // namespace demandcast
