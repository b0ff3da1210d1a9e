// demandcast update as a user meets it.
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
using testing::Not;

class CliUpdate : public Cli {
 protected:
  void SetUp() override {
    if (!neural_library_is_there()) GTEST_SKIP() << "built without networks";
    Cli::SetUp();
  }
  /// Weeks of twelve products with a season of a quarter, in one of two rhythms.
  std::string products(const std::string& name, int weeks) const {
    std::string text = "unique_id,ds,y\n";
    for (int product = 0; product < 12; ++product) {
      for (int week = 0; week < weeks; ++week) {
        const int rhythm = week % 4 == product % 4 ? 12 : 0;
        text += fmt::format("p{},{},{}\n", product, week + 1, 10 + 2 * product + rhythm + (week * 5 + product * 3) % 7);
      }
    }
    return file(name, text);
  }
  Outcome fit(const std::string& data, const std::string& model, const std::string& updates) const {
    return run({"fit", data, "-m", "feed_forward", "-H", "4", "--set", "feed_forward.updates=" + updates, "--set",
                "feed_forward.weights=plain", "--set", "feed_forward.batch_series=12", "--threads", "1", "-o",
                place(model), "--quiet"});
  }
  Outcome update(const std::string& data, const std::vector<std::string>& more = {}) const {
    std::vector<std::string> words{"update", data, "-m", place("model"), "-o", place("newer"), "--threads", "1"};
    words.insert(words.end(), more.begin(), more.end());
    return run(words);
  }
  std::string arrays(const std::string& model) const { return read_file(place(model) + "/arrays.safetensors"); }
};

TEST_F(CliUpdate, LearnsOnAndTellsHowMuchBetterItGot) {
  ASSERT_EQ(fit(products("old.csv", 60), "model", "8").exit_code, 0);
  const std::string saved = arrays("model");
  const Outcome outcome = update(products("new.csv", 80), {"--updates", "40", "--rate", "1"});
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_THAT(outcome.err, AllOf(HasSubstr("updated on 12 series up to 76"), HasSubstr("newest 4 periods"),
                                 HasSubstr("% better"), Not(HasSubstr("worse"))));
  EXPECT_EQ(arrays("model"), saved);
  EXPECT_NE(arrays("newer"), saved);
  EXPECT_FALSE(fs::exists(place("newer") + ".checkpoints"));
  EXPECT_EQ(run({"forecast", place("new.csv"), "-m", place("newer"), "-o", place("f.csv")}).exit_code, 0);
}

TEST_F(CliUpdate, IsNotTakenWhereItGotWorseAndReplacesNothing) {
  ASSERT_EQ(fit(products("old.csv", 60), "model", "60").exit_code, 0);
  const std::string data = products("new.csv", 80);
  ASSERT_EQ(update(data, {"--tolerance", "1"}).exit_code, 0);
  const std::string taken = arrays("newer");
  const Outcome outcome = update(data, {"--rate", "1000", "--json"});
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err, AllOf(HasSubstr("is not taken"), HasSubstr("->"), HasSubstr("2 % worse is tolerated")));
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("demandcast.update/1"), HasSubstr("\"taken\": false")));
  EXPECT_EQ(arrays("newer"), taken);
}

TEST_F(CliUpdate, ChangesOnlySalientLayersWhereAsked) {
  ASSERT_EQ(fit(products("old.csv", 60), "model", "8").exit_code, 0);
  const Outcome outcome = update(products("new.csv", 80), {"--salient", "0.2", "--tolerance", "1"});
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_THAT(outcome.err, HasSubstr("changed: "));
}

TEST_F(CliUpdate, LearnsFromTheJudgesTooWhereAsked) {
  ASSERT_EQ(fit(products("old.csv", 60), "model", "8").exit_code, 0);
  const std::string data = products("new.csv", 62);
  ASSERT_EQ(update(data, {"--tolerance", "1"}).exit_code, 0);
  const std::string judged = arrays("newer");
  const Outcome outcome = update(data, {"--tolerance", "1", "--learn-all"});
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_THAT(outcome.err, HasSubstr("up to 62"));
  EXPECT_NE(arrays("newer"), judged);
}

TEST_F(CliUpdate, RefusesWhatCannotGoOn) {
  const std::string data = products("old.csv", 60);
  ASSERT_EQ(fit(data, "model", "4").exit_code, 0);
  EXPECT_THAT(update(data).err, HasSubstr("has learnt from exactly these data"));
  EXPECT_THAT(update(products("older.csv", 40)).err, HasSubstr("the data end at 40, the model has learnt up to 60"));
  const std::string newer = products("new.csv", 80);
  EXPECT_THAT(update(newer, {"--salient", "0"}).err, HasSubstr("--salient 0: above 0 and at most 1"));
  EXPECT_THAT(update(newer, {"--tolerance", "-1"}).err, HasSubstr("--tolerance -1: from 0 to 1"));
  EXPECT_THAT(run({"update", newer, "-m", "mq_cnn", "-o", place("newer")}).err,
              HasSubstr("goes on from a learned model"));
  ASSERT_EQ(run({"fit", data, "-m", "ets", "-H", "4", "-o", place("ets"), "--quiet"}).exit_code, 0);
  const Outcome local = run({"update", newer, "-m", place("ets"), "-o", place("newer")});
  EXPECT_EQ(local.exit_code, 2);
  EXPECT_THAT(local.err, HasSubstr("ets cannot go on learning"));
  EXPECT_FALSE(fs::exists(place("newer")));
}

}  // namespace
}  // namespace demandcast
