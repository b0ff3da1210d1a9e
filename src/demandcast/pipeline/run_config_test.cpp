// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/run_config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "demandcast/core/error.h"
#include "demandcast/models/builtin_models.h"

namespace demandcast {
namespace {

TEST(RunConfig, ReportsEveryMistakeAtOnce) {
  RunConfig config;
  config.models = {"seasonal_naiv"};
  config.data.frequency = "fortnight";
  try {
    validate(config, Needs::kOneModel, builtin_models());
    FAIL() << "mistakes were accepted";
  } catch (const ConfigError& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("no data given"));
    EXPECT_THAT(error.what(), testing::HasSubstr("unknown frequency \"fortnight\""));
    EXPECT_THAT(error.what(), testing::HasSubstr("no horizon given"));
    EXPECT_THAT(error.what(), testing::HasSubstr("did you mean \"seasonal_naive\"?"));
  }
}

TEST(RunConfig, LaysTheSeasonUnderTheOptionsOfModelsThatHaveIt) {
  RunConfig config;
  config.season = 26;
  EXPECT_EQ(options_with_season(config, builtin_models())["seasonal_naive"]["season"], "26");
  config.model_options["seasonal_naive"]["season"] = "52";
  EXPECT_EQ(options_with_season(config, builtin_models())["seasonal_naive"]["season"], "52");
}

}  // namespace
}  // namespace demandcast
