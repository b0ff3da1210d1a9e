// Models after shocks, where what they must do is known.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/shocks.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "demandcast/core/error.h"
#include "demandcast/models/builtin_models.h"

namespace demandcast {
namespace {

ShocksConfig config_of(std::vector<std::string> models) {
  ShocksConfig config;
  config.run.models = std::move(models);
  config.twins.series = 12;
  return config;
}

ShockEffect effect_of(const ShocksResult& result, const std::string& model, const std::string& kind) {
  for (const ShockEffect& effect : result.effects) {
    if (effect.model == model && effect.kind == kind) return effect;
  }
  throw DataError("no effect of " + model);
}

TEST(Shocks, SeasonalNaiveRepeatsTheWholeSpikeAYearLaterAndForgetsItAtOnce) {
  const ShocksResult result = run_shocks(config_of({"seasonal_naive"}), builtin_models(), {});
  const ShockEffect spike = effect_of(result, "seasonal_naive", "spike");
  EXPECT_NEAR(spike.echo, 1, 1e-9);
  const ShockEffect shift = effect_of(result, "seasonal_naive", "shift");
  EXPECT_FALSE(shift.weeks_to_cover.has_value()) << "within a year it knows nothing of the new level";
  EXPECT_LT(shift.bias_left, -0.2);
}

TEST(Shocks, WithAFactorOfOneTwinsDoNotDiffer) {
  ShocksConfig config = config_of({"ets"});
  config.twins.series = 4;
  config.twins.factor = 1;
  for (const ShockEffect& effect : run_shocks(config, builtin_models(), {}).effects) {
    EXPECT_EQ(effect.bias_left, 0) << effect.model;
    for (const ShockMoment& m : effect.moments) {
      EXPECT_EQ(m.bias, m.twin_bias);
      EXPECT_EQ(m.coverage, m.twin_coverage);
    }
  }
}

TEST(Shocks, AnnouncedOnesAreAsAnyOtherToModelsThatReadNoPlans) {
  ShocksConfig config = config_of({"theta"});
  config.kinds = {ShockKind::kSpike, ShockKind::kAnnouncedSpike};
  const ShocksResult result = run_shocks(config, builtin_models(), {});
  EXPECT_EQ(effect_of(result, "theta", "spike").bias_left, effect_of(result, "theta", "announced spike").bias_left);
}

TEST(Shocks, AreTheSameAtAnyNumberOfThreads) {
  RunContext four;
  four.threads = 4;
  const ShocksConfig config = config_of({"theta"});
  EXPECT_EQ(to_json(run_shocks(config, builtin_models(), {})), to_json(run_shocks(config, builtin_models(), four)));
}

TEST(Shocks, ThePlanCountsTheFitsAndPutsTheReferenceLast) {
  const ShocksPlan plan = plan_shocks(config_of({"seasonal_naive", "ets"}), builtin_models());
  EXPECT_EQ(plan.models, (std::vector<std::string>{"ets", "seasonal_naive"}));
  EXPECT_EQ(plan.fits, 2 * 13 * 3u);
  EXPECT_EQ(plan.origins.back(), 48);
  EXPECT_EQ(plan.last_weeks, 26);
}

TEST(Shocks, RefuseWhatTheyCannotDo) {
  EXPECT_THROW(plan_shocks(config_of({"etz"}), builtin_models()), ConfigError);
  EXPECT_THROW(parse_shock_kind("spikes"), ConfigError);
  ShocksConfig config = config_of({"ets"});
  config.twins.share = 2;
  EXPECT_THROW(plan_shocks(config, builtin_models()), ConfigError);
  config.twins.share = 0.5;
  config.run.horizon = 40;
  EXPECT_THROW(plan_shocks(config, builtin_models()), ConfigError);
}

}  // namespace
}  // namespace demandcast
