// The learning curve that fit keeps, tells and draws.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "apps/cli/cli_test.h"
#include "demandcast/forecast/neural_library.h"

namespace demandcast {
namespace {

using testing::AllOf;
using testing::HasSubstr;

class CliLearning : public Cli {
 protected:
  void SetUp() override {
    if (!neural_library_is_there()) GTEST_SKIP() << "built without networks";
    Cli::SetUp();
  }
  Outcome fit(const std::vector<std::string>& more) const {
    std::string text = "unique_id,ds,y\n";
    for (int product = 0; product < 12; ++product) {
      for (int week = 0; week < 60; ++week) {
        text += fmt::format("p{},{},{}\n", product, week + 1, 10 + 2 * product + (week * 5 + product * 3) % 7);
      }
    }
    std::vector<std::string> words{"fit",          file("sales.csv", text),
                                   "-m",           "feed_forward",
                                   "-H",           "4",
                                   "--threads",    "1",
                                   "--set",        "feed_forward.updates=40",
                                   "--set",        "feed_forward.weights=plain",
                                   "--json",       "-o",
                                   place("model"), "--quiet"};
    words.insert(words.end(), more.begin(), more.end());
    return run(words);
  }
};

TEST_F(CliLearning, IsToldAndDrawn) {
  const Outcome outcome = fit({"--learning", place("learning.html")});
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("\"learning\""), HasSubstr("\"member 1\"")));
  EXPECT_NE(read_file(place("learning.html")).find("The loss of a batch went from"), std::string::npos);
  EXPECT_THAT(fit({"--learning", place("learning.txt")}).err, HasSubstr("ends in .html"));
}

TEST_F(CliLearning, OfAnEarlyStopHasTheHeldBackLossAndNoMoreUpdatesThanWereBest) {
  const Outcome outcome = fit({"--set", "feed_forward.early_stop=true", "--learning", place("learning.html")});
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("trial, the newest horizon held back"));
  EXPECT_NE(read_file(place("learning.html")).find("On periods held back it was least"), std::string::npos);
}

}  // namespace
}  // namespace demandcast
