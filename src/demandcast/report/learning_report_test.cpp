// The page of learning curves.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/report/learning_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

using testing::HasSubstr;

LearningCurve judged_curve() { return {"trial<1>", {0, 10, 20, 30}, {0.5, 0.4, 0.35, 0.3}, {15, 30}, {0.42, 0.45}}; }

bool says(const std::string& page, const std::string& text) { return page.find(text) != std::string::npos; }

TEST(LearningReport, TellsBothLossesAndWhenTheHeldBackOneWasLeast) {
  const std::string page = render_learning_report({"0.1", "demandcast fit", "mq_cnn", {judged_curve()}});
  EXPECT_TRUE(says(page, "trial&lt;1&gt;"));
  EXPECT_TRUE(says(page, "went from 0.5000 to 0.3000"));
  EXPECT_TRUE(says(page, "least, 0.4200, after 15 updates"));
  EXPECT_FALSE(says(page, "nan"));
}

TEST(LearningReport, SaysSoWhereThereIsNoCurve) {
  EXPECT_TRUE(says(render_learning_report({"0.1", "", "ets", {}}), "there is no curve"));
}

TEST(LearningCurves, AreKeptAndReadBack) {
  Artifact artifact;
  ArtifactWriter writer(artifact);
  save_learning_curves({judged_curve()}, writer);
  const std::vector<LearningCurve> curves = load_learning_curves(ArtifactReader(artifact));
  ASSERT_EQ(curves.size(), 1U);
  EXPECT_EQ(curves[0].name, "trial<1>");
  EXPECT_EQ(curves[0].updates, judged_curve().updates);
  EXPECT_EQ(curves[0].held_back, judged_curve().held_back);
  EXPECT_TRUE(load_learning_curves(ArtifactReader(Artifact())).empty());
  artifact = {};
  LearningCurve cut = judged_curve();
  cut.loss.pop_back();
  ArtifactWriter other(artifact);
  save_learning_curves({cut}, other);
  EXPECT_THROW(load_learning_curves(ArtifactReader(artifact)), FormatError);
}

}  // namespace
}  // namespace demandcast
