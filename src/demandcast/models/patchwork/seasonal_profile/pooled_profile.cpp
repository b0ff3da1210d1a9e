// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/patchwork/seasonal_profile/pooled_profile.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <optional>

#include "demandcast/core/error.h"
#include "demandcast/forecast/artifact.h"
#include "demandcast/models/calibrated/past/saved_pools.h"
#include "demandcast/models/patchwork/seasonal_profile/ordered_sum.h"
#include "demandcast/models/patchwork/seasonal_profile/shrinkage.h"
#include "demandcast/models/patchwork/seasonal_profile/year_position.h"

namespace demandcast {
namespace {

constexpr int kMostRounds = 20;
constexpr double kSettled = 1e-4, kSeenShare = 0.9, kFastestGrowth = 2;

using EachSeries = std::function<void(const PanelView&, std::size_t)>;

void for_each_series(const PanelStream& training, const EachSeries& visit) {
  for (std::size_t shard = 0; shard < training.shard_count(); ++shard) {
    training.visit(shard, [&](const PanelView& view) {
      for (std::size_t i = 0; i < view.series_count(); ++i) visit(view, i);
    });
  }
}

struct YearSize {
  std::size_t weeks = 1;
  std::vector<std::size_t> kinds{0};  ///< [position]
  std::size_t positions() const { return kinds.size(); }
};

YearSize size_of_year(const PanelStream& training, const YearCalendar& calendar) {
  YearSize size;
  if (training.shard_count() > 0) {
    training.visit(
        0, [&](const PanelView& view) { size = {calendar.weeks(view.frequency()), calendar.kinds(view.frequency())}; });
  }
  return size;
}

YearSums no_sums(std::size_t positions) {
  const std::vector<double> zeros(positions, 0.0);
  return {zeros, zeros, zeros, zeros};
}

YearSums sums_of_all(const PanelStream& training, const YearShape& shape, const YearCalendar& calendar,
                     double quantum) {
  YearSums all = no_sums(shape.index.size());
  for_each_series(training, [&](const PanelView& view, std::size_t i) {
    add_sums(year_sums(view.series(i), shape, calendar), quantum, all);
  });
  return all;
}

/// For sums of what series demand in a year's position: by the largest number seen.
double demand_quantum(const PanelStream& training) {
  float largest = 0;
  for_each_series(training, [&](const PanelView& view, std::size_t i) {
    for (const float y : view.series(i).target()) {
      if (y > largest) largest = y;
    }
  });
  return quantum_of(static_cast<double>(largest));
}

/// Demand of the last year over that of the year before, of the series that lived through both.
double growth_of_all(const PanelStream& training, double quantum) {
  TwoYears all;
  for_each_series(training, [&](const PanelView& view, std::size_t i) {
    const TwoYears years = two_years(view.series(i));
    all.last += rounded_to(years.last, quantum);
    all.before += rounded_to(years.before, quantum);
  });
  if (!(all.last > 0 && all.before > 0)) return 1;
  return std::clamp(all.last / all.before, 1 / kFastestGrowth, kFastestGrowth);
}

/// What a series' growth over a year is to that of `shape`, with its noise; none without pairs of demand a year apart.
std::optional<Ratio> own_growth(const SeriesView& series, const YearShape& shape, const YearCalendar& calendar) {
  const TwoYears pairs = year_pairs(series);
  if (!(pairs.last > 0 && pairs.before > 0)) return std::nullopt;
  const double dispersion = year_sums(series, shape, calendar).dispersion;
  return Ratio{std::min(pairs.last / pairs.before / shape.growth, kFastestGrowth),
               dispersion * (1 / pairs.last + 1 / pairs.before)};
}

/// By how much series' growth varies around that of all.
double growth_signal(const PanelStream& training, const YearShape& shape, const YearCalendar& calendar) {
  SignalOfRatios signal;
  for_each_series(training, [&](const PanelView& view, std::size_t i) {
    if (const auto own = own_growth(view.series(i), shape, calendar)) signal.add(*own);
  });
  return signal.value();
}

/// Of the weeks of a year, feasts or not.
bool year_was_seen(const PanelStream& training, std::size_t weeks, double growth, double quantum) {
  const YearSums sums = sums_of_all(training, {std::vector<double>(weeks, 1.0), growth}, YearCalendar(), quantum);
  const auto seen = std::ranges::count_if(sums.level, [](double level) { return level > 0; });
  return static_cast<double>(seen) >= kSeenShare * static_cast<double>(weeks);
}

/// Weeks of which every cell lies near a feast get what lies between the weeks around them; `seen` [week].
void fill_weeks(const std::vector<double>& seen, std::span<double> weeks) {
  const std::size_t count = weeks.size();
  if (std::ranges::none_of(seen, [](double level) { return level > 0; })) return;
  for (std::size_t k = 0; k < count; ++k) {
    if (seen[k] > 0) continue;
    std::size_t before = 1, after = 1;
    while (!(seen[(k + count - before) % count] > 0)) ++before;
    while (!(seen[(k + after) % count] > 0)) ++after;
    const double share = static_cast<double>(before) / static_cast<double>(before + after);
    weeks[k] = (1 - share) * weeks[(k + count - before) % count] + share * weeks[(k + after) % count];
  }
}

/// How the catalogue's index is found: the calendar, the size of its year, and what sums are rounded to.
struct IndexSearch {
  const PanelStream& training;
  const YearCalendar& calendar;
  YearSize size;
  double growth, quantum;

  YearSums sums(const std::vector<double>& index) const {
    return sums_of_all(training, {index, growth}, calendar, quantum);
  }
  void fill(const YearSums& sums, std::vector<double>& index) const {
    const std::vector<double> seen(sums.level.begin(), sums.level.begin() + static_cast<std::ptrdiff_t>(size.weeks));
    fill_weeks(seen, std::span(index).first(size.weeks));
  }
};

/// The index with which all positions agree, mean 1 over the weeks.
std::vector<double> settled_index(const IndexSearch& search) {
  const std::size_t weeks = search.size.weeks, positions = search.size.positions();
  const std::vector<double> flat(positions, 1.0);
  std::vector<double> index = flat;
  for (int round = 0; round < kMostRounds; ++round) {
    const YearSums sums = search.sums(index);
    std::vector<double> next = flat;
    for (std::size_t k = 0; k < positions; ++k) {
      if (sums.level[k] > 0) next[k] = sums.demand[k] / sums.level[k];
    }
    search.fill(sums, next);
    const double mean =
        std::reduce(next.begin(), next.begin() + static_cast<std::ptrdiff_t>(weeks)) / static_cast<double>(weeks);
    double change = 0;
    for (std::size_t k = 0; k < positions; ++k) {
      if (k < weeks) next[k] /= mean;
      change = std::max(change, std::abs(next[k] - index[k]));
    }
    index = std::move(next);
    if (change < kSettled) break;
  }
  return index;
}

/// The settled index, drawn towards 1 by its noise: a week towards none, a feast towards its week.
std::vector<double> catalogue_index(const IndexSearch& search) {
  const std::vector<double> flat(search.size.positions(), 1.0);
  if (!year_was_seen(search.training, search.size.weeks, search.growth, search.quantum)) return flat;
  const std::vector<double> settled = settled_index(search);
  if (settled == flat) return flat;
  YearSums sums = search.sums(settled);
  sums.expected = sums.level;
  RatioVariance signal(search.size.kinds);
  signal.add(sums);
  std::vector<double> index = shrunk_index(flat, sums, signal.value());
  search.fill(sums, index);
  return index;
}

}  // namespace

PooledProfile::PooledProfile(const PanelStream& training, SeriesPools categories, YearCalendar calendar)
    : categories_(std::move(categories)), calendar_(std::move(calendar)) {
  const YearSize size = size_of_year(training, calendar_);
  positions_ = size.positions();
  const double quantum = demand_quantum(training);
  growth_.of_all = growth_of_all(training, quantum);
  const std::vector<double> catalogue = catalogue_index({training, calendar_, size, growth_.of_all, quantum});
  growth_.signal = growth_signal(training, {catalogue, growth_.of_all}, calendar_);
  const std::size_t count = categories_.count(categories_.depth());
  std::vector<YearSums> by_category(count, no_sums(positions_));
  for_each_series(training, [&](const PanelView& view, std::size_t i) {
    const YearShape shape{catalogue, growth_of(view.series(i), catalogue)};
    add_sums(year_sums(view.series(i), shape, calendar_), quantum, by_category[categories_.pool(view, i)]);
  });
  const bool seasonal = catalogue != std::vector<double>(positions_, 1.0);
  RatioVariance of_categories(size.kinds), of_series(size.kinds);
  if (seasonal && count > 1) {
    for (const YearSums& sums : by_category) of_categories.add(sums);
  }
  for (const YearSums& sums : by_category) {
    const std::vector<double> index = shrunk_index(catalogue, sums, of_categories.value());
    indices_.insert(indices_.end(), index.begin(), index.end());
  }
  series_signal_.assign(positions_, 0.0);
  if (!seasonal) return;
  for_each_series(training, [&](const PanelView& view, std::size_t i) {
    of_series.add(year_sums(view.series(i), shape_of(view, i), calendar_));
  });
  series_signal_ = of_series.value();
}

PooledProfile::PooledProfile(SeriesPools categories, std::size_t positions, std::vector<double> indices,
                             YearGrowth growth, RatioSignal series_signal, YearCalendar calendar)
    : categories_(std::move(categories)),
      calendar_(std::move(calendar)),
      positions_(positions),
      indices_(std::move(indices)),
      growth_(growth),
      series_signal_(std::move(series_signal)) {
  const std::size_t wanted = positions_ * categories_.count(categories_.depth());
  const bool fit = indices_.size() == wanted && growth_.of_all > 0 && growth_.signal >= 0 &&
                   series_signal_.size() == positions_ &&
                   std::ranges::all_of(series_signal_, [](double signal) { return signal >= 0; });
  if (!fit) {
    throw FormatError("[seasonal_profile] the saved indices do not fit the categories; fit the model again");
  }
}

double PooledProfile::growth_of(const SeriesView& series, std::span<const double> index) const {
  if (!(growth_.signal > 0)) return growth_.of_all;
  const auto own = own_growth(series, {{index.begin(), index.end()}, growth_.of_all}, calendar_);
  const double ratio = own ? shrunk(*own, growth_.signal) : 1;
  return growth_.of_all * std::clamp(ratio, 1 / kFastestGrowth, kFastestGrowth);
}

YearShape PooledProfile::shape_of(const PanelView& view, std::size_t series) const {
  const auto index = std::span(indices_).subspan(categories_.pool(view, series) * positions_, positions_);
  return {{index.begin(), index.end()}, growth_of(view.series(series), index)};
}

std::vector<double> PooledProfile::index_of(const PanelView& view, std::size_t series, Shrinkage shrinkage) const {
  const YearShape shape = shape_of(view, series);
  if (!differ_by_series()) return shape.index;
  return shrunk_index(shape.index, year_sums(view.series(series), shape, calendar_), series_signal_, shrinkage);
}

SeriesFactors PooledProfile::factors_of(const PanelView& view, std::size_t series, int steps) const {
  const SeriesView of = view.series(series);
  const auto from = [&](const std::vector<double>& index, Period first, std::size_t count) {
    std::vector<double> factors;
    for (std::size_t t = 0; t < count; ++t) {
      factors.push_back(calendar_.factor(index, of.frequency(), first + static_cast<Period>(t)));
    }
    return factors;
  };
  return {from(index_of(view, series, Shrinkage::kLeavingNoise), of.first_period(), of.target().size()),
          from(index_of(view, series), of.origin() + 1, static_cast<std::size_t>(steps))};
}

bool PooledProfile::differ_by_series() const {
  return std::ranges::any_of(series_signal_, [](double signal) { return signal > 0; });
}

std::string PooledProfile::note() const {
  if (positions_ == 1) return "seasonal_profile stands aside: the periods of the data have no season within a year";
  const bool flat = !differ_by_series() && std::ranges::all_of(indices_, [](double index) { return index == 1; });
  return flat ? "seasonal_profile stands aside: no season of the year can be told from the data, which takes most of a "
                "year"
              : "";
}

void PooledProfile::save(ArtifactWriter& writer) const {
  save_pools(categories_, writer);
  writer.integers("positions", {static_cast<std::int64_t>(positions_)});
  if (calendar_.feasts()) writer.texts("calendar", {std::to_string(calendar_.phase())});
  writer.numbers("indices", indices_);
  writer.numbers("growth", {growth_.of_all, growth_.signal});
  writer.numbers("series_signal", series_signal_);
}

}  // namespace demandcast
