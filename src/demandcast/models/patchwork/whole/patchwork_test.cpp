// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "demandcast/core/error.h"
#include "demandcast/forecast/artifact.h"
#include "demandcast/models/builtin_models.h"
#include "demandcast/models/patchwork/expert_router/expert_router.h"
#include "demandcast/models/patchwork/whole/patchwork_rules.h"

namespace demandcast {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;

constexpr Period kFirst = 600, kOrigin = kFirst + 47;  // months: January 2020 to December 2023
constexpr int kSteps = 3;

/// Four years of twelve smooth series with a season, one of rare sales, one of a launch two months ago; a price
/// that is cut now and then where there is one.
Panel catalogue(bool with_price) {
  std::vector<SeriesInput> series;
  Channel price{"price", ChannelRole::kKnownFuture, {0}, {}, {}, {}};
  for (int s = 0; s < 14; ++s) {
    const int length = s == 13 ? 2 : 48;
    SeriesInput one{"series " + std::to_string(s), kOrigin + 1 - length, {}, {}};
    price.first_period.push_back(one.first_period);
    for (int t = 0; t < length + kSteps; ++t) {
      const bool cut = (t * 7 + s * 3) % 5 == 0;
      price.values.push_back(cut ? 1.5F : 2.0F);
      if (t >= length) continue;
      const double smooth = (50 + s) * (1 + 0.3 * std::sin(t * 0.5236)) * (with_price && cut ? 1.8 : 1.0);
      one.target.push_back(static_cast<float>(s == 12 ? (t % 6 == 0 ? 2 : 0) : std::round(smooth)));
      one.states.push_back(CellState::kObserved);
    }
    price.offsets.push_back(static_cast<std::int64_t>(price.values.size()));
    series.push_back(std::move(one));
  }
  std::vector<Channel> channels;
  if (with_price) channels.push_back(std::move(price));
  return {Frequency::parse("MS"), std::move(series), std::move(channels)};
}

std::unique_ptr<Forecaster> learnt(const std::string& model, const Panel& panel, const ModelOptions& options = {}) {
  const ModelRegistry models = builtin_models();
  const PanelView view(panel, kOrigin);
  return make_estimator(parse_composition(model, models), models, options)
      ->fit(SingleShard(view), Horizon::of(kSteps), {});
}

QuantileForecast forecast(const Forecaster& forecaster, const Panel& panel) {
  return forecast_one(forecaster, PanelView(panel, kOrigin), Horizon::of(kSteps), {});
}

std::string rule_of(const QuantileForecast& forecast, std::size_t series) {
  return forecast.rules()[static_cast<std::size_t>(forecast.rule(series))];
}

TEST(Patchwork, SendsLaunchesRareSalesAndTheOthersToModelsOfTheirOwn) {
  const Panel panel = catalogue(true);
  const QuantileForecast all = forecast(*learnt("patchwork", panel), panel);
  EXPECT_EQ(rule_of(all, 0), "default");
  EXPECT_EQ(rule_of(all, 12), "intermittent");
  EXPECT_EQ(rule_of(all, 13), "launches");
}

TEST(Patchwork, ForecastsAtThePlannedPricesWhereThereAreSome) {
  const Panel panel = catalogue(true);
  const auto forecaster = learnt("patchwork", panel);
  EXPECT_THAT(forecaster->notes(), Not(Contains(HasSubstr("price_elasticity"))));
  const QuantileForecast all = forecast(*forecaster, panel);
  EXPECT_GT(all.mean(4, 1), 1.3 * all.mean(4, 0));  // its price is cut in the second month ahead
}

TEST(Patchwork, LetsStandAsideWhatTheDataHaveNothingForAndSaysSo) {
  const Panel panel = catalogue(false);
  const auto forecaster = learnt("patchwork", panel);
  EXPECT_THAT(forecaster->notes(), Contains(HasSubstr("price_elasticity stands aside: the data have neither prices")));
  EXPECT_THAT(forecaster->notes(), Contains(HasSubstr("launch_analogues stands aside: 1 launches were seen")));
  const auto bare = learnt("ets+seasonal_profile+calibrated", panel);
  const QuantileForecast all = forecast(*forecaster, panel), without = forecast(*bare, panel);
  for (int step = 0; step < kSteps; ++step) EXPECT_EQ(all.mean(0, step), without.mean(0, step));
}

TEST(Patchwork, IsTheRouterWithItsRules) {
  const Panel panel = catalogue(true);
  const auto forecaster = learnt("patchwork", panel);
  Artifact artifact;
  ArtifactWriter writer(artifact);
  forecaster->save(writer);
  EXPECT_EQ(artifact.texts.at("rules").front(), rules_text(parse_rules(kPatchworkRules, "the built-in rules")));
}

TEST(Patchwork, ComesBackFromADirectoryWithWhatStoodAside) {
  const Panel panel = catalogue(false);
  const auto forecaster = learnt("patchwork", panel);
  Artifact artifact;
  ArtifactWriter writer(artifact);
  forecaster->save(writer);
  const ModelRegistry models = builtin_models();
  const auto again = load_forecaster(parse_composition("patchwork", models), models, {}, ArtifactReader(artifact));
  EXPECT_EQ(again->notes(), forecaster->notes());
  const QuantileForecast one = forecast(*forecaster, panel), other = forecast(*again, panel);
  for (std::size_t i = 0; i < one.series_count(); ++i) EXPECT_EQ(one.mean(i, 2), other.mean(i, 2));
}

TEST(Patchwork, LeavesARefusalToWhoeverAsksForPricesByName) {
  EXPECT_THROW(learnt("ets+price_elasticity", catalogue(false)), ConfigError);
  EXPECT_THROW(learnt("patchwork", catalogue(false), {{"price_elasticity", {{"optional", "false"}}}}), ConfigError);
}

}  // namespace
}  // namespace demandcast
