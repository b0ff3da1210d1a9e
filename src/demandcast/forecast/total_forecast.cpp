// SPDX-License-Identifier: Apache-2.0
#include "demandcast/forecast/total_forecast.h"

#include <algorithm>

#include "demandcast/core/parallel.h"
#include "demandcast/core/sample_quantile.h"

namespace demandcast {
namespace {

constexpr std::size_t kBlock = 64;  // series sampled at once, then added in their order

/// [series] the groups that a series is summed in.
std::vector<std::vector<std::size_t>> groups_of(const Totals& totals, const PanelView& view, int steps) {
  std::vector<std::vector<std::size_t>> groups(view.series_count());
  for (std::size_t group = 0; group < totals.members.size(); ++group) {
    for (const std::size_t i : totals.members[group]) {
      const SeriesView series = view.series(i);
      const Period last = series.first_period() + std::ssize(series.target()) - 1;
      if (last + steps > view.origin(i)) groups[i].push_back(group);
    }
  }
  return groups;
}

/// Sums of paths [group, path, step] and of means [group, step].
struct Sums {
  std::vector<double> paths, means;
};

Sums sum_members(const PathSampler& sampler, const QuantileForecast& forecast,
                 const std::vector<std::vector<std::size_t>>& groups, std::size_t group_count,
                 const RunContext& context) {
  const auto steps = static_cast<std::size_t>(sampler.steps());
  const std::size_t size = steps * static_cast<std::size_t>(sampler.count());
  Sums sums{std::vector<double>(group_count * size), std::vector<double>(group_count * steps)};
  std::vector<std::vector<float>> drawn(std::min(kBlock, groups.size()), std::vector<float>(size));
  context.progress->start("totals", groups.size());
  for (std::size_t from = 0; from < groups.size(); from += kBlock) {
    const std::size_t count = std::min(kBlock, groups.size() - from);
    parallel_for(count, context, [&](std::size_t k) {
      if (!groups[from + k].empty()) sampler.sample(from + k, drawn[k]);
    });
    for (std::size_t k = 0; k < count; ++k) {
      for (const std::size_t group : groups[from + k]) {
        for (std::size_t at = 0; at < size; ++at) sums.paths[group * size + at] += static_cast<double>(drawn[k][at]);
        for (std::size_t h = 0; h < steps; ++h) {
          sums.means[group * steps + h] += forecast.mean(from + k, static_cast<int>(h));
        }
      }
    }
  }
  context.progress->finish();
  return sums;
}

/// Quantiles of the summed paths of one group over the steps [from, from + length).
void fill_quantiles(const Sums& sums, std::size_t group, int steps, int count, const Span& span,
                    std::span<const double> levels, std::span<double> quantiles) {
  const auto width = static_cast<std::size_t>(steps);
  std::vector<float> sample;
  for (std::size_t p = 0; p < static_cast<std::size_t>(count); ++p) {
    const double* path = sums.paths.data() + (group * static_cast<std::size_t>(count) + p) * width;
    double sum = 0;
    for (int step = span.lead; step < span.lead + span.length; ++step) sum += path[step];
    sample.push_back(static_cast<float>(sum));
  }
  sample_quantiles(sample, levels, quantiles);
}

}  // namespace

PanelView totals_view(const Totals& totals, const PanelView& members) {
  std::vector<Period> origins;
  for (const auto& group : totals.members) {
    Period newest = members.origin(group.front());
    for (const std::size_t i : group) newest = std::max(newest, members.origin(i));
    origins.push_back(newest);
  }
  return {totals.panel, std::move(origins)};
}

QuantileForecast total_forecast(const PathSampler& sampler, const QuantileForecast& forecast, const PanelView& view,
                                const Totals& totals, const RunContext& context) {
  const Horizon& horizon = forecast.horizon();
  const std::size_t group_count = totals.members.size();
  const Sums sums = sum_members(sampler, forecast, groups_of(totals, view, horizon.steps), group_count, context);
  QuantileForecast total(totals_view(totals, view), horizon);
  parallel_for(group_count, context, [&](std::size_t group) {
    const double* means = sums.means.data() + group * static_cast<std::size_t>(horizon.steps);
    for (int step = 0; step < horizon.steps; ++step) {
      total.mean(group, step) = means[step];
      fill_quantiles(sums, group, horizon.steps, sampler.count(), {step, 1}, horizon.levels,
                     total.quantiles(group, step));
    }
    for (std::size_t s = 0; s < horizon.spans.size(); ++s) {
      const Span& span = horizon.spans[s];
      for (int step = span.lead; step < span.lead + span.length; ++step) total.span_mean(group, s) += means[step];
      fill_quantiles(sums, group, horizon.steps, sampler.count(), span, horizon.levels, total.span_quantiles(group, s));
    }
    total.make_valid(group);
  });
  return total;
}

}  // namespace demandcast
