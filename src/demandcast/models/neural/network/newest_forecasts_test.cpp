// Forecasts of a network do not depend on threads, and leave those of others alone.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/neural/network/newest_forecasts.h"

#include <ATen/Parallel.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>

#include "demandcast/models/neural/network/network_estimator.h"
#include "demandcast/models/neural/network_designs.h"
#include "demandcast/models/pooled/promoted_catalogue_test.h"

namespace demandcast::neural {
namespace {

class NewestForecastsOf : public testing::TestWithParam<std::string> {
 protected:
  /// Mean and quantiles of every series and step.
  std::vector<double> forecast(int threads) const {
    RunContext context;
    context.threads = threads;
    const QuantileForecast forecast = forecast_one(*fitted_, PanelView(panel_, kOrigin), Horizon::of(kSteps), context);
    std::vector<double> numbers;
    for (std::size_t s = 0; s < panel_.series_count(); ++s) {
      for (int step = 0; step < kSteps; ++step) {
        numbers.push_back(forecast.mean(s, step));
        std::ranges::copy(forecast.quantiles(s, step), std::back_inserter(numbers));
      }
    }
    return numbers;
  }

  const Panel panel_ = promoted_catalogue(150).panel;  // more than two threads take at once
  const std::unique_ptr<Forecaster> fitted_ =
      NetworkEstimator(design_of(GetParam(), {{"updates", "10"}, {"batch_series", "24"}, {"width", "16"}}))
          .fit(SingleShard(PanelView(panel_, kOrigin)), Horizon::of(kSteps), {});
};

TEST_P(NewestForecastsOf, AreTheSameBitsAtAnyNumberOfThreads) { EXPECT_EQ(forecast(1), forecast(3)); }

TEST_P(NewestForecastsOf, LeaveTheThreadsOfProductsAsTheyWere) {
  const int before = at::get_num_threads();
  at::set_num_threads(2);
  forecast(1);
  EXPECT_EQ(at::get_num_threads(), 2);
  at::set_num_threads(before);
}

INSTANTIATE_TEST_SUITE_P(Every, NewestForecastsOf,
                         testing::Values("feed_forward", "mq_rnn", "mq_cnn", "mq_transformer"),
                         [](const auto& name) { return name.param; });

}  // namespace
}  // namespace demandcast::neural
