// SPDX-License-Identifier: Apache-2.0
#include "demandcast/core/launch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

using testing::HasSubstr;
using Variables = std::map<std::string, std::string>;

Launch launch_with(const Variables& variables) {
  return launch_of([&](const char* name) -> const char* {
    const auto found = variables.find(name);
    return found == variables.end() ? nullptr : found->second.c_str();
  });
}

std::string refusal_of(const Variables& variables) {
  try {
    launch_with(variables);
  } catch (const ConfigError& error) {
    return error.what();
  }
  return "";
}

TEST(Launch, IsOneProcessWhereNoLauncherTellsOtherwise) {
  for (const Variables& variables : {Variables{}, Variables{{"RANK", "3"}}, Variables{{"WORLD_SIZE", "1"}}}) {
    const Launch launch = launch_with(variables);
    EXPECT_TRUE(launch.alone());
    EXPECT_TRUE(launch.leads());
  }
}

TEST(Launch, KnowsItsRankAndItsGroup) {
  const Launch launch = launch_with(
      {{"WORLD_SIZE", "4"}, {"RANK", "2"}, {"DEMANDCAST_PROCESS_GROUP", "0"}, {"DEMANDCAST_LIBTORCH", "2.13.0"}});
  EXPECT_EQ(launch.name(), "rank 2 of 4");
  EXPECT_FALSE(launch.alone() || launch.leads());
  EXPECT_EQ(launch.group, "0");
  EXPECT_EQ(launch.libtorch, "2.13.0");
}

TEST(Launch, NamesTheVariableThatIsWrong) {
  EXPECT_THAT(refusal_of({{"WORLD_SIZE", "two"}}), HasSubstr("WORLD_SIZE: it is \"two\""));
  EXPECT_THAT(refusal_of({{"WORLD_SIZE", ""}}), HasSubstr("WORLD_SIZE: it is \"\""));
  EXPECT_THAT(refusal_of({{"WORLD_SIZE", "0"}}), HasSubstr("from 1 to"));
  EXPECT_THAT(refusal_of({{"WORLD_SIZE", "2"}}), HasSubstr("RANK: it is not set"));
  EXPECT_THAT(refusal_of({{"WORLD_SIZE", "2"}, {"RANK", "2"}}),
              HasSubstr("RANK: it is \"2\", wanted is a whole number from 0 to 1"));
  EXPECT_THAT(refusal_of({{"WORLD_SIZE", "2"}, {"RANK", "1x"}}), HasSubstr("\"1x\""));
  EXPECT_THAT(refusal_of({{"WORLD_SIZE", "2"}, {"RANK", "1"}}), HasSubstr("no group to speak through"));
}

}  // namespace
}  // namespace demandcast
