// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/classical/theta/theta.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>

#include "demandcast/models/classical/local/nelder_mead.h"
#include "demandcast/models/classical/local/normal_quantile.h"
#include "demandcast/models/classical/local/registration.h"
#include "demandcast/models/classical/theta/classical_season.h"
#include "demandcast/models/classical/theta/theta_filter.h"

namespace demandcast {
namespace {

constexpr std::size_t kFewestObserved = 6;  // three start the states, three show the errors

struct Learnt {
  ThetaParameters parameters;
  double sigma = 0;
  ClassicalSeason season;
};

LocalFit pack(const Learnt& learnt) {
  LocalFit fit;
  fit.numbers = {learnt.parameters.level, learnt.parameters.alpha, learnt.parameters.theta, learnt.sigma,
                 static_cast<double>(learnt.season.kind)};
  fit.numbers.insert(fit.numbers.end(), learnt.season.factors.begin(), learnt.season.factors.end());
  return fit;
}

Learnt unpack(const LocalFit& fit) {
  const auto& x = fit.numbers;
  return {{x[0], x[1], x[2]}, x[3], {static_cast<SeasonKind>(static_cast<int>(x[4])), {x.begin() + 5, x.end()}}};
}

Period period_at(const LocalSeries& series, std::size_t t) { return series.first_period + static_cast<Period>(t); }

std::vector<double> adjusted(const LocalSeries& series, const ClassicalSeason& season) {
  std::vector<double> y = series.y;
  for (std::size_t t = 0; t < y.size(); ++t) y[t] = season.take_out(y[t], period_at(series, t));
  return y;
}

FallbackReason unfit(const std::vector<double>& observed) {
  if (observed.size() < kFewestObserved) return FallbackReason::kTooShort;
  const auto [low, high] = std::minmax_element(observed.begin(), observed.end());
  return *low == *high ? FallbackReason::kDegenerate : FallbackReason::kNone;
}

std::vector<double> observed_of(const std::vector<double>& y) {
  std::vector<double> observed;
  std::copy_if(y.begin(), y.end(), std::back_inserter(observed), [](double x) { return !std::isnan(x); });
  return observed;
}

double mean_size(const std::vector<double>& y) {
  const std::vector<double> observed = observed_of(y);
  const double sum = std::accumulate(observed.begin(), observed.end(), 0.0,
                                     [](double so_far, double value) { return so_far + std::abs(value); });
  return sum / static_cast<double>(observed.size());
}

/// Least squares of the one-step errors; `y` is of size about one.
ThetaParameters best_parameters(const std::vector<double>& y, bool dynamic, bool free_theta) {
  constexpr double kUnbounded = 1e10;
  const auto parameters_of = [&](const std::vector<double>& x) {
    return ThetaParameters{x[0], x[1], free_theta ? x[2] : 2.0};
  };
  const auto loss = [&](const std::vector<double>& x) {
    const std::vector<double> errors = theta_errors(parameters_of(x), dynamic, y);
    return std::inner_product(errors.begin(), errors.end(), errors.begin(), 0.0);
  };
  std::vector<double> start{y[0] / 2, 0.5}, lower{-kUnbounded, 0.1}, upper{kUnbounded, 0.99};
  if (free_theta) {
    start.push_back(2);
    lower.push_back(1);
    upper.push_back(kUnbounded);
  }
  return parameters_of(nelder_mead(loss, start, lower, upper).x);
}

double spread(const std::vector<double>& errors) {
  const auto n = static_cast<double>(errors.size());
  const double mean = std::accumulate(errors.begin(), errors.end(), 0.0) / n;
  double squares = 0;
  for (const double error : errors) squares += (error - mean) * (error - mean);
  return std::sqrt(squares / (n - 1));
}

}  // namespace

LocalFit ThetaModel::fit(const LocalSeries& series) const {
  if (const auto reason = unfit(observed_of(series.y)); reason != FallbackReason::kNone) return {{}, reason};
  Learnt learnt;
  if (const std::vector<double> filled = fill_gaps(series.y); has_season(filled, series.season)) {
    const bool ratio = options_.decomposition == "multiplicative";
    learnt.season = classical_season(filled, series.season, ratio ? SeasonKind::kMultiplicative : SeasonKind::kAdditive,
                                     series.first_period);
  }
  std::vector<double> y = adjusted(series, learnt.season);
  const double size = mean_size(y);
  for (double& value : y) value /= size;
  learnt.parameters = best_parameters(y, dynamic(), options_.variant != "stm");
  learnt.sigma = size * spread(theta_errors(learnt.parameters, dynamic(), y));
  learnt.parameters.level *= size;
  return pack(learnt);
}

void ThetaModel::forecast(const LocalFit& fit, const LocalSeries& series, const Horizon& horizon, RandomStream&,
                          LocalForecast& out) const {
  const Learnt learnt = unpack(fit);
  ThetaFilter filter = theta_filter(learnt.parameters, dynamic(), adjusted(series, learnt.season));
  const std::vector<double> variances = filter.variances(out.mean.size());
  auto quantile = out.quantiles.begin();
  for (std::size_t step = 0; step < out.mean.size(); ++step) {
    const Period period = period_at(series, series.y.size() + step);
    out.mean[step] = learnt.season.put_back(filter.expected(), period);
    const double deviation = learnt.sigma * std::sqrt(variances[step]) * learnt.season.weight(period);
    for (const double level : horizon.levels) *quantile++ = out.mean[step] + deviation * normal_quantile(level);
    filter.advance();
  }
}

Explanation ThetaModel::explain(const LocalFit& fit, const LocalSeries& series) const {
  const Learnt learnt = unpack(fit);
  Explanation told;
  told.form = options_.variant;
  for (char& letter : told.form) letter = static_cast<char>(letter - 'a' + 'A');
  told.parameters = {{"level", learnt.parameters.level},
                     {"alpha", learnt.parameters.alpha},
                     {"theta", learnt.parameters.theta},
                     {"sigma", learnt.sigma}};
  told.components.push_back({"adjusted", adjusted(series, learnt.season)});
  if (learnt.season.kind == SeasonKind::kNone) return told;
  told.form += learnt.season.kind == SeasonKind::kAdditive ? ", additive season" : ", multiplicative season";
  Component season{"season", {}};
  for (std::size_t t = 0; t < series.y.size(); ++t) season.values.push_back(learnt.season.factor(period_at(series, t)));
  told.components.push_back(std::move(season));
  return told;
}

void register_theta(ModelRegistry& registry) {
  register_local_model<ThetaModel, ThetaOptions>(
      registry, "theta", "A straight line and exponential smoothing combined; dynamic and optimised per series.",
      "Fiorucci, Pellegrini, Louzada, Petropoulos & Koehler 2016, Int. J. Forecasting 32(4)");
}

}  // namespace demandcast
