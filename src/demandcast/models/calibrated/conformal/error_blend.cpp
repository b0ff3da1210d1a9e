// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/conformal/error_blend.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

constexpr std::array<double, 5> kWeights{0, 0.25, 0.5, 0.75, 1};
constexpr std::size_t kHalf = 2;      // of kWeights
constexpr double kLeastGain = 0.002;  // of the loss, for each step away from a half
using Losses = std::array<double, kWeights.size()>;

/// What the Distribution Engine says of one series and step.
struct LaidErrors {
  const ErrorQuantiles& errors;
  ErrorForm form;
  std::size_t step, segment;
  double mean, level;

  double quantile(double q) const {
    return std::max(0.0, demand_of(form, errors.quantile(step, segment, q), mean, level));
  }
};

double pinball(double y, double quantile, double level) {
  return y > quantile ? level * (y - quantile) : (1 - level) * (quantile - y);
}

void add_losses(std::span<const double> own, std::span<const double> levels, const LaidErrors& laid, double y,
                Losses& losses) {
  for (std::size_t q = 0; q < levels.size(); ++q) {
    const double other = laid.quantile(levels[q]);
    for (std::size_t w = 0; w < kWeights.size(); ++w) {
      losses[w] += pinball(y, std::lerp(other, own[q], kWeights[w]), levels[q]);
    }
  }
}

double best_weight(const Losses& losses) {
  const auto handicapped = [&](std::size_t w) {
    const auto steps = static_cast<double>(w > kHalf ? w - kHalf : kHalf - w);
    return losses[w] + steps * kLeastGain * losses[kHalf];
  };
  std::size_t best = kHalf;
  for (std::size_t w = 0; w < kWeights.size(); ++w) {
    if (handicapped(w) < handicapped(best)) best = w;
  }
  return kWeights[best];
}

std::vector<double> learn_weights(const PastForecasts& past, const SeriesPools& ages, const DemandSegments& segments,
                                  const ErrorScale& scale, const HeldOutErrors& held_out) {
  std::vector<Losses> losses(ages.count(1), Losses{});
  past.visit([&](PastForecast& at) {
    const Horizon& horizon = at.forecast.horizon();
    for (std::size_t i = 0; i < at.then.series_count(); ++i) {
      const DemandLevel level = demand_level(at.then.series(i), scale.level_periods);
      if (!(level.mean > 0) || at.forecast.reason(i) != FallbackReason::kNone) continue;
      const auto demand = demand_after(at.now.series(i), at.then.origin(i), horizon.steps);
      const ErrorQuantiles& errors = held_out.without(at.then.id(i));
      Losses& of_age = losses[ages.pool(at.then, i)];
      for (std::size_t step = 0; step < demand.size(); ++step) {
        if (std::isnan(demand[step])) continue;
        const int h = static_cast<int>(step);
        const LaidErrors laid{errors, scale.form, step, segments.segment(level), at.forecast.mean(i, h), level.mean};
        add_losses(at.forecast.quantiles(i, h), horizon.levels, laid, demand[step], of_age);
      }
    }
  });
  std::vector<double> weights;
  for (const Losses& of_age : losses) weights.push_back(best_weight(of_age));
  return weights;
}

}  // namespace

ErrorBlend::ErrorBlend(const PastForecasts& past, DemandSegments segments, std::size_t level_periods,
                       const HeldOutErrors& errors)
    : scale_{ErrorForm::kScaled, level_periods},
      segments_(std::move(segments)),
      ages_({{"age", {}}}, level_periods, {}),
      errors_(errors.all()),
      weights_(learn_weights(past, ages_, segments_, scale_, errors)) {}

ErrorBlend::ErrorBlend(DemandSegments segments, std::size_t level_periods, ErrorQuantiles errors,
                       std::vector<double> weights)
    : scale_{ErrorForm::kScaled, level_periods},
      segments_(std::move(segments)),
      ages_({{"age", {}}}, level_periods, {}),
      errors_(std::move(errors)),
      weights_(std::move(weights)) {
  if (weights_.size() != ages_.count(1)) {
    throw FormatError(fmt::format("[calibrated] the model holds {} weights, {} wanted; fit the model again",
                                  weights_.size(), ages_.count(1)));
  }
}

void ErrorBlend::blend(const PanelView& view, std::size_t series, QuantileForecast& forecast,
                       const ErrorQuantiles& errors) const {
  const DemandLevel level = demand_level(view.series(series), scale_.level_periods);
  if (!(level.mean > 0)) return;
  const double weight = weights_[ages_.pool(view, series)];
  for (int step = 0; step < forecast.horizon().steps; ++step) {
    const LaidErrors laid{
        errors,    scale_.form, static_cast<std::size_t>(step), segments_.segment(level), forecast.mean(series, step),
        level.mean};
    const auto quantiles = forecast.quantiles(series, step);
    for (std::size_t q = 0; q < quantiles.size(); ++q) {
      quantiles[q] = std::lerp(laid.quantile(forecast.horizon().levels[q]), quantiles[q], weight);
    }
    std::ranges::sort(quantiles);
  }
}

}  // namespace demandcast
