// SPDX-License-Identifier: Apache-2.0
#include "demandcast/report/revision_chart.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace demandcast {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

SeriesPage page_with(std::vector<std::string> cutoffs) {
  SeriesPage page;
  page.id = "milk";
  page.revisions.date = "2024-03-01";
  page.revisions.actual = 250;
  page.revisions.cutoffs = std::move(cutoffs);
  page.revisions.models = {{"ets", {80, 90, 100}, {100, 110, 120}, {150, 140, 130}},
                           {"naive", {1, 1, 1}, {700, std::nan(""), 900}, {9, 9, 9}}};
  return page;
}

Evaluation of_two() {
  Evaluation evaluation;
  evaluation.leaderboard = {"ets", "naive"};
  evaluation.reference = "naive";
  return evaluation;
}

TEST(RevisionChart, ShowsMediansAndTheTruthInUnitsOfDemand) {
  const std::string figure = revision_figure(page_with({"2024-02-02", "2024-02-09", "2024-02-16"}), of_two());
  EXPECT_THAT(figure, HasSubstr("2024-03-01 from cutoff to cutoff"));
  EXPECT_THAT(figure, HasSubstr("ets (with its band), naive (grey); dashed: what came true, 250"));
  EXPECT_THAT(figure, HasSubstr("ets, 2024-02-09: 110 (90 to 140)"));
  EXPECT_THAT(figure, HasSubstr("naive, 2024-02-16: 900"));
  EXPECT_THAT(figure, Not(HasSubstr("naive, 2024-02-09")));
}

TEST(RevisionChart, IsNotThereWithoutCutoffs) { EXPECT_EQ(revision_figure(page_with({}), of_two()), ""); }

}  // namespace
}  // namespace demandcast
