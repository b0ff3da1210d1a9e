// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/classical/theta/theta.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <numeric>

#include "demandcast/core/normal_quantile.h"
#include "demandcast/core/sample_quantile.h"
#include "demandcast/models/classical/local/registration.h"
#include "demandcast/models/classical/local/short_season.h"
#include "demandcast/models/classical/theta/classical_season.h"
#include "demandcast/models/classical/theta/theta_fit.h"

namespace demandcast {
namespace {

constexpr std::size_t kFewestObserved = 6;  // three start the states, three show the errors

struct Learnt {
  ThetaParameters parameters;
  double sigma = 0;
  bool dynamic = true;
  double season_freedom = 0;  // parameters of the season: its factors, fewer where they are shrunk
  ClassicalSeason season;
};

LocalFit pack(const Learnt& learnt) {
  LocalFit fit;
  fit.numbers = {learnt.parameters.level,
                 learnt.parameters.alpha,
                 learnt.parameters.theta,
                 learnt.sigma,
                 learnt.dynamic ? 1.0 : 0.0,
                 learnt.season_freedom,
                 static_cast<double>(learnt.season.kind)};
  fit.numbers.insert(fit.numbers.end(), learnt.season.factors.begin(), learnt.season.factors.end());
  return fit;
}

constexpr std::size_t kFixedNumbers = 7;

Learnt unpack(const LocalFit& fit) {
  const auto& x = fit.numbers;
  return {{x[0], x[1], x[2]},
          x[3],
          x[4] != 0,
          x[5],
          {static_cast<SeasonKind>(static_cast<int>(x[6])), {x.begin() + kFixedNumbers, x.end()}}};
}

Period period_at(const LocalSeries& series, std::size_t t) { return series.first_period + static_cast<Period>(t); }

std::vector<double> adjusted(const LocalSeries& series, const ClassicalSeason& season) {
  std::vector<double> y = series.y;
  for (std::size_t t = 0; t < y.size(); ++t) y[t] = season.take_out(y[t], period_at(series, t));
  return y;
}

// The season of a history within two of them, laid on the calendar.
void add_short_season(const LocalSeries& series, bool ratio, Learnt& learnt) {
  ratio = ratio && std::none_of(series.y.begin(), series.y.end(), [](double v) { return v <= 0; });
  auto found = short_season(series.y, series.season, ratio);
  if (ratio && !found) found = short_season(series.y, series.season, ratio = false);
  if (!found) return;
  const Period m = series.season, start = ((series.first_period % m) + m) % m;
  learnt.season_freedom = found->freedom;
  learnt.season = {ratio ? SeasonKind::kMultiplicative : SeasonKind::kAdditive, found->season};
  std::rotate_copy(found->season.begin(), found->season.end() - start, found->season.end(),
                   learnt.season.factors.begin());
}

void learn_season(const LocalSeries& series, bool ratio, Learnt& learnt) {
  const std::vector<double> filled = fill_gaps(series.y);
  if (!has_season(filled, series.season)) return add_short_season(series, ratio, learnt);
  learnt.season = classical_season(filled, series.season, ratio ? SeasonKind::kMultiplicative : SeasonKind::kAdditive,
                                   series.first_period);
  learnt.season_freedom = static_cast<double>(learnt.season.factors.size());
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

/// Which line, and whether theta is free.
struct Variant {
  bool dynamic, free_theta;
};

std::vector<Variant> variants_of(const std::string& name) {
  if (name == "auto") return {{false, true}, {true, true}};  // each holds its standard form
  return {{name.front() == 'd', name == "otm" || name == "dotm"}};
}

/// Standard deviation.
double spread(const std::vector<double>& errors) {
  const auto n = static_cast<double>(errors.size());
  const double mean = std::accumulate(errors.begin(), errors.end(), 0.0) / n;
  double squares = 0;
  for (const double error : errors) squares += (error - mean) * (error - mean);
  return std::sqrt(squares / (n - 1));
}

/// By what errors are wider than those of the fit, which three parameters and the seasonal factors have made smaller.
double widening(std::size_t errors, const Learnt& learnt) {
  const auto n = static_cast<double>(errors), fitted = 3 + learnt.season_freedom;
  return std::sqrt(n / std::max(n - fitted, n / 2));
}

/// Whether errors are taken as those seen were; else normal ones.
bool sampled_errors(std::size_t errors, bool normal) { return !normal && errors >= kFewestObserved - kThetaStart; }

/// Errors to draw from, widened, around zero so that they do not add up to a drift; none where normal ones are drawn.
std::vector<double> drawable_errors(const Learnt& learnt, std::vector<double> errors, bool normal) {
  if (!sampled_errors(errors.size(), normal)) return {};
  const double wider = widening(errors.size(), learnt);
  const double mean = std::accumulate(errors.begin(), errors.end(), 0.0) / static_cast<double>(errors.size());
  for (double& error : errors) error = wider * (error - mean);
  return errors;
}

/// Quantiles of a one-step error: of those seen, where there are enough.
std::vector<double> error_quantiles(const std::vector<double>& levels, const Learnt& learnt, std::vector<double> errors,
                                    bool normal) {
  const bool sampled = sampled_errors(errors.size(), normal);
  const double wider = widening(errors.size(), learnt);
  std::sort(errors.begin(), errors.end());
  std::vector<double> quantiles;
  for (const double level : levels) {
    quantiles.push_back(sampled ? wider * sample_quantile(errors, level) : learnt.sigma * normal_quantile(level));
  }
  return quantiles;
}

}  // namespace

LocalFit ThetaModel::fit(const LocalSeries& series) const {
  if (const auto reason = unfit(observed_of(series.y)); reason != FallbackReason::kNone) return {{}, reason};
  Learnt learnt;
  learn_season(series, options_.decomposition == "multiplicative", learnt);
  const std::vector<double> y = adjusted(series, learnt.season);
  double smallest = std::numeric_limits<double>::infinity();
  for (const auto [dynamic, free_theta] : variants_of(options_.variant)) {
    const ThetaEstimate estimate = fit_theta(y, dynamic, free_theta);
    if (!(estimate.squared_errors < smallest)) continue;
    smallest = estimate.squared_errors;
    learnt.parameters = estimate.parameters;
    learnt.dynamic = dynamic;
  }
  if (!std::isfinite(smallest)) return {{}, FallbackReason::kDegenerate};
  learnt.sigma = spread(theta_errors(learnt.parameters, learnt.dynamic, y));
  return pack(learnt);
}

bool ThetaModel::could_have_learnt(const std::vector<double>& numbers) const {
  if (numbers.size() < kFixedNumbers) return false;
  const double kind = numbers[kFixedNumbers - 1];
  const bool seasonal =
      kind == static_cast<double>(SeasonKind::kAdditive) || kind == static_cast<double>(SeasonKind::kMultiplicative);
  return seasonal ? numbers.size() > kFixedNumbers : kind == 0 && numbers.size() == kFixedNumbers;
}

void ThetaModel::forecast(const LocalFit& fit, const LocalSeries& series, const Horizon& horizon, RandomStream&,
                          LocalForecast& out) const {
  const Learnt learnt = unpack(fit);
  const std::vector<double> y = adjusted(series, learnt.season);
  ThetaFilter filter = theta_filter(learnt.parameters, learnt.dynamic, y);
  const std::vector<double> errors = error_quantiles(
      horizon.levels, learnt, theta_errors(learnt.parameters, learnt.dynamic, y), options_.distribution == "normal");
  const std::vector<double> variances = filter.variances(out.mean.size());
  auto quantile = out.quantiles.begin();
  for (std::size_t step = 0; step < out.mean.size(); ++step) {
    const Period period = period_at(series, series.y.size() + step);
    out.mean[step] = learnt.season.put_back(filter.expected(), period);
    const double growth = std::sqrt(variances[step]) * learnt.season.weight(period);
    for (const double error : errors) *quantile++ = out.mean[step] + growth * error;
    filter.advance();
  }
}

void ThetaModel::simulate(const LocalFit& fit, const LocalSeries& series, std::size_t steps, RandomStream& random,
                          std::span<float> paths) const {
  const Learnt learnt = unpack(fit);
  const std::vector<double> y = adjusted(series, learnt.season);
  const ThetaFilter present = theta_filter(learnt.parameters, learnt.dynamic, y);
  const std::vector<double> errors =
      drawable_errors(learnt, theta_errors(learnt.parameters, learnt.dynamic, y), options_.distribution == "normal");
  for (std::size_t at = 0; at < paths.size(); at += steps) {
    ThetaFilter filter = present;
    for (std::size_t step = 0; step < steps; ++step) {
      const double error = errors.empty() ? learnt.sigma * random.normal()
                                          : errors[static_cast<std::size_t>(random.below(std::ssize(errors)))];
      const double value = filter.expected() + error;
      paths[at + step] = static_cast<float>(learnt.season.put_back(value, period_at(series, y.size() + step)));
      filter.advance(value);
    }
  }
}

Explanation ThetaModel::explain(const LocalFit& fit, const LocalSeries& series) const {
  const Learnt learnt = unpack(fit);
  Explanation told;
  told.form = std::string(learnt.dynamic ? "D" : "") + (variants_of(options_.variant)[0].free_theta ? "OTM" : "STM");
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
