// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/conformal/fallback_outcomes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "demandcast/core/error.h"
#include "demandcast/core/sample_quantile.h"
#include "demandcast/models/calibrated/past/demand_segments.h"
#include "demandcast/models/calibrated/past/position.h"
#include "demandcast/models/calibrated/past/quantile_curve.h"

namespace demandcast {
namespace {

constexpr double kGuess = 2;  // past forecasts that the fallback's own distribution weighs as much as
constexpr std::size_t kWeight = 0, kMean = 1, kQuantiles = 2;  // where they stand in a row
constexpr std::size_t kWithDemand = static_cast<std::size_t>(Infancy::kOnePeriod);

std::size_t row_length() { return kQuantiles + CurveLevels::standard().levels().size(); }

/// Units that an outcome of a series is counted in.
double unit_of(const SeriesView& series, std::size_t level_periods) {
  const double level = demand_level(series, level_periods).mean;
  return level > 0 ? level : 1;
}

/// Mean and quantiles of a sample from `steps` steps of past forecasts, leaning on `prior`, which is a row as well.
std::vector<double> summary(std::vector<double> sample, std::size_t steps, double min_outcomes,
                            const std::vector<double>& prior) {
  if (sample.empty()) return prior;
  std::sort(sample.begin(), sample.end());
  const auto count = static_cast<double>(sample.size());
  const double weight = min_outcomes / (count / static_cast<double>(steps) + min_outcomes);
  const auto lean = [&](std::size_t at, double own) { return std::lerp(own, prior[at], weight); };
  std::vector<double> row{prior[kWeight]};
  row.push_back(lean(kMean, std::accumulate(sample.begin(), sample.end(), 0.0) / count));
  for (const double level : CurveLevels::standard().levels()) {
    row.push_back(lean(row.size(), sample_quantile(sample, level)));
  }
  return row;
}

/// The outcomes of infancies [first, last), of the steps [begin, end).
std::vector<double> gathered(const PooledSamples& outcomes, std::size_t first, std::size_t last, std::size_t begin,
                             std::size_t end) {
  std::vector<double> all;
  for (std::size_t step = begin; step < end; ++step) {
    for (std::size_t i = first; i < last; ++i) {
      const auto& sample = outcomes.of(step, i);
      all.insert(all.end(), sample.begin(), sample.end());
    }
  }
  return all;
}

/// What all infancies with demand, or all without, have in common.
std::vector<double> of_kind(const PooledSamples& outcomes, std::size_t first, std::size_t last) {
  std::vector<double> sample = gathered(outcomes, first, last, 0, outcomes.targets());
  std::vector<double> guess(row_length(), 0.0);
  const auto forecasts = static_cast<double>(sample.size()) / static_cast<double>(outcomes.targets());
  guess[kWeight] = kGuess / (forecasts + kGuess);
  return summary(std::move(sample), outcomes.targets(), 0, guess);
}

}  // namespace

Infancy infancy(const SeriesView& series) {
  const auto y = series.target();
  const auto states = series.states();
  std::size_t observed = 0, since_demand = 0;
  for (std::size_t t = 0; t < y.size(); ++t) {
    if (states[t] != CellState::kObserved) continue;
    ++observed;
    if (since_demand > 0 || y[t] > 0) ++since_demand;
  }
  if (observed == 0) return Infancy::kNoHistory;
  const auto most = static_cast<std::size_t>(Infancy::kMore) - static_cast<std::size_t>(Infancy::kNoDemand);
  return static_cast<Infancy>(static_cast<std::size_t>(Infancy::kNoDemand) + std::min(since_demand, most));
}

void add_fallback_outcomes(const PastForecast& past, std::size_t level_periods, PooledSamples& outcomes) {
  for (std::size_t i = 0; i < past.then.series_count(); ++i) {
    if (past.forecast.reason(i) == FallbackReason::kNone) continue;
    const SeriesView then = past.then.series(i);
    const auto demand = demand_after(past.now.series(i), then.origin(), past.forecast.horizon().steps);
    const double unit = unit_of(then, level_periods);
    for (std::size_t step = 0; step < demand.size(); ++step) {
      if (!std::isnan(demand[step])) outcomes.add(step, static_cast<std::size_t>(infancy(then)), demand[step] / unit);
    }
  }
}

FallbackOutcomes::FallbackOutcomes(const PooledSamples& outcomes, std::size_t level_periods, double min_outcomes)
    : steps_(outcomes.targets()), level_periods_(level_periods) {
  const std::vector<double> without = of_kind(outcomes, 0, kWithDemand);
  const std::vector<double> with = of_kind(outcomes, kWithDemand, kInfancies);
  for (std::size_t i = 0; i < kInfancies; ++i) {
    const auto overall =
        summary(gathered(outcomes, i, i + 1, 0, steps_), steps_, min_outcomes, i < kWithDemand ? without : with);
    for (std::size_t step = 0; step < steps_; ++step) {
      const auto at_step = summary(gathered(outcomes, i, i + 1, step, step + 1), 1, min_outcomes, overall);
      numbers_.insert(numbers_.end(), at_step.begin(), at_step.end());
    }
  }
}

FallbackOutcomes::FallbackOutcomes(std::size_t steps, std::size_t level_periods, std::vector<double> numbers)
    : steps_(steps), level_periods_(level_periods), numbers_(std::move(numbers)) {
  const std::size_t wanted = kInfancies * steps * row_length();
  if (numbers_.size() == wanted) return;
  throw FormatError(
      fmt::format("[calibrated] the model holds {} fallback outcomes, {} wanted for {} steps; fit the "
                  "model again",
                  numbers_.size(), wanted, steps));
}

std::span<const double> FallbackOutcomes::row(std::size_t infancy, std::size_t step) const {
  return std::span(numbers_).subspan((infancy * steps_ + step) * row_length(), row_length());
}

void FallbackOutcomes::reshape(const SeriesView& series, bool counted, QuantileForecast& forecast) const {
  const double unit = unit_of(series, level_periods_);
  const Horizon& horizon = forecast.horizon();
  for (int step = 0; step < horizon.steps; ++step) {
    const auto learnt = row(static_cast<std::size_t>(infancy(series)), static_cast<std::size_t>(step));
    const double guess = learnt[kWeight];
    const QuantileCurve curve(CurveLevels::standard(), learnt.subspan(kQuantiles));
    double& mean = forecast.mean(series.index(), step);
    mean = std::lerp(unit * learnt[kMean], mean, guess);
    const auto quantiles = forecast.quantiles(series.index(), step);
    for (std::size_t q = 0; q < quantiles.size(); ++q) {
      quantiles[q] = std::lerp(unit * curve.value(position_of(horizon.levels[q])), quantiles[q], guess);
      if (counted) quantiles[q] = std::round(quantiles[q]);
    }
  }
}

}  // namespace demandcast
