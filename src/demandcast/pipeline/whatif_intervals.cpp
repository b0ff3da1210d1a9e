// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/whatif_intervals.h"

#include <algorithm>

#include "demandcast/core/parallel.h"
#include "demandcast/core/sample_quantile.h"

namespace demandcast {
namespace {

/// [path, step] sums over series of scenario less plan, series in their order.
std::vector<double> path_differences(const Forecaster& model, const PanelView& base, const PanelView& changed,
                                     int steps, int count, const RunContext& context) {
  constexpr std::size_t kBlock = 64;
  const auto one = model.path_sampler(base, steps, count, context),
             other = model.path_sampler(changed, steps, count, context);
  const std::size_t cells = static_cast<std::size_t>(steps) * static_cast<std::size_t>(count);
  const std::size_t blocks = (base.series_count() + kBlock - 1) / kBlock;
  std::vector<double> total(cells, 0.0);
  constexpr std::size_t kAtOnce = 16;  // blocks whose sums are held
  for (std::size_t first = 0; first < blocks; first += kAtOnce) {
    const std::size_t some = std::min(kAtOnce, blocks - first);
    std::vector<std::vector<double>> sums(some, std::vector<double>(cells, 0.0));
    parallel_for(some, context, [&](std::size_t block) {
      std::vector<float> a(cells), b(cells);
      const std::size_t begin = (first + block) * kBlock, end = std::min(begin + kBlock, base.series_count());
      for (std::size_t i = begin; i < end; ++i) {
        one->sample(i, a);
        other->sample(i, b);
        for (std::size_t k = 0; k < cells; ++k) sums[block][k] += static_cast<double>(b[k]) - static_cast<double>(a[k]);
      }
    });
    for (const auto& of_block : sums) {
      for (std::size_t k = 0; k < cells; ++k) total[k] += of_block[k];
    }
  }
  return total;
}

}  // namespace

void add_intervals(const Forecaster& model, const PanelView& base, const PanelView& changed, int steps, int count,
                   const RunContext& context, WhatIfReport& effects) {
  const std::vector<double> paths = path_differences(model, base, changed, steps, count, context);
  const auto width = static_cast<std::size_t>(steps);
  std::vector<double> sums(paths.size() / width, 0.0);
  for (std::size_t step = 0; step < width; ++step) {
    std::vector<double> values;
    for (std::size_t path = 0; path < sums.size(); ++path) {
      values.push_back(paths[path * width + step]);
      sums[path] += values.back();
    }
    std::ranges::sort(values);
    effects.low.push_back(sample_quantile(values, 0.1));
    effects.high.push_back(sample_quantile(values, 0.9));
  }
  std::ranges::sort(sums);
  effects.total_low = sample_quantile(sums, 0.1);
  effects.total_high = sample_quantile(sums, 0.9);
}

}  // namespace demandcast
