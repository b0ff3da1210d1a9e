// SPDX-License-Identifier: Apache-2.0
#include "demandcast/forecast/span_forecast.h"

#include <vector>

#include "demandcast/core/parallel.h"
#include "demandcast/core/sample_quantile.h"

namespace demandcast {
namespace {

void fill_series(const PathSampler& sampler, std::size_t series, QuantileForecast& forecast) {
  const auto steps = static_cast<std::size_t>(sampler.steps()), count = static_cast<std::size_t>(sampler.count());
  std::vector<float> paths(steps * count), sums(count);
  sampler.sample(series, paths);
  const Horizon& horizon = forecast.horizon();
  for (std::size_t s = 0; s < horizon.spans.size(); ++s) {
    const Span& span = horizon.spans[s];
    double mean = 0;
    for (int step = span.lead; step < span.lead + span.length; ++step) mean += forecast.mean(series, step);
    forecast.span_mean(series, s) = mean;
    for (std::size_t p = 0; p < count; ++p) {
      const float* first = paths.data() + p * steps + span.lead;
      double sum = 0;
      for (int step = 0; step < span.length; ++step) sum += static_cast<double>(first[step]);
      sums[p] = static_cast<float>(sum);
    }
    sample_quantiles(sums, horizon.levels, forecast.span_quantiles(series, s));
  }
}

}  // namespace

void fill_spans(const PathSampler& sampler, QuantileForecast& forecast, const RunContext& context) {
  context.progress->start("sums over spans", forecast.series_count());
  parallel_for(forecast.series_count(), context, [&](std::size_t i) { fill_series(sampler, i, forecast); });
  context.progress->finish();
}

}  // namespace demandcast
