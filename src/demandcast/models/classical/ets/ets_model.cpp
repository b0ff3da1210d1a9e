// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/classical/ets/ets_model.h"

#include <algorithm>
#include <cmath>

#include "demandcast/core/normal_quantile.h"
#include "demandcast/models/classical/ets/ets_filter.h"
#include "demandcast/models/classical/ets/ets_forecast.h"
#include "demandcast/models/classical/ets/saved_ets.h"

namespace demandcast {
namespace {

constexpr int kFewestObserved = 5;
constexpr int kPaths = 1000;
constexpr double kFarthestRanges = 3;

// Later values may leave a multiplicative error's domain (zeros after a positive past), but the states do not depend on
// the kind of error, so they are filtered as if it were additive.
EtsForm with_additive_error(EtsForm form) {
  form.error = EtsComponent::kAdditive;
  return form;
}

double last_observed(std::span<const double> y) {
  for (std::size_t t = y.size(); t-- > 0;) {
    if (!std::isnan(y[t])) return y[t];
  }
  return 0;
}

void fill_closed(const EtsMoments& moments, std::span<const double> levels, std::vector<double>& quantiles) {
  for (std::size_t q = 0; q < levels.size(); ++q) {
    const double z = normal_quantile(levels[q]);
    for (std::size_t h = 0; h < moments.mean.size(); ++h) {
      quantiles[h * levels.size() + q] = moments.mean[h] + z * std::sqrt(moments.variance[h]);
    }
  }
}

// Forecasts stop at three observed ranges beyond what was ever seen: a long horizon or a later jump cannot explode.
template <class Number>
void keep_sane(std::span<const double> y, std::span<Number> values) {
  const ObservedBand band = ObservedBand::of(y, kFarthestRanges);
  const auto low = static_cast<Number>(band.low), high = static_cast<Number>(band.high);
  const auto stand_in = static_cast<Number>(last_observed(y));
  for (Number& v : values) v = std::isfinite(v) ? std::clamp(v, low, high) : stand_in;
}

/// A fit at the end of a history, which may be longer or other than the fitted one.
struct EtsPresent {
  SavedEts saved;
  EtsStates states;
  int next_phase = 0;
};

EtsPresent present_of(const LocalFit& fit, const LocalSeries& series) {
  EtsPresent now{SavedEts::from_numbers(fit.numbers), {}, 0};
  now.states = now.saved.start_at(series.first_period, series.y);
  filter_ets(with_additive_error(now.saved.fit.form), now.saved.fit.weights, series.y, now.states);
  now.next_phase = static_cast<int>(series.y.size() % static_cast<std::size_t>(now.saved.fit.season));
  return now;
}

}  // namespace

EtsModel::EtsModel(EtsOptions options) : options_(std::move(options)) { validate_letters(options_.model); }

LocalFit EtsModel::fit(const LocalSeries& series) const {
  int observed = 0;
  double low = INFINITY, high = -INFINITY;
  for (const double v : series.y) {
    if (std::isnan(v)) continue;
    ++observed;
    low = std::min(low, v);
    high = std::max(high, v);
  }
  if (observed < kFewestObserved) return {{}, FallbackReason::kTooShort};
  if (low == high) return {{}, FallbackReason::kDegenerate};
  const auto fit = select_ets(series.y, series.season, {options_.model, options_.damped, options_.criterion});
  if (!fit) return {{}, FallbackReason::kDegenerate};
  return {SavedEts{*fit, series.first_period}.numbers(), FallbackReason::kNone};
}

bool EtsModel::could_have_learnt(const std::vector<double>& numbers) const { return SavedEts::is_row(numbers); }

void EtsModel::forecast(const LocalFit& fit, const LocalSeries& series, const Horizon& horizon, RandomStream& random,
                        LocalForecast& out) const {
  const auto [saved, states, phase] = present_of(fit, series);
  if (has_closed_moments(saved.fit.form)) {
    const EtsMoments moments = closed_moments(saved.fit, states, phase, horizon.steps);
    out.mean = moments.mean;
    fill_closed(moments, horizon.levels, out.quantiles);
  } else {
    out.mean = point_forecasts(saved.fit, states, phase, horizon.steps);
    simulate_quantiles(saved.fit, states, phase, horizon.steps, kPaths, horizon.levels, random, out.quantiles);
  }
  keep_sane<double>(series.y, out.mean);
  keep_sane<double>(series.y, out.quantiles);
}

void EtsModel::simulate(const LocalFit& fit, const LocalSeries& series, std::size_t steps, RandomStream& random,
                        std::span<float> paths) const {
  const auto [saved, states, phase] = present_of(fit, series);
  simulate_paths(saved.fit, states, phase, steps, random, paths);
  keep_sane(series.y, paths);
}

Explanation EtsModel::explain(const LocalFit& fit, const LocalSeries& series) const {
  const SavedEts saved = SavedEts::from_numbers(fit.numbers);
  const EtsForm& form = saved.fit.form;
  const EtsWeights& w = saved.fit.weights;
  Explanation told{form.name(), {{"alpha", w.alpha}}, {}};
  if (form.has_trend()) told.parameters.emplace_back("beta", w.alpha * w.beta_star);
  if (form.has_season()) told.parameters.emplace_back("gamma", w.gamma);
  if (form.damped) told.parameters.emplace_back("phi", w.phi);
  told.parameters.emplace_back("sigma2", saved.fit.sigma2);
  told.parameters.emplace_back("loglik", saved.fit.loglik);
  told.parameters.emplace_back("aicc", saved.fit.aicc);
  const std::size_t n = series.y.size();
  Component level{"level", std::vector<double>(n)}, trend{"trend", std::vector<double>(n)},
      season{"season", std::vector<double>(n)};
  EtsStates states = saved.start_at(series.first_period, series.y);
  filter_ets(with_additive_error(form), w, series.y, states, {level.values, trend.values, season.values, {}});
  told.components.push_back(std::move(level));
  if (form.has_trend()) told.components.push_back(std::move(trend));
  if (form.has_season()) told.components.push_back(std::move(season));
  return told;
}

}  // namespace demandcast
