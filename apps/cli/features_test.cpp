// demandcast features as a user meets it.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "apps/cli/cli_test.h"

namespace demandcast {
namespace {

using testing::HasSubstr;

class CliFeatures : public Cli {};

TEST_F(CliFeatures, ListsWhatThereIsAndWritesTheMatrix) {
  const Outcome outcome = run({"features", sales(), "-H", "2", "-o", place("matrix.csv")});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("step                 horizon    100 %  periods from the origin"));
  EXPECT_THAT(outcome.err, HasSubstr("25 training rows of 25, 2 rows ahead of 1 series, in "));
  const std::string matrix = read_file(place("matrix.csv"));
  EXPECT_THAT(matrix, testing::StartsWith("\"unique_id\",\"origin\",\"ds\",\"target\",\"scale\",\"step\",\"length\""));
  EXPECT_THAT(matrix, HasSubstr("\"A\",2024-01-01,2024-01-02,2,1,1,1,"));
  EXPECT_THAT(matrix, HasSubstr("\"A\",2024-01-14,2024-01-16,,4,2,1,"));
}

TEST_F(CliFeatures, GivesJsonAndWritesNothingUnasked) {
  const Outcome outcome = run({"features", sales(), "-H", "2", "--json", "--quiet"});
  EXPECT_THAT(outcome.out, HasSubstr("\"schema\": \"demandcast.features/1\""));
  EXPECT_THAT(outcome.out, HasSubstr("\"known\": \"of the origin\""));
  EXPECT_THAT(outcome.out, HasSubstr("\"file\": null"));
  EXPECT_EQ(outcome.err, "");
}

TEST_F(CliFeatures, GivesCsvOnStdoutAndNothingElseThere) {
  const Outcome outcome = run({"features", sales(), "-H", "2", "-o", "-"});
  EXPECT_THAT(outcome.err, HasSubstr("25 training rows"));
  EXPECT_THAT(outcome.out, testing::Not(HasSubstr("formula")));
}

TEST_F(CliFeatures, SaysWhatIsWrong) {
  const Outcome none = run({"features", sales()});
  EXPECT_EQ(none.exit_code, 2);
  EXPECT_THAT(none.err, HasSubstr("give -H with the number of periods"));
  const Outcome column = run({"features", sales(), "-H", "2", "--known", "price"});
  EXPECT_EQ(column.exit_code, 3);
  EXPECT_THAT(column.err, HasSubstr("price"));
  const Outcome place_of_folder = run({"features", sales(), "-H", "2", "-o", folder_.string()});
  EXPECT_NE(place_of_folder.exit_code, 0);
}

}  // namespace
}  // namespace demandcast
