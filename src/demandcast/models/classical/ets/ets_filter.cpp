// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/classical/ets/ets_filter.h"

#include <cmath>

#include "demandcast/models/classical/ets/ets_recursion.h"

namespace demandcast {
namespace {

// Forecasts of a multiplicative error are divided by: below this share of the series' scale they are out of the domain.
constexpr double kSmallestForecast = 1e-9;

// Sum of logs as the log of a product, taken only when the product would leave the range of doubles.
class LogSum {
 public:
  void add(double value) {
    product_ *= value;
    if (product_ < 1e-150 || product_ > 1e150) flush();
  }
  double total() {
    flush();
    return sum_;
  }

 private:
  void flush() {
    sum_ += std::log(product_);
    product_ = 1;
  }
  double product_ = 1, sum_ = 0;
};

void write_trace(const EtsTrace& trace, std::size_t t, const EtsStates& now, double season, double forecast) {
  if (!trace.level.empty()) trace.level[t] = now.level;
  if (!trace.growth.empty()) trace.growth[t] = now.growth;
  if (!trace.season.empty()) trace.season[t] = season;
  if (!trace.forecast.empty()) trace.forecast[t] = forecast;
}

template <class Step, bool kRelative>
EtsSums run(const EtsWeights& w, std::span<const double> y, EtsStates& states, const EtsTrace& trace) {
  EtsSums sums;
  LogSum logs;
  double none = 0;
  const std::size_t m = states.season.size();
  const bool traced = !trace.level.empty() || !trace.forecast.empty();
  double level = states.level, growth = states.growth;
  for (std::size_t t = 0, phase = 0; t < y.size(); ++t) {
    double& season = Step::kHasSeason ? states.season[phase] : none;
    const double damped = Step::damped_growth(growth, w.phi);
    const double base = Step::base(level, damped);
    const double forecast = Step::forecast(base, season);
    if (std::isnan(y[t])) {
      Step::skip(base, damped, level, growth);
    } else {
      if (kRelative && !(forecast > kSmallestForecast && base > 0)) return {.valid = false};
      const double error = kRelative ? y[t] / forecast - 1 : y[t] - forecast;
      sums.squares += error * error;
      if constexpr (kRelative) logs.add(forecast);
      ++sums.observed;
      Step::update(w, y[t], base, damped, level, growth, season);
    }
    if (traced) {
      states.level = level;
      states.growth = growth;
      write_trace(trace, t, states, season, forecast);
    }
    if (Step::kHasSeason && ++phase == m) phase = 0;
  }
  states.level = level;
  states.growth = growth;
  if constexpr (kRelative) sums.log_forecast = logs.total();
  sums.valid = std::isfinite(sums.squares) && std::isfinite(sums.log_forecast);
  return sums;
}

}  // namespace

EtsSums filter_ets(const EtsForm& form, const EtsWeights& weights, std::span<const double> y, EtsStates& states,
                   const EtsTrace& trace) {
  return with_ets_components(form, [&]<EtsComponent kTrend, EtsComponent kSeason>() {
    using Step = EtsStep<kTrend, kSeason>;
    return form.error == EtsComponent::kMultiplicative ? run<Step, true>(weights, y, states, trace)
                                                       : run<Step, false>(weights, y, states, trace);
  });
}

}  // namespace demandcast
