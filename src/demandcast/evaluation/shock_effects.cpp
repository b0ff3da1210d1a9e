// SPDX-License-Identifier: Apache-2.0
#include "demandcast/evaluation/shock_effects.h"

#include <cmath>
#include <map>

#include "demandcast/core/error.h"
#include "demandcast/evaluation/metric_parts.h"

namespace demandcast {
namespace {

constexpr double kNear = 0.05;    ///< points of coverage below the twin's that count as back
constexpr int kWeeksOfBias = 13;  ///< moments that bias_left is the mean of

void check_twins(const ForecastTable& shocked, const ForecastTable& plain) {
  if (shocked.series != plain.series || shocked.model != plain.model || shocked.cutoff != plain.cutoff ||
      shocked.period != plain.period || shocked.ids != plain.ids || shocked.models != plain.models) {
    throw DataError("[shocks] the forecasts of the shocked series and of their twins are not of the same rows");
  }
}

int weeks_after(const ForecastTable& forecasts, const ShockDesign& design, std::size_t row) {
  return static_cast<int>(forecasts.cutoff[row] - design.shock[static_cast<std::size_t>(forecasts.series[row])]);
}

std::vector<ShockMoment> moments_of(const ScoredTable& shocked, const ScoredTable& plain, const ShockDesign& design,
                                    std::size_t model) {
  std::map<int, std::vector<std::size_t>> rows_of;
  for (const std::size_t row : scored_rows(shocked, model)) {
    const int weeks = weeks_after(shocked.forecasts, design, row);
    if (weeks <= design.last_weeks) rows_of[weeks].push_back(row);
  }
  std::vector<ShockMoment> moments;
  for (const auto& [weeks, rows] : rows_of) {
    const Metrics own = compute_metrics(shocked, rows), twin = compute_metrics(plain, rows);
    moments.push_back({weeks, own.coverage80_pit, own.coverage80_pit_low, own.coverage80_pit_high, twin.coverage80_pit,
                       own.bias, twin.bias});
  }
  return moments;
}

std::optional<int> weeks_to_cover(const std::vector<ShockMoment>& moments) {
  std::optional<int> back;
  for (auto moment = moments.rbegin(); moment != moments.rend() && moment->weeks >= 0; ++moment) {
    if (!(moment->coverage >= moment->twin_coverage - kNear - 1e-9)) break;
    back = moment->weeks;
  }
  return back;
}

double bias_left(const std::vector<ShockMoment>& moments) {
  double sum = 0, count = 0;
  for (const ShockMoment& moment : moments) {
    if (moment.weeks < 0 || moment.weeks > kWeeksOfBias) continue;
    sum += moment.bias - moment.twin_bias;
    ++count;
  }
  return ratio(sum, count);
}

double echo_of(const ScoredTable& shocked, const ScoredTable& plain, const ShockDesign& design, std::size_t model) {
  if (!design.one_off) return kUndefined;
  double repeated = 0, height = 0;
  const ForecastTable& forecasts = shocked.forecasts;
  for (const std::size_t row : scored_rows(shocked, model)) {
    const auto series = static_cast<std::size_t>(forecasts.series[row]);
    if (weeks_after(forecasts, design, row) <= design.last_weeks ||
        forecasts.period[row] != design.shock[series] + design.season) {
      continue;
    }
    repeated += forecasts.mean[row] - plain.forecasts.mean[row];
    height += design.height[series];
  }
  return ratio(repeated, height);
}

}  // namespace

std::vector<ShockEffect> shock_effects(const ScoredTable& shocked, const ScoredTable& plain,
                                       const ShockDesign& design) {
  check_twins(shocked.forecasts, plain.forecasts);
  std::vector<ShockEffect> effects;
  for (std::size_t model = 0; model < shocked.forecasts.models.size(); ++model) {
    ShockEffect effect{
        shocked.forecasts.models[model], design.kind, moments_of(shocked, plain, design, model), {}, 0, 0};
    effect.weeks_to_cover = weeks_to_cover(effect.moments);
    effect.bias_left = bias_left(effect.moments);
    effect.echo = echo_of(shocked, plain, design, model);
    effects.push_back(std::move(effect));
  }
  return effects;
}

}  // namespace demandcast
