// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/classical/ets/ets_fit.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "demandcast/models/classical/ets/box_least_squares.h"
#include "demandcast/models/classical/ets/ets_filter.h"
#include "demandcast/models/classical/ets/ets_start.h"
#include "demandcast/models/classical/local/short_season.h"

namespace demandcast {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

struct Start {
  std::vector<double> x;
  double value = kInfinity;
};

// Keeps the best start of each neighbourhood of alpha, so that modes far apart are all followed for a while.
class StartPool {
 public:
  explicit StartPool(EtsObjective& objective) : objective_(objective) {}
  void offer(std::vector<double> x) {
    const double value = objective_.value(x);
    Start& held = by_alpha_[x[0] < 0.06 ? 0 : x[0] < 0.3 ? 1 : x[0] < 0.65 ? 2 : 3];
    if (value < held.value) held = {std::move(x), value};
  }
  // The `keep` best after a few steps from each.
  std::vector<Start> best(std::size_t keep) {
    std::vector<Start> starts;
    for (Start& start : by_alpha_) {
      if (!std::isfinite(start.value)) continue;
      start.value = minimise(objective_, start.x, start.value, {.max_steps = kFirstSteps});
      starts.push_back(std::move(start));
    }
    std::sort(starts.begin(), starts.end(), [](const Start& a, const Start& b) { return a.value < b.value; });
    if (starts.size() > keep) starts.resize(keep);
    return starts;
  }

 private:
  static constexpr int kFirstSteps = 4;
  EtsObjective& objective_;
  std::array<Start, 4> by_alpha_;
};

// An earlier fit's weights and states as far as `form` has them, in scaled units.
bool start_from(const EtsFit& fit, const EtsForm& form, const EtsSeries& series, EtsWeights& w, EtsStates& states) {
  if (fit.form.season != form.season || !std::isfinite(fit.aicc)) return false;
  w.alpha = fit.weights.alpha;
  w.gamma = fit.weights.gamma;
  if (form.has_trend() && fit.form.has_trend()) w.beta_star = fit.weights.beta_star;
  if (form.damped && fit.form.damped) w.phi = fit.weights.phi;
  states.level = fit.start.level / series.scale;
  if (fit.form.trend == form.trend && form.has_trend()) {
    states.growth = fit.start.growth / (form.trend == EtsComponent::kAdditive ? series.scale : 1);
  }
  states.season = fit.start.season;
  if (form.season == EtsComponent::kAdditive) {
    for (double& s : states.season) s /= series.scale;
  }
  return true;
}

StartPool find_starts(EtsObjective& objective, const EtsForm& form, const EtsSeries& series,
                      std::span<const EtsFit> before) {
  StartPool pool(objective);
  const EtsStates states = start_states(form, series);
  for (const EtsWeights& w : start_weights(form)) pool.offer(objective.pack(w, states));
  for (const EtsFit& fit : before) {
    EtsWeights w{0.1, form.has_trend() ? 0.02 : 0, 0, form.damped ? 0.98 : 1};
    EtsStates there{0, form.trend == EtsComponent::kMultiplicative ? 1.0 : 0.0, {}};
    if (start_from(fit, form, series, w, there)) pool.offer(objective.pack(w, there));
  }
  return pool;
}

void fill_criteria(const EtsSeries& series, double value, EtsFit& fit) {
  const double n = series.observed, k = fit.parameters;
  // value = log(sum e^2 / n) + (2/n) sum log f of the scaled series
  fit.loglik = -0.5 * n * (value + std::log(n)) - n * std::log(series.scale);
  fit.aic = -2 * fit.loglik + 2 * k;
  fit.bic = -2 * fit.loglik + std::log(n) * k;
  fit.aicc = n - k - 1 > 0 ? fit.aic + 2 * k * (k + 1) / (n - k - 1) : kInfinity;
}

void to_units(const EtsSeries& series, EtsFit& fit) {
  const double scale = series.scale;
  fit.start.level *= scale;
  if (fit.form.trend == EtsComponent::kAdditive) fit.start.growth *= scale;
  if (fit.form.season == EtsComponent::kAdditive) {
    for (double& s : fit.start.season) s *= scale;
  }
  if (fit.form.error == EtsComponent::kAdditive) fit.sigma2 *= scale * scale;
}

double seasonal_parameters(const EtsForm& form, const EtsSeries& series) {
  if (!form.has_season()) return 0;
  if (!series.held_season) return series.season - 1;
  return form.season == EtsComponent::kAdditive ? series.sums.freedom : series.factors.freedom;
}

// The held profiles of a history within two seasons. Ratios that cannot be had are neutral.
void add_short_season(int season, EtsSeries& series) {
  const auto sums = short_season(series.y, season, false);
  if (!sums) return;
  series.season = season;
  series.held_season = series.short_season = true;
  series.sums = {sums->season, sums->freedom};
  if (!series.positive) return;
  const auto factors = short_season(series.y, season, true);
  series.factors = factors ? SeasonalProfile{factors->season, factors->freedom}
                           : SeasonalProfile{std::vector<double>(static_cast<std::size_t>(season), 1.0), 0};
}

}  // namespace

EtsSeries prepare_ets_series(std::span<const double> y, int season) {
  EtsSeries series;
  double sum = 0, lowest = kInfinity;
  for (const double v : y) {
    if (std::isnan(v)) continue;
    sum += std::abs(v);
    lowest = std::min(lowest, v);
    ++series.observed;
  }
  series.scale = sum > 0 ? sum / series.observed : 1;
  series.positive = lowest > 0;
  series.y.assign(y.begin(), y.end());
  for (double& v : series.y) v /= series.scale;
  add_short_season(season, series);
  if (season < 2 || series.observed < 2 * season) return series;
  series.season = season;
  series.held_season = season > kLongestEstimatedSeason;
  series.sums = seasonal_profile(series.y, season, false, series.held_season);
  if (series.positive) series.factors = seasonal_profile(series.y, season, true, series.held_season);
  return series;
}

EtsFit fit_ets(const EtsForm& form, const EtsSeries& series, std::span<const EtsFit> before) {
  EtsFit fit;
  fit.form = form;
  fit.season = form.has_season() ? series.season : 1;
  fit.observed = series.observed;
  fit.parameters = form.weight_count() + 2 + form.has_trend() + seasonal_parameters(form, series);
  fit.aic = fit.aicc = fit.bic = kInfinity;
  if (series.observed - fit.parameters - 1 <= 0) return fit;
  const std::vector<double>& profile =
      form.season == EtsComponent::kMultiplicative ? series.factors.season : series.sums.season;
  const bool held = form.has_season() && series.held_season;
  EtsObjective objective(form, series.y, fit.season,
                         held ? std::span<const double>(profile) : std::span<const double>());
  Start best;
  for (Start& start : find_starts(objective, form, series, before).best(4)) {
    start.value = minimise(objective, start.x, start.value);
    if (start.value < best.value) best = std::move(start);
  }
  if (!std::isfinite(best.value)) return fit;
  fit.weights = objective.weights(best.x);
  objective.read_states(best.x, fit.start);
  EtsStates states = fit.start;
  const EtsSums sums = filter_ets(form, fit.weights, series.y, states);
  fit.sigma2 = std::max(sums.squares, 1e-18 * series.observed) / std::max(1.0, series.observed - fit.parameters - 1);
  fill_criteria(series, best.value, fit);
  to_units(series, fit);
  return fit;
}

}  // namespace demandcast
