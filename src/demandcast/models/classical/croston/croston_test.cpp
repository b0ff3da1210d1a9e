// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/classical/croston/croston.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

using Numbers = std::vector<double>;

LocalForecast forecast_of(const std::string& variant, const Numbers& y, const Numbers& levels, int steps = 1) {
  CrostonOptions options;
  options.variant = variant;
  const Croston model(options);
  LocalSeries series;
  series.y = y;
  Horizon horizon = Horizon::of(steps);
  horizon.levels = levels;
  LocalForecast out{Numbers(static_cast<std::size_t>(steps)), Numbers(levels.size() * static_cast<std::size_t>(steps))};
  RandomStream random(1, 1);
  model.forecast(model.fit(series), series, horizon, random, out);
  return out;
}

const std::map<std::string, Numbers> kHistories{
    {"lumpy", {0, 0, 3, 0, 1, 0, 0, 0, 12, 2, 0, 0, 5, 0, 0, 1, 0, 7, 0, 0}},
    {"steady", {4, 6, 5, 7, 3, 4.5, 6.25, 5, 8, 4}},
    {"single", {0, 0, 0, 2.5, 0, 0}},
    {"dying", {9, 8, 0, 7, 6, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0}},
};

TEST(Croston, MeansEqualThoseOfStatsForecast) {
  struct Golden {
    std::string history, variant;
    double mean, tolerance;
  };
  // tools/oracles/croston_statsforecast.py; the optimum is found to a width of 1e-6 in the smoothing.
  const std::vector<Golden> goldens{
      {"lumpy", "classic", 1.369728129309274, 1e-14},
      {"lumpy", "sba", 1.3012417228438102, 1e-14},
      {"lumpy", "tsb", 1.280668856388557, 1e-14},
      {"lumpy", "optimized", 1.3697281293102592, 1e-5},
      {"steady", "classic", 4.872136432000001, 1e-14},
      {"steady", "sba", 4.628529610400001, 1e-14},
      {"steady", "tsb", 5.240162304, 1e-14},
      {"steady", "optimized", 5.212946128516636, 1e-5},
      {"single", "classic", 0.625, 1e-14},
      {"single", "sba", 0.59375, 1e-14},
      {"single", "tsb", 0.32000000000000006, 1e-14},
      {"single", "optimized", 0.625, 1e-14},
      {"dying", "classic", 6.241295862607338, 1e-14},
      {"dying", "sba", 5.9292310694769705, 1e-14},
      {"dying", "tsb", 0.7767375512170668, 1e-14},
      {"dying", "optimized", 3.705266170580685, 1e-5},
  };
  for (const Golden& golden : goldens) {
    const double mean = forecast_of(golden.variant, kHistories.at(golden.history), {0.5}).mean[0];
    EXPECT_NEAR(mean / golden.mean, 1, golden.tolerance) << golden.history << " " << golden.variant;
  }
}

TEST(Croston, QuantilesAreThoseOfTheMixtureByHand) {
  // TSB of 0 4 0 8: p = 0.2 + 0.8 (0.8 * 0.2) = 0.328; sizes 4 with weight 0.8 and 8 with 0.2.
  // No demand up to level 0.672, then 4 up to 0.672 + 0.328 * 0.8 = 0.9344, then 8.
  const auto out = forecast_of("tsb", {0, 4, 0, 8}, {0.1, 0.67, 0.68, 0.93, 0.94, 0.999});
  EXPECT_EQ(out.quantiles, (Numbers{0, 0, 4, 4, 8, 8}));
  EXPECT_NEAR(out.mean[0], 0.328 * 4.8, 1e-14);
}

TEST(Croston, TheMeanOfTheQuantilesIsTheMean) {
  Numbers levels;
  for (int i = 0; i < 20000; ++i) levels.push_back((i + 0.5) / 20000);
  for (const auto& [name, y] : kHistories) {
    for (const std::string variant : {"classic", "sba", "tsb", "optimized"}) {
      const auto out = forecast_of(variant, y, levels);
      double sum = 0;
      for (const double q : out.quantiles) sum += q;
      EXPECT_NEAR(sum / 20000, out.mean[0], 2e-3) << name << " " << variant;
    }
  }
}

TEST(Croston, LeavesMissingPeriodsOut) {
  const double gap = std::numeric_limits<double>::quiet_NaN();
  for (const std::string variant : {"classic", "sba", "tsb", "optimized"}) {
    const auto with = forecast_of(variant, {0, 3, gap, 0, 0, gap, gap, 5, 1, gap}, {0.5, 0.9});
    const auto without = forecast_of(variant, {0, 3, 0, 0, 5, 1}, {0.5, 0.9});
    EXPECT_EQ(with.mean, without.mean) << variant;
    EXPECT_EQ(with.quantiles, without.quantiles) << variant;
  }
}

TEST(Croston, ScalesWithTheUnitOfDemand) {
  for (const double unit : {1e-6, 1e12}) {
    Numbers scaled = kHistories.at("lumpy");
    for (double& y : scaled) y *= unit;
    for (const std::string variant : {"classic", "sba", "tsb", "optimized"}) {
      const auto a = forecast_of(variant, kHistories.at("lumpy"), {0.3, 0.8}),
                 b = forecast_of(variant, scaled, {0.3, 0.8});
      EXPECT_NEAR(b.mean[0] / a.mean[0] / unit, 1, 1e-5) << variant;
      EXPECT_NEAR(b.quantiles[1], a.quantiles[1] * unit, 1e-9 * unit) << variant;
    }
  }
}

TEST(Croston, StandsUpToShortAndConstantHistories) {
  for (const std::string variant : {"classic", "sba", "tsb", "optimized"}) {
    EXPECT_GT(forecast_of(variant, {3}, {0.5}).mean[0], 0) << variant;
    const auto constant = forecast_of(variant, {5, 5, 5, 5, 5}, {0.1, 0.9}, 2);
    EXPECT_EQ(constant.quantiles[3], 5) << variant;
    EXPECT_NEAR(constant.mean[1], variant == "sba" ? 4.75 : 5, 1e-12) << variant;
  }
}

TEST(Croston, ASeriesThatIsNeverAboveZeroIsNotItsBusiness) {
  LocalSeries returns;
  returns.y = {0, -2, 0};
  EXPECT_EQ(Croston(CrostonOptions{}).fit(returns).reason, FallbackReason::kDegenerate);
}

TEST(Croston, TellsSizeAndProbability) {
  const Croston model(TsbOptions{});
  LocalSeries series;
  series.y = {0, 4, 0, 8};
  const Explanation told = model.explain(model.fit(series), series);
  EXPECT_EQ(told.form, "TSB");
  EXPECT_NEAR(told.parameters[0].second, 4.8, 1e-14);
  EXPECT_NEAR(told.parameters[1].second, 0.328, 1e-14);
}

TEST(Croston, OptionsAreChecked) {
  EXPECT_THROW(read_options<CrostonOptions>("croston", {{"variant", "imapa"}}), ConfigError);
  EXPECT_THROW(read_options<TsbOptions>("tsb", {{"size_smoothing", "1.5"}}), ConfigError);
}

}  // namespace
}  // namespace demandcast
