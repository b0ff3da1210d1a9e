// demandcast unite as a user meets it.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "apps/cli/cli_test.h"

namespace demandcast {
namespace {

using testing::AllOf;
using testing::HasSubstr;

class CliUnite : public Cli {
 protected:
  std::string products(int first, int end) const {
    std::string text = "unique_id,ds,y\n";
    for (int product = first; product < end; ++product) {
      for (int week = 0; week < 60; ++week) {
        text += fmt::format("p{},{},{}\n", product, week + 1, 10 + product + (week * 5 + product * 3) % 7);
      }
    }
    return file(fmt::format("sales{}.csv", first), text);
  }
  /// Of trees first .. first + 2.
  Outcome fit(const std::string& data, const std::string& model, int first, int trees = 3,
              const std::vector<std::string>& more = {}) const {
    std::vector<std::string> words{"fit",    data,
                                   "-m",     "sqrf",
                                   "-H",     "3",
                                   "--set",  fmt::format("sqrf.trees={}", trees),
                                   "--set",  fmt::format("sqrf.first_tree={}", first),
                                   "-o",     place(model),
                                   "--quiet"};
    words.insert(words.end(), more.begin(), more.end());
    return run(words);
  }
};

TEST_F(CliUnite, WritesTheDirectoryThatOneProcessWouldHaveWritten) {
  const std::string data = products(0, 20);
  ASSERT_EQ(fit(data, "a", 0).exit_code, 0);
  ASSERT_EQ(fit(data, "b", 3).exit_code, 0);
  ASSERT_EQ(fit(data, "whole", 0, 6).exit_code, 0);
  const Outcome outcome = run({"unite", place("b"), place("a"), "-o", place("both")});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_THAT(outcome.err, HasSubstr("2 forests as one of 6 trees"));
  for (const char* part : {"/arrays.safetensors", "/manifest.json"}) {
    EXPECT_EQ(read_file(place("both") + part), read_file(place("whole") + part)) << part;
  }
}

TEST_F(CliUnite, ForestsOfPartsOfTheDataForecastTheWhole) {
  ASSERT_EQ(fit(products(0, 20), "a", 0).exit_code, 0);
  ASSERT_EQ(fit(products(20, 40), "b", 0).exit_code, 0);
  const Outcome outcome = run({"unite", place("a"), place("b"), "-o", place("both"), "--json"});
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("\"series\": 40"), HasSubstr("\"trees\": \"6\"")));
  const Outcome forecast = run({"forecast", products(0, 40), "-m", place("both"), "-o", place("out.csv")});
  EXPECT_EQ(forecast.exit_code, 0) << forecast.err;
}

TEST_F(CliUnite, SaysWhyModelsDoNotBelongTogether) {
  const std::string data = products(0, 20);
  ASSERT_EQ(fit(data, "a", 0).exit_code, 0);
  ASSERT_EQ(fit(data, "again", 2).exit_code, 0);
  ASSERT_EQ(fit(data, "fine", 3, 3, {"-q", "0.5"}).exit_code, 0);
  ASSERT_EQ(fit(data, "leaves", 3, 3, {"--set", "sqrf.min_leaf=5"}).exit_code, 0);
  const auto fault = [&](const std::string& other) {
    return run({"unite", place("a"), place(other), "-o", place("u")});
  };
  EXPECT_THAT(fault("again").err, AllOf(HasSubstr("the same trees"), HasSubstr("sqrf.first_tree=5")));
  EXPECT_THAT(fault("fine").err, HasSubstr("levels differ"));
  EXPECT_THAT(fault("leaves").err, HasSubstr("options differ"));
  EXPECT_NE(fault("leaves").exit_code, 0);
  EXPECT_THAT(run({"unite", place("a"), "-o", place("u")}).err, HasSubstr("two models or more"));
}

}  // namespace
}  // namespace demandcast
