// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/patchwork/seasonal_profile/pooled_profile.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

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

std::size_t positions_of(const PanelStream& training) {
  std::size_t positions = 1;
  if (training.shard_count() > 0) {
    training.visit(0, [&](const PanelView& view) { positions = year_positions(view.frequency()); });
  }
  return positions;
}

YearSums no_sums(std::size_t positions) {
  const std::vector<double> zeros(positions, 0.0);
  return {zeros, zeros, zeros, zeros};
}

YearSums sums_of_all(const PanelStream& training, const YearShape& shape, double quantum) {
  YearSums all = no_sums(shape.index.size());
  for_each_series(training, [&](const PanelView& view, std::size_t i) {
    add_sums(year_sums(view.series(i), shape), quantum, all);
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

bool year_was_seen(const YearSums& sums) {
  const auto seen = std::ranges::count_if(sums.level, [](double level) { return level > 0; });
  return static_cast<double>(seen) >= kSeenShare * static_cast<double>(sums.level.size());
}

/// The index with which all positions agree, mean 1.
std::vector<double> settled_index(const PanelStream& training, std::size_t positions, double growth, double quantum) {
  const std::vector<double> flat(positions, 1.0);
  std::vector<double> index = flat;
  for (int round = 0; round < kMostRounds; ++round) {
    const YearSums sums = sums_of_all(training, {index, growth}, quantum);
    if (!year_was_seen(sums)) return flat;
    std::vector<double> next = flat;
    for (std::size_t k = 0; k < positions; ++k) {
      if (sums.level[k] > 0) next[k] = sums.demand[k] / sums.level[k];
    }
    const double mean = std::reduce(next.begin(), next.end()) / static_cast<double>(positions);
    double change = 0;
    for (std::size_t k = 0; k < positions; ++k) {
      next[k] /= mean;
      change = std::max(change, std::abs(next[k] - index[k]));
    }
    index = std::move(next);
    if (change < kSettled) break;
  }
  return index;
}

/// The settled index, drawn towards 1 by its noise.
std::vector<double> catalogue_index(const PanelStream& training, std::size_t positions, double growth, double quantum) {
  const std::vector<double> flat(positions, 1.0), settled = settled_index(training, positions, growth, quantum);
  if (settled == flat) return flat;
  YearSums sums = sums_of_all(training, {settled, growth}, quantum);
  sums.expected = sums.level;
  RatioVariance signal;
  signal.add(sums);
  return shrunk_index(flat, sums, signal.value());
}

}  // namespace

PooledProfile::PooledProfile(const PanelStream& training, SeriesPools categories)
    : categories_(std::move(categories)), positions_(positions_of(training)) {
  const double quantum = demand_quantum(training);
  growth_ = growth_of_all(training, quantum);
  const std::vector<double> catalogue = catalogue_index(training, positions_, growth_, quantum);
  const std::size_t count = categories_.count(categories_.depth());
  std::vector<YearSums> by_category(count, no_sums(positions_));
  for_each_series(training, [&](const PanelView& view, std::size_t i) {
    add_sums(year_sums(view.series(i), {catalogue, growth_}), quantum, by_category[categories_.pool(view, i)]);
  });
  const bool seasonal = catalogue != std::vector<double>(positions_, 1.0);
  RatioVariance of_categories, of_series;
  if (seasonal && count > 1) {
    for (const YearSums& sums : by_category) of_categories.add(sums);
  }
  for (const YearSums& sums : by_category) {
    const std::vector<double> index = shrunk_index(catalogue, sums, of_categories.value());
    indices_.insert(indices_.end(), index.begin(), index.end());
  }
  if (!seasonal) return;
  for_each_series(training, [&](const PanelView& view, std::size_t i) {
    of_series.add(year_sums(view.series(i), shape_of_category(categories_.pool(view, i))));
  });
  series_signal_ = of_series.value();
}

PooledProfile::PooledProfile(SeriesPools categories, std::size_t positions, std::vector<double> indices, double growth,
                             double series_signal)
    : categories_(std::move(categories)),
      positions_(positions),
      indices_(std::move(indices)),
      growth_(growth),
      series_signal_(series_signal) {
  const std::size_t wanted = positions_ * categories_.count(categories_.depth());
  if (indices_.size() != wanted || !(growth_ > 0) || !(series_signal_ >= 0)) {
    throw FormatError("[seasonal_profile] the saved indices do not fit the categories; fit the model again");
  }
}

YearShape PooledProfile::shape_of_category(std::size_t category) const {
  const auto index = std::span(indices_).subspan(category * positions_, positions_);
  return {{index.begin(), index.end()}, growth_};
}

std::vector<double> PooledProfile::index_of(const PanelView& view, std::size_t series) const {
  const YearShape shape = shape_of_category(categories_.pool(view, series));
  if (!(series_signal_ > 0)) return shape.index;
  return shrunk_index(shape.index, year_sums(view.series(series), shape), series_signal_);
}

SeriesFactors PooledProfile::factors_of(const PanelView& view, std::size_t series, int steps) const {
  const std::vector<double> index = index_of(view, series);
  const SeriesView of = view.series(series);
  const auto from = [&](Period first, std::size_t count) {
    std::vector<double> factors;
    for (std::size_t t = 0; t < count; ++t) {
      factors.push_back(index[year_position(of.frequency(), first + static_cast<Period>(t))]);
    }
    return factors;
  };
  return {from(of.first_period(), of.target().size()), from(of.origin() + 1, static_cast<std::size_t>(steps))};
}

std::string PooledProfile::note() const {
  if (positions_ == 1) return "seasonal_profile stands aside: the periods of the data have no season within a year";
  const bool flat = series_signal_ == 0 && std::ranges::all_of(indices_, [](double index) { return index == 1; });
  return flat ? "seasonal_profile stands aside: no season of the year can be told from the data, which takes most of a "
                "year"
              : "";
}

void PooledProfile::save(ArtifactWriter& writer) const {
  save_pools(categories_, writer);
  writer.integers("positions", {static_cast<std::int64_t>(positions_)});
  writer.numbers("indices", indices_);
  writer.numbers("growth_and_signal", {growth_, series_signal_});
}

}  // namespace demandcast
