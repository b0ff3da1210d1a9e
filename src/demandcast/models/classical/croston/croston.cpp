// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/classical/croston/croston.h"

#include <algorithm>

#include "demandcast/models/classical/croston/demand_pattern.h"
#include "demandcast/models/classical/croston/exponential_smoothing.h"
#include "demandcast/models/classical/local/registration.h"
#include "demandcast/models/classical/local/weighted_sample.h"

namespace demandcast {
namespace {

constexpr double kLeastSmoothing = 0.1, kMostSmoothing = 0.3;  // the range of StatsForecast's CrostonOptimized

std::string form_of(const std::string& variant) {
  if (variant == "sba") return "SBA";
  if (variant == "tsb") return "TSB";
  return variant == "optimized" ? "Croston, optimized" : "Croston";
}

}  // namespace

Croston::Croston(CrostonOptions options) : options_(std::move(options)) {}
Croston::Croston(SbaOptions options) : options_{.variant = "sba", .smoothing = options.smoothing} {}
Croston::Croston(TsbOptions options)
    : options_{.variant = "tsb",
               .size_smoothing = options.size_smoothing,
               .probability_smoothing = options.probability_smoothing} {}

LocalFit Croston::fit(const LocalSeries& series) const {
  if (std::ranges::none_of(series.y, [](double y) { return y > 0; })) return {{}, FallbackReason::kDegenerate};
  if (options_.variant == "tsb") return {{options_.size_smoothing, options_.probability_smoothing}};
  if (options_.variant != "optimized") return {{options_.smoothing, options_.smoothing}};
  const DemandPattern pattern = demand_pattern(series.y);
  return {{best_smoothing(pattern.sizes, kLeastSmoothing, kMostSmoothing),
           best_smoothing(pattern.intervals, kLeastSmoothing, kMostSmoothing)}};
}

bool Croston::could_have_learnt(const std::vector<double>& numbers) const {
  return numbers.size() == 2 && std::ranges::all_of(numbers, [](double x) { return x >= 0 && x <= 1; });
}

double Croston::probability(const LocalFit& fit, const DemandPattern& pattern) const {
  if (options_.variant == "tsb") return smoothed_level(pattern.demanded, fit.numbers[1]);
  const double correction = options_.variant == "sba" ? 1 - options_.smoothing / 2 : 1;
  return correction / smoothed_level(pattern.intervals, fit.numbers[1]);
}

void Croston::forecast(const LocalFit& fit, const LocalSeries& series, const Horizon& horizon, RandomStream&,
                       LocalForecast& out) const {
  const DemandPattern pattern = demand_pattern(series.y);
  if (pattern.sizes.empty()) return;  // zeros
  const double p = probability(fit, pattern);
  std::fill(out.mean.begin(), out.mean.end(), p * smoothed_level(pattern.sizes, fit.numbers[0]));
  const WeightedSample sizes(pattern.sizes, smoothing_weights(pattern.sizes.size(), fit.numbers[0]));
  auto quantile = out.quantiles.begin();
  for (const double level : horizon.levels) {
    const double within = 1 - (1 - level) / p;  // the level among demands
    *quantile++ = within > 0 ? sizes.quantile(within) : 0;
  }
  const auto width = std::ssize(horizon.levels);  // every step is as the first
  for (auto step = quantile; step != out.quantiles.end(); step += width)
    std::copy_n(out.quantiles.begin(), width, step);
}

Explanation Croston::explain(const LocalFit& fit, const LocalSeries& series) const {
  const DemandPattern pattern = demand_pattern(series.y);
  if (pattern.sizes.empty()) return {};
  return {form_of(options_.variant),
          {{"demand size", smoothed_level(pattern.sizes, fit.numbers[0])},
           {"demand probability", probability(fit, pattern)},
           {"size smoothing", fit.numbers[0]},
           {options_.variant == "tsb" ? "probability smoothing" : "interval smoothing", fit.numbers[1]}},
          {}};
}

void register_croston(ModelRegistry& registry) {
  register_local_model<Croston, CrostonOptions>(registry, "croston",
                                                "sizes and intervals of intermittent demand, smoothed apart",
                                                "Croston 1972, Operational Research Quarterly 23");
}

void register_sba(ModelRegistry& registry) {
  register_local_model<Croston, SbaOptions>(registry, "sba", "Croston's method with the bias corrected",
                                            "Syntetos & Boylan 2005, International Journal of Forecasting 21");
}

void register_tsb(ModelRegistry& registry) {
  register_local_model<Croston, TsbOptions>(
      registry, "tsb", "sizes and probability of demand, so that dying products fade",
      "Teunter, Syntetos & Babai 2011, European Journal of Operational Research 214");
}

}  // namespace demandcast
