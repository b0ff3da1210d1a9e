// Forests that were learnt apart, as one: the same trees, or the mean of both.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/forest/pooled/unite_forests.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "demandcast/core/error.h"
#include "demandcast/models/builtin_models.h"
#include "demandcast/models/forest/pooled/forest_forecaster.h"
#include "demandcast/models/forest/random_forest/random_forest.h"
#include "demandcast/models/forest/sqrf/sqrf.h"
#include "demandcast/models/pooled/promoted_catalogue_test.h"

namespace demandcast {
namespace {

using testing::HasSubstr;

constexpr std::size_t kSeries = 40;

std::unique_ptr<Forecaster> fit(const Panel& panel, int first_tree, int trees, int steps = kSteps) {
  SqrfOptions options;
  options.trees = trees;
  options.first_tree = first_tree;
  options.rows = 5'000;
  return SqrfEstimator(options).fit(SingleShard(PanelView(panel, kOrigin)), Horizon::of(steps), {});
}

std::unique_ptr<Forecaster> united(std::unique_ptr<Forecaster> one, std::unique_ptr<Forecaster> other) {
  std::vector<NamedForecaster> both;
  both.push_back({"one", std::move(one)});
  both.push_back({"other", std::move(other)});
  return unite_forests(std::move(both));
}

QuantileForecast forecast_of(const Forecaster& forecaster, const Panel& panel, const std::vector<double>& levels = {}) {
  Horizon horizon = Horizon::of(kSteps);
  if (!levels.empty()) horizon.levels = levels;
  return forecast_one(forecaster, PanelView(panel, kOrigin), horizon, {});
}

Artifact saved(const Forecaster& forecaster) {
  Artifact artifact;
  ArtifactWriter writer(artifact);
  forecaster.save(writer);
  return artifact;
}

/// Every other series, or the others: what one of two processes sees.
Panel half_of(const Promoted& all, std::size_t which) {
  std::vector<std::vector<float>> targets, plans;
  for (std::size_t i = which; i < kSeries; i += 2) {
    const SeriesView series = PanelView(all.panel, kOrigin).series(i);
    targets.emplace_back(series.target().begin(), series.target().end());
    plans.push_back(all.promoted[i]);
  }
  return weekly_panel(std::move(targets), {weekly_channel("promotion", ChannelRole::kKnownFuture, plans)});
}

TEST(UniteForests, TreesOfTwoProcessesAreTheForestOfOne) {
  const Promoted truth = promoted_catalogue(kSeries);
  const Artifact apart = saved(*united(fit(truth.panel, 0, 6), fit(truth.panel, 6, 6)));
  const Artifact whole = saved(*fit(truth.panel, 0, 12));
  EXPECT_EQ(apart.integers, whole.integers);
  EXPECT_EQ(apart.codes, whole.codes);
  EXPECT_EQ(apart.floats, whole.floats);
  EXPECT_EQ(apart.numbers.at("base"), whole.numbers.at("base"));
  EXPECT_NE(saved(*fit(truth.panel, 6, 6)).codes, saved(*fit(truth.panel, 0, 6)).codes);
}

TEST(UniteForests, ForestsOfOtherSeriesGiveTheMeanOfTheirDistributions) {
  const Promoted truth = promoted_catalogue(kSeries);
  const Panel panels[] = {half_of(truth, 0), half_of(truth, 1)};
  std::vector<double> fine;
  for (int i = 1; i < 1000; ++i) fine.push_back(i / 1000.0);
  const QuantileForecast one = forecast_of(*fit(panels[0], 0, 6), truth.panel, fine);
  const QuantileForecast other = forecast_of(*fit(panels[1], 0, 6), truth.panel, fine);
  const auto model = united(fit(panels[0], 0, 6), fit(panels[1], 0, 6));
  const QuantileForecast both = forecast_of(*model, truth.panel);
  ASSERT_EQ(saved(*model).texts.at("parts").size(), 1);
  for (std::size_t i = 0; i < kSeries; ++i) {
    EXPECT_NEAR(both.mean(i, 1), (one.mean(i, 1) + other.mean(i, 1)) / 2, 1e-6 * both.mean(i, 1));
    // With the thousandths of both as points, F(median) is one half to a point of each.
    const double median = both.quantiles(i, 1)[4];
    const auto below = [&](const QuantileForecast& forecast) {
      return std::ranges::count_if(forecast.quantiles(i, 1), [&](double z) { return z <= median; });
    };
    const auto under = [&](const QuantileForecast& forecast) {
      return std::ranges::count_if(forecast.quantiles(i, 1), [&](double z) { return z < median; });
    };
    EXPECT_GE(below(one) + below(other), 997) << i;
    EXPECT_LE(under(one) + under(other), 1001) << i;
  }
}

TEST(UniteForests, UnequalForestsWeighByTheirTrees) {
  const Promoted truth = promoted_catalogue(kSeries);
  const Panel panels[] = {half_of(truth, 0), half_of(truth, 1)};
  const QuantileForecast one = forecast_of(*fit(panels[0], 0, 6), truth.panel);
  const QuantileForecast other = forecast_of(*fit(panels[1], 0, 2), truth.panel);
  const QuantileForecast both = forecast_of(*united(fit(panels[0], 0, 6), fit(panels[1], 0, 2)), truth.panel);
  for (std::size_t i = 0; i < kSeries; ++i) {
    EXPECT_NEAR(both.mean(i, 0), 0.75 * one.mean(i, 0) + 0.25 * other.mean(i, 0), 1e-6 * both.mean(i, 0));
  }
}

TEST(UniteForests, AUnionIsSavedAndLoadedWhole) {
  const Promoted truth = promoted_catalogue(kSeries);
  const auto model = united(fit(half_of(truth, 0), 0, 3), fit(half_of(truth, 1), 0, 3));
  const Artifact artifact = saved(*model);
  const auto loaded = load_forest("sqrf", false, ArtifactReader(artifact));
  const QuantileForecast before = forecast_of(*model, truth.panel), after = forecast_of(*loaded, truth.panel);
  for (std::size_t i = 0; i < kSeries; ++i) {
    EXPECT_EQ(before.mean(i, 3), after.mean(i, 3));
    EXPECT_TRUE(std::ranges::equal(before.quantiles(i, 3), after.quantiles(i, 3)));
  }
}

std::string fault_of(std::unique_ptr<Forecaster> one, std::unique_ptr<Forecaster> other) {
  try {
    united(std::move(one), std::move(other));
  } catch (const ConfigError& error) {
    return error.what();
  }
  return "";
}

TEST(UniteForests, RefusesWhatDoesNotBelongTogether) {
  const Promoted truth = promoted_catalogue(kSeries);
  std::vector<std::vector<float>> bare(4, std::vector<float>(60, 3.0F));
  const Panel without_plan = weekly_panel(bare);
  EXPECT_THAT(fault_of(fit(truth.panel, 0, 2), fit(without_plan, 0, 2)), HasSubstr("feature \"promotion.planned\""));
  EXPECT_THAT(fault_of(fit(truth.panel, 0, 2), fit(truth.panel, 2, 2, kSteps - 1)), HasSubstr("4 steps"));
  RandomForestOptions dense;
  dense.trees = 2;
  const SingleShard stream(PanelView(truth.panel, kOrigin));
  EXPECT_THAT(fault_of(fit(truth.panel, 0, 2), RandomForestEstimator(dense).fit(stream, Horizon::of(kSteps), {})),
              HasSubstr("random_forest"));
  const auto other = make_estimator(parse_composition("seasonal_naive", builtin_models()), builtin_models(), {});
  EXPECT_THAT(fault_of(fit(truth.panel, 0, 2), other->fit(stream, Horizon::of(kSteps), {})),
              HasSubstr("\"other\" is no forest"));
}

}  // namespace
}  // namespace demandcast
