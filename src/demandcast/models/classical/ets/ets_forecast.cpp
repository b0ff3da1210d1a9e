// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/classical/ets/ets_forecast.h"

#include <algorithm>
#include <cmath>

#include "demandcast/core/sample_quantile.h"
#include "demandcast/models/classical/ets/ets_recursion.h"

namespace demandcast {
namespace {

// A relative error never takes more than this share of the forecast away: demand stays above zero, as the form assumes.
constexpr double kLowestFactor = 0.02;

// c_j = alpha + beta (phi + ... + phi^j) + gamma [j is a multiple of m]
std::vector<double> error_weights(const EtsFit& fit, int steps) {
  std::vector<double> c(static_cast<std::size_t>(std::max(steps, 0)));
  const double beta = fit.weights.alpha * fit.weights.beta_star;
  double power = 1, sum = 0;
  for (std::size_t j = 1; j < c.size(); ++j) {
    power *= fit.weights.phi;
    sum += power;
    const bool same_phase = fit.form.has_season() && j % static_cast<std::size_t>(fit.season) == 0;
    c[j] = fit.weights.alpha + beta * sum + (same_phase ? fit.weights.gamma : 0);
  }
  return c;
}

template <class Step>
void simulate_path(const EtsFit& fit, EtsStates& states, std::size_t phase, RandomStream& random,
                   std::span<float> path) {
  const double sigma = std::sqrt(fit.sigma2);
  double none = 0;
  for (float& step : path) {
    double& season = Step::kHasSeason ? states.season[phase] : none;
    const double damped = Step::damped_growth(states.growth, fit.weights.phi);
    const double base = Step::base(states.level, damped), forecast = Step::forecast(base, season);
    const double out = fit.form.error == EtsComponent::kMultiplicative
                           ? forecast * std::max(1 + sigma * random.normal(), kLowestFactor)
                           : forecast + sigma * random.normal();
    step = static_cast<float>(out);
    Step::update(fit.weights, out, base, damped, states.level, states.growth, season);
    if (Step::kHasSeason && ++phase == states.season.size()) phase = 0;
  }
}

}  // namespace

bool has_closed_moments(const EtsForm& form) {
  return form.trend != EtsComponent::kMultiplicative && form.season != EtsComponent::kMultiplicative;
}

std::vector<double> point_forecasts(const EtsFit& fit, const EtsStates& states, int next_phase, int steps) {
  std::vector<double> mean;
  with_ets_components(fit.form, [&]<EtsComponent kTrend, EtsComponent kSeason>() {
    using Step = EtsStep<kTrend, kSeason>;
    double level = states.level, growth = states.growth;
    auto phase = static_cast<std::size_t>(next_phase);
    for (int h = 0; h < steps; ++h) {
      const double damped = Step::damped_growth(growth, fit.weights.phi), base = Step::base(level, damped);
      mean.push_back(Step::forecast(base, Step::kHasSeason ? states.season[phase] : 0));
      Step::skip(base, damped, level, growth);
      if (Step::kHasSeason && ++phase == states.season.size()) phase = 0;
    }
  });
  return mean;
}

EtsMoments closed_moments(const EtsFit& fit, const EtsStates& states, int next_phase, int steps) {
  EtsMoments moments{point_forecasts(fit, states, next_phase, steps), {}};
  const std::vector<double> c = error_weights(fit, steps);
  const bool relative = fit.form.error == EtsComponent::kMultiplicative;
  std::vector<double> theta(c.size());
  double sum = 0;
  for (std::size_t h = 0; h < c.size(); ++h) {
    if (!relative) {
      sum += c[h] * c[h];
      moments.variance.push_back(fit.sigma2 * (1 + sum));
      continue;
    }
    const double mean2 = moments.mean[h] * moments.mean[h];
    theta[h] = mean2;
    for (std::size_t j = 1; j <= h; ++j) theta[h] += fit.sigma2 * c[j] * c[j] * theta[h - j];
    moments.variance.push_back((1 + fit.sigma2) * theta[h] - mean2);
  }
  return moments;
}

void simulate_paths(const EtsFit& fit, const EtsStates& states, int next_phase, std::size_t steps, RandomStream& random,
                    std::span<float> paths) {
  EtsStates now;
  with_ets_components(fit.form, [&]<EtsComponent kTrend, EtsComponent kSeason>() {
    for (std::size_t at = 0; at < paths.size(); at += steps) {
      now = states;
      simulate_path<EtsStep<kTrend, kSeason>>(fit, now, static_cast<std::size_t>(next_phase), random,
                                              paths.subspan(at, steps));
    }
  });
}

void simulate_quantiles(const EtsFit& fit, const EtsStates& states, int next_phase, int steps, int paths,
                        std::span<const double> levels, RandomStream& random, std::span<double> quantiles) {
  const auto horizon = static_cast<std::size_t>(steps), count = static_cast<std::size_t>(paths);
  std::vector<float> values(horizon * count);
  simulate_paths(fit, states, next_phase, horizon, random, values);
  std::vector<double> at_step(count);
  for (std::size_t h = 0; h < horizon; ++h) {
    for (std::size_t i = 0; i < count; ++i) at_step[i] = static_cast<double>(values[i * horizon + h]);
    std::sort(at_step.begin(), at_step.end());
    for (std::size_t q = 0; q < levels.size(); ++q)
      quantiles[h * levels.size() + q] = sample_quantile(at_step, levels[q]);
  }
}

}  // namespace demandcast
