// Rows appended to a store, against the same rows packed all at once.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/store/append_store.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <map>

#include "demandcast/core/error.h"
#include "demandcast/core/random.h"
#include "demandcast/data/data_file_test.h"
#include "demandcast/data/store/rewrite_store.h"
#include "demandcast/data/store/same_panel_test.h"

namespace demandcast {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

constexpr const char* kHeader = "unique_id,ds,y,price,views,onsale,brand,size\n";

DataSource roles() {
  DataSource source;
  source.known = {"price"};
  source.past = {"views"};
  source.availability = "onsale";
  source.statics = {"brand", "size"};
  return source;
}

std::string day(int t) { return format_timestamp(timestamp_of({2024, 1, 1}) + t * Timestamp{86400}); }

/// A row of every kind of column, some of them empty, by chance.
std::string row_of(RandomStream& random, int series, int t, bool planned) {
  const auto below = [&](std::int64_t bound) { return random.below(bound); };
  const std::string y = planned || below(9) == 0 ? "" : std::to_string(below(5));
  const std::string views = planned || below(5) == 0 ? "" : std::to_string(below(90));
  const std::string price = below(6) == 0 ? "" : fmt::format("{}.5", below(7));
  const std::string onsale = planned || below(4) == 0 ? "" : below(3) == 0 ? "0.5" : "1";
  const std::string brand = below(3) == 0 ? "" : fmt::format("b{}", series % 5);
  return fmt::format("s{},{},{},{},{},{},{},{}\n", series, day(t), y, price, views, onsale, brand, series % 3);
}

/// [part] the rows of a catalogue: what was known first, then three deliveries of later periods, earlier ones, new
/// series and plans. No row repeats the key of another.
std::vector<std::string> deliveries() {
  std::vector<std::string> parts(4);
  RandomStream random(3, 4);
  for (int series = 0; series < 300; ++series) {
    const int begin = static_cast<int>(random.below(20)), end = 40 + static_cast<int>(random.below(14));
    for (int t = begin; t < end; ++t) {
      if (random.below(8) == 0) continue;
      std::size_t part = t < 38 ? 0 : 1 + static_cast<std::size_t>(random.below(3));
      if (series > 280) part = std::max<std::size_t>(part, 2);                          // a new one
      if (random.below(30) == 0) part = 1 + static_cast<std::size_t>(random.below(3));  // a late one
      parts[part] += row_of(random, series, t, t >= 50);
    }
  }
  return parts;
}

class AppendStore : public testing::TestWithParam<FillPolicy> {
 protected:
  /// Packs the first part and appends the others, one file each.
  void append_all(const std::vector<std::string>& parts, DataSource source) {
    source.path = test_file("part0.csv", kHeader + parts[0]);
    ASSERT_TRUE(pack_store(source, store(), {.rows_of_shard = 900}, {}).store);
    for (std::size_t part = 1; part < parts.size(); ++part) append(kHeader + parts[part]);
  }
  PackResult append(const std::string& text, const std::string& plans = "") {
    DataSource rows;
    rows.path = test_file("more.csv", text);
    if (!plans.empty()) rows.future_path = test_file("plans.csv", plans);
    return append_store(rows, store(), {}, {});
  }
  static std::string store() { return test_path("store"); }
};

TEST_P(AppendStore, HoldsWhatPackingAllRowsAtOnceHolds) {
  const std::vector<std::string> parts = deliveries();
  DataSource source = roles();
  source.fill = GetParam();
  append_all(parts, source);
  source.path = test_file("all.csv", kHeader + parts[0] + parts[1] + parts[2] + parts[3]);
  const PackResult whole = pack_store(source, test_path("whole"), {.rows_of_shard = 900}, {});
  const PackedStore appended(store()), at_once(test_path("whole"));
  EXPECT_GT(appended.shard_count(), 4U);
  EXPECT_EQ(appended.summary().appended, 3);
  expect_same_panel(appended.whole(), at_once.whole());
  EXPECT_EQ(appended.summary().newest, at_once.summary().newest);
  EXPECT_EQ(appended.summary().rows, at_once.summary().rows);
  EXPECT_EQ(appended.summary().series, at_once.summary().series);
  EXPECT_EQ(appended.summary().cells, at_once.summary().cells);
  const auto of = [](const StoreSummary& summary) { return words_of({"", 0, summary.warnings, false, {}}); };
  EXPECT_EQ(of(appended.summary()), of(at_once.summary()));
}

TEST_P(AppendStore, IsWrittenAnewWithTheSamePanelInShardsOfTheRightSize) {
  const std::vector<std::string> parts = deliveries();
  DataSource source = roles();
  source.fill = GetParam();
  append_all(parts, source);
  const Panel before = PackedStore(store()).whole();
  rewrite_store(PackedStore(store()), store(), {.rows_of_shard = 600}, {});
  const PackedStore again(store());
  EXPECT_EQ(again.summary().appended, 0);
  expect_same_panel(again.whole(), before);
  for (std::size_t shard = 0; shard < again.shard_count(); ++shard) EXPECT_LT(again.cell_count(shard), 1100U);
  for (const auto& file : fs::directory_iterator(store())) {
    EXPECT_THAT(file.path().filename().string(), testing::Not(HasSubstr("-1.bin")));
  }
  append(std::string(kHeader) + "s7,2024-03-20,4,1,,1,,1\n");
  EXPECT_EQ(PackedStore(store()).whole().target(*before.find("s7")).back(), 4);
}

INSTANTIATE_TEST_SUITE_P(WithEveryFill, AppendStore, testing::Values(FillPolicy::kNone, FillPolicy::kZero));

using AppendToStore = AppendStore;

TEST_F(AppendToStore, TakesTheNewerRowOfADateAndKeepsWhatItLeavesEmpty) {
  DataSource source;
  source.known = {"price"};
  source.path = test_file("sales.csv", "unique_id,ds,y,price\n" + std::string("A,2024-01-01,1,5\nA,2024-01-02,2,6\n") +
                                           "A,2024-01-03,3,7\nB,2024-01-01,1,5\nB,2024-01-03,1,5\n");
  pack_store(source, store(), {}, {});
  const PackResult result = append("unique_id,ds,y,price\nA,2024-01-02,9,\nA,2024-01-04,,8\nB,2024-01-02,4,\n");
  ASSERT_TRUE(result.store) << result.report.error_text();
  const Panel panel = PackedStore(store()).whole();
  EXPECT_THAT(panel.target(0), testing::ElementsAre(1, 9, 3));
  EXPECT_THAT(panel.channels()[0].values, testing::ElementsAre(5, 6, 7, 8, 5, testing::IsNan(), 5));
  EXPECT_THAT(panel.target(1), testing::ElementsAre(1, 4, 1));
}

TEST_F(AppendToStore, CarriesVersionsOfPlans) {
  const std::string header = "unique_id,ds,y,price,known_at\n";
  std::vector<std::string> parts(3);
  for (int series = 0; series < 40; ++series) {
    for (int t = 0; t < 20; ++t) {
      parts[t < 15 ? 0 : 1] += fmt::format("s{},{},{},2,\n", series, day(t), t < 18 ? std::to_string(t) : "");
      if ((series + t) % 3 == 0) parts[2] += fmt::format("s{},{},,3,{}\n", series, day(t), day(series % 9));
      if ((series + t) % 4 == 0) parts[t < 15 ? 0 : 1] += fmt::format("s{},{},,4,{}\n", series, day(t), day(30));
    }
  }
  DataSource source;
  source.known = {"price"};
  source.known_at = "known_at";
  source.path = test_file("all.csv", header + parts[0] + parts[1] + parts[2]);
  pack_store(source, test_path("whole"), {}, {});
  source.path = test_file("first.csv", header + parts[0]);
  pack_store(source, store(), {.rows_of_shard = 200}, {});
  for (const std::size_t part : {1, 2}) {
    const PackResult result = append(header + parts[part]);
    ASSERT_TRUE(result.store) << result.report.error_text();
  }
  expect_same_panel(PackedStore(store()).whole(), PackedStore(test_path("whole")).whole());
}

TEST_F(AppendToStore, TakesPlansOfSeriesThatOnlyTheStoreHas) {
  std::string rows = "unique_id,ds,y,price\n";
  for (int t = 0; t < 20; ++t) rows += fmt::format("A,{0},1,2\nB,{0},1,3\n", day(t));
  DataSource source;
  source.known = {"price"};
  source.path = test_file("sales.csv", rows);
  pack_store(source, store(), {}, {});
  const std::string none = "unique_id,ds,y,price\n";
  const PackResult result =
      append(none + fmt::format("A,{},5,2\n", day(20)),
             fmt::format("unique_id,ds,price\nB,{},7\nB,{},9\nZ,{},1\n", day(21), day(3), day(21)));
  ASSERT_TRUE(result.store) << result.report.error_text();
  EXPECT_EQ(find_fault(result.report, "unknown_series")->count, 1U);
  EXPECT_EQ(find_fault(result.report, "past_plan")->count, 1U);
  source.path = test_file("all.csv", rows + fmt::format("A,{},5,2\n", day(20)));
  source.future_path = test_path("plans.csv");
  expect_same_panel(PackedStore(store()).whole(), *read_panel(source).panel);
}

TEST_F(AppendToStore, ChangesNothingWhereTheRowsHaveFaults) {
  DataSource source = roles();
  append_all({deliveries()[0]}, source);
  const auto before = bytes_of(store());
  const std::map<std::string, std::string> faults{{"s1,2024-03-01,-1,1,1,1,b1,1\n", "negative_target"},
                                                  {"s1,soon,1,1,1,1,b1,1\n", "bad_date"},
                                                  {"s1,2024-03-01,1,1,1,1,b1,large\n", "static_kind"}};
  for (const auto& [row, kind] : faults) {
    const PackResult result = append(kHeader + row);
    EXPECT_FALSE(result.store) << row;
    EXPECT_NE(find_fault(result.report, kind), nullptr) << result.report.error_text();
    EXPECT_TRUE(bytes_of(store()) == before) << row;
  }
}

TEST_F(AppendToStore, RefusesOtherColumnsFrequenciesAndPlaces) {
  append_all({deliveries()[0]}, roles());
  EXPECT_THROW(append("unique_id,ds,y\ns1,2024-03-01,1\n"), DataError);
  const PackResult hours = append(std::string(kHeader) + "s1,2024-03-01 07:00,1,1,1,1,b1,1\n");
  EXPECT_NE(find_fault(hours.report, "off_grid"), nullptr);
  DataSource rows;
  rows.path = test_path("more.csv");
  EXPECT_THROW(append_store(rows, test_path("nowhere"), {}, {}), ConfigError);
}

TEST_F(AppendToStore, LetsStaticsBeLeftOutAndTellsOfThoseThatChange) {
  append_all({deliveries()[0]}, roles());
  const PackResult without = append("unique_id,ds,y,price,views,onsale\ns3,2024-02-20,1,1,1,1\nnew,2024-02-20,1,,,\n");
  ASSERT_TRUE(without.store) << without.report.error_text();
  const PackResult changed = append(std::string(kHeader) + "s3,2024-02-21,1,1,1,1,other,0\n");
  ASSERT_TRUE(changed.store) << changed.report.error_text();
  EXPECT_THAT(find_fault(changed.report, "static_replaced")->places, testing::ElementsAre("series \"s3\""));
  const Panel panel = PackedStore(store()).whole();
  const StaticColumn& brand = *panel.find_static("brand");
  EXPECT_EQ(brand.categories[static_cast<std::size_t>(brand.codes[*panel.find("s3")])], "other");
  EXPECT_EQ(brand.codes[*panel.find("new")], -1);
}

TEST_F(AppendToStore, MergesAdditionsIntoTheirShardsOnceTheyHaveGrown) {
  DataSource source;
  std::string rows = "unique_id,ds,y\n";
  for (int series = 0; series < 50; ++series) rows += rows_of(fmt::format("s{}", series), {2024, 1, 1}, 1, 200);
  source.path = test_file("sales.csv", rows);
  pack_store(source, store(), {}, {});
  std::size_t most = 0, files = 0;
  for (int t = 200; t < 300; ++t) {
    append("unique_id,ds,y\n" + fmt::format("s7,{},{}\n", day(t), t));
    files = bytes_of(store()).size();
    most = std::max(most, files);
  }
  EXPECT_GT(most, 30U);
  EXPECT_LT(most, 40U);
  EXPECT_LT(files, most);
  const Panel panel = PackedStore(store()).whole();
  const auto target = panel.target(*panel.find("s7"));
  ASSERT_EQ(target.size(), 300U);
  EXPECT_EQ(target[250], 250);
}

}  // namespace
}  // namespace demandcast
