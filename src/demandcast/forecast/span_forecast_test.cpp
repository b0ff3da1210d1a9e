// SPDX-License-Identifier: Apache-2.0
#include "demandcast/forecast/span_forecast.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "demandcast/core/random.h"

namespace demandcast {
namespace {

/// The quantile by sorting: the slow, plain definition.
double quantile_by_sorting(std::vector<float> sample, double level) {
  std::sort(sample.begin(), sample.end());
  const double at = level * static_cast<double>(sample.size() - 1);
  const auto low = static_cast<std::size_t>(at);
  const std::size_t high = std::min(low + 1, sample.size() - 1);
  return std::lerp(static_cast<double>(sample[low]), static_cast<double>(sample[high]), at - std::floor(at));
}

TEST(SampleQuantiles, AreThoseOfTheSortedSample) {
  RandomStream random(1, 1);
  for (const std::size_t size : {1, 2, 3, 17, 400}) {
    std::vector<float> sample;
    for (std::size_t i = 0; i < size; ++i) sample.push_back(static_cast<float>(random.poisson(3)) * 1.5F);
    const std::vector<double> levels{0.001, 0.1, 0.5, 0.55, 0.9, 0.999};
    std::vector<double> quantiles(levels.size());
    std::vector<float> reordered = sample;
    sample_quantiles(reordered, levels, quantiles);
    for (std::size_t q = 0; q < levels.size(); ++q) {
      EXPECT_NEAR(quantiles[q], quantile_by_sorting(sample, levels[q]), 1e-6) << size << " " << levels[q];
    }
  }
}

/// Path p is p at every step, for series 0; twice that for series 1.
class Ramp final : public PathSampler {
 public:
  using PathSampler::PathSampler;
  void sample(std::size_t series, std::span<float> paths) const override {
    for (std::size_t i = 0; i < paths.size(); ++i) {
      paths[i] = static_cast<float>((i / static_cast<std::size_t>(steps())) * (series + 1));
    }
  }
};

TEST(FillSpans, SumsPathByPath) {
  const Panel panel(Frequency::parse("D"),
                    {{"A", 0, {1}, {CellState::kObserved}}, {"B", 0, {1}, {CellState::kObserved}}});
  Horizon horizon{5, {0.1, 0.5}, {{0, 2}, {1, 4}}};
  QuantileForecast forecast(PanelView(panel, 0), horizon);
  for (int step = 0; step < 5; ++step) forecast.mean(1, step) = step;
  fill_spans(Ramp(5, 101), forecast, {});
  EXPECT_DOUBLE_EQ(forecast.span_quantiles(0, 0)[0], 2 * 10);
  EXPECT_DOUBLE_EQ(forecast.span_quantiles(0, 1)[1], 4 * 50);
  EXPECT_DOUBLE_EQ(forecast.span_quantiles(1, 1)[1], 2 * 4 * 50);
  EXPECT_DOUBLE_EQ(forecast.span_mean(1, 1), 1 + 2 + 3 + 4);
}

}  // namespace
}  // namespace demandcast
