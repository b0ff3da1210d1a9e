// SPDX-License-Identifier: Apache-2.0
#include "demandcast/core/json_nesting.h"

#include <gtest/gtest.h>

namespace demandcast {
namespace {

TEST(JsonNesting, CountsOpenBracketsOutsideOfStrings) {
  EXPECT_EQ(json_nesting(""), 0);
  EXPECT_EQ(json_nesting("{\"a\": [1, [2]], \"b\": {}}"), 3);
  EXPECT_EQ(json_nesting("[\"[[[\\\"[[[\", {\"{\": 1}]"), 2);
  EXPECT_EQ(json_nesting("[[[[ cut"), 4);
}

}  // namespace
}  // namespace demandcast
