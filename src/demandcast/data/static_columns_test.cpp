// Statics from rows and from a table of their own.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/static_columns.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "demandcast/core/error.h"
#include "demandcast/data/data_file_test.h"

namespace demandcast {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

DataSource sales_of_three() {
  DataSource source;
  source.path = test_file("sales.csv", "unique_id,ds,y,size\n007,1,5,2\n007,2,6,2\nB,1,1,3\nC,1,1,\nC,2,1,\n");
  return source;
}

TEST(StaticColumns, ComeFromATableKeyedById) {
  DataSource source = sales_of_three();
  source.statics_path = test_path("items.parquet");
  write_table(Table{{{"unique_id", TextColumn{{"B", "007", "C", "unsold"}, {0, 1, 2, 3}}},
                     {"brand", TextColumn{{"zeta", "alpha", "never"}, {0, 1, -1, 2}}},
                     {"weight", NumberColumn{{1.5, 2.5, NAN, 9}}},
                     {"image", VectorColumn{2, {1, 2, 3, 4, 5, 6, 7, 8}}}}},
              source.statics_path);
  const Panel panel = read_panel_or_throw(source);
  ASSERT_EQ(panel.statics().size(), 3u);
  const StaticColumn& brand = *panel.find_static("brand");
  EXPECT_EQ(brand.kind, StaticKind::kCategory);
  EXPECT_THAT(brand.categories, ElementsAre("alpha", "zeta")) << "in order of bytes, those in use";
  EXPECT_THAT(brand.codes, ElementsAre(0, 1, -1));
  EXPECT_THAT(panel.find_static("weight")->numbers, ElementsAre(2.5F, 1.5F, testing::IsNan()));
  EXPECT_EQ(panel.find_static("image")->kind, StaticKind::kEmbedding);
  EXPECT_THAT(panel.find_static("image")->numbers, ElementsAre(3, 4, 1, 2, 5, 6));
}

TEST(StaticColumns, ThatAreNamedComeFromTheTableOrElseFromTheRows) {
  DataSource source = sales_of_three();
  source.statics_path = test_file("items.csv", "unique_id,brand,unasked\n007,x,1\nB,y,2\nC,x,3\n");
  source.statics = {"size", "brand"};
  const Panel panel = read_panel_or_throw(source);
  ASSERT_EQ(panel.statics().size(), 2u);
  EXPECT_THAT(panel.find_static("size")->numbers, ElementsAre(2, 3, testing::IsNan()));
  EXPECT_THAT(panel.find_static("brand")->codes, ElementsAre(0, 1, 0));
}

TEST(StaticColumns, TellIdsThatAreMissingOrRepeatedInTheTable) {
  DataSource source = sales_of_three();
  source.statics_path = test_file("items.csv", "unique_id,brand\n007,x\nB,y\n,z\nB,y\n");
  const auto result = read_panel(source);
  EXPECT_FALSE(result.panel);
  const Fault* repeated = find_fault(result.report, "duplicate_statics");
  ASSERT_TRUE(repeated);
  EXPECT_THAT(repeated->places.front(), HasSubstr("series \"B\" (rows 2 and 4 of"));
  const Fault* absent = find_fault(result.report, "no_statics");
  ASSERT_TRUE(absent);
  EXPECT_EQ(absent->severity, FaultSeverity::kWarning);
  EXPECT_THAT(absent->places, ElementsAre("series \"C\""));
  EXPECT_TRUE(find_fault(result.report, "bad_key"));
}

TEST(StaticColumns, MustNotVaryWithinASeries) {
  DataSource source;
  source.path = test_file("sales.csv", "unique_id,ds,y,shop\nA,1,5,\nA,2,6,north\nA,3,6,south\nB,1,1,east\n");
  source.statics = {"shop"};
  const auto result = read_panel(source);
  EXPECT_FALSE(result.panel);
  const Fault* changes = find_fault(result.report, "static_changes");
  ASSERT_TRUE(changes);
  EXPECT_THAT(changes->places, ElementsAre("series \"A\", 3 (row 3)"));
}

TEST(StaticColumns, NeedTheIdAndKnownColumns) {
  DataSource source = sales_of_three();
  source.statics_path = test_file("items.csv", "sku,brand\n007,x\n");
  EXPECT_THROW(read_panel(source), DataError);
  source.statics_path = test_file("items.csv", "unique_id,brand\n007,x\n");
  source.statics = {"colour"};
  EXPECT_THROW(read_panel(source), DataError);
}

}  // namespace
}  // namespace demandcast
