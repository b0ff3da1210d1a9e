// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/store/pack_store.h"

#include <algorithm>

#include "demandcast/core/atomic_file.h"
#include "demandcast/core/error.h"
#include "demandcast/core/random.h"
#include "demandcast/data/data_file_test.h"
#include "demandcast/data/store/same_panel_test.h"
#include "demandcast/data/synthetic_catalogue.h"
#include "demandcast/data/table.h"

namespace demandcast {
namespace {

namespace fs = std::filesystem;

/// The rows of `table` in an order of chance.
Table shuffled(const Table& table) {
  std::vector<std::size_t> order(table.row_count());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  RandomStream random(5, 6);
  for (std::size_t i = order.size(); i > 1; --i) {
    std::swap(order[i - 1], order[static_cast<std::size_t>(random.below(static_cast<std::int64_t>(i)))]);
  }
  const auto pick = [&](auto& values) {
    auto picked = values;
    for (std::size_t i = 0; i < order.size(); ++i) picked[i] = values[order[i]];
    values = std::move(picked);
  };
  Table mixed = table;
  for (TableColumn& column : mixed.columns) {
    if (auto* texts = std::get_if<TextColumn>(&column.values)) pick(texts->codes);
    if (auto* times = std::get_if<TimeColumn>(&column.values)) pick(times->times);
    if (auto* integers = std::get_if<IntegerColumn>(&column.values)) pick(integers->values);
    if (auto* numbers = std::get_if<NumberColumn>(&column.values)) pick(numbers->values);
  }
  return mixed;
}

DataSource source_at(std::string path) {
  DataSource source;
  source.path = std::move(path);
  return source;
}

/// A catalogue with every kind of column, its rows in an order of chance.
DataSource catalogue(int series) {
  SyntheticCatalogueOptions options;
  options.series = series;
  options.periods = 60;
  options.future = 6;
  const SyntheticCatalogue made = make_synthetic_catalogue(options, {});
  DataSource source = source_at(test_path("sales.parquet"));
  source.known = {"price", "promo"};
  source.past = {"page_views"};
  source.availability = "availability";
  source.statics_path = test_path("statics.parquet");
  write_table(shuffled(made.sales), source.path);
  write_table(made.statics, source.statics_path);
  return source;
}

TEST(PackStore, HoldsThePanelThatTheReaderGives) {
  const DataSource source = catalogue(80);
  const ReadResult read = read_panel(source);
  const PackResult packed = pack_store(source, test_path("store"), {}, {});
  EXPECT_EQ(words_of(packed.report), words_of(read.report));
  EXPECT_EQ(packed.report.rows, read.report.rows);
  const PackedStore store(test_path("store"));
  expect_same_panel(store.whole(), *read.panel);
  EXPECT_EQ(store.summary().newest, read.panel->last_period());
  EXPECT_EQ(store.summary().source.known, source.known);
}

TEST(PackStore, ShowsTheEventsOfATableAsTheReaderDoes) {
  DataSource source = catalogue(80);
  ASSERT_TRUE(pack_store(source, test_path("store"), {.rows_of_shard = 1000}, {}).store);
  source.events.table = test_file("events.csv",
                                  "event,first,last,unique_id,category\nsale,2022-03-01,2022-03-09,,\n"
                                  "sale,2022-06-01,,S0000003,\nfair,2022-05-02,,,knitwear\n");
  const Panel read = read_panel_or_throw(source);
  const PackedStore store(test_path("store"), source.events);
  EXPECT_GT(store.shard_count(), 2U);
  expect_same_panel(store.whole(), read);
  ASSERT_EQ(read.channels().back().name, "to_sale");
  for (std::size_t shard = 0; shard < store.shard_count(); ++shard) {
    const Panel part = store.shard(shard);
    const PanelView view(part, store.summary().newest), all(read, store.summary().newest);
    for (std::size_t i = 0; i < part.series_count(); ++i) {
      const SeriesView one = view.series(i), same = all.series(*read.find(part.id(i)));
      for (std::size_t c = 0; c < part.channels().size(); ++c) {
        const auto here = one.channel(part.channels()[c], one.first_period(), one.origin() + 30);
        const auto there = same.channel(read.channels()[c], one.first_period(), one.origin() + 30);
        EXPECT_TRUE(same_bits(std::span<const double>(here), std::span<const double>(there))) << part.id(i);
      }
    }
  }
}

TEST(PackStore, PartsALargeCatalogueIntoShardsOfWholeSeries) {
  std::string rows = "unique_id,ds,y,category\n";
  for (int week = 0; week < 10; ++week) {
    for (int series = 0; series < 120000; ++series) {
      const int day = 1 + 7 * (week % 4), month = 1 + week / 4;
      if (series % 5 != week)
        rows += fmt::format("id{},2024-{:02}-{:02},{},c{}\n", series, month, day, series % 13, series % 17);
    }
  }
  DataSource source = source_at(test_file("sales.csv", rows));
  source.statics = {"category"};
  source.frequency = "D";
  RunContext two;
  two.threads = 2;
  const PackResult packed = pack_store(source, test_path("store"), {}, two);
  EXPECT_GT(packed.shards, 1U);
  const PackedStore store(test_path("store"));
  EXPECT_EQ(store.shard_count(), packed.shards);
  const ReadResult read = read_panel(source);
  expect_same_panel(store.whole(), *read.panel);
  EXPECT_EQ(words_of(packed.report), words_of(read.report));
  EXPECT_TRUE(std::ranges::is_sorted(store.shard(1).ids()));
  EXPECT_EQ(store.shard(0).statics()[0].categories.size(), 17U);

  pack_store(source, test_path("again"), {.memory = std::size_t{1} << 29}, {});
  EXPECT_EQ(bytes_of(test_path("again")), bytes_of(test_path("store")));
}

TEST(PackStore, TellsTheFaultsThatTheReaderTells) {
  std::string rows = "unique_id,ds,y,category\n";
  for (int week = 0; week < 12; ++week) {
    for (const char* id : {"A", "B", "C", "D", "E"}) {
      rows += fmt::format("{},{},{},{}\n", id, format_timestamp(timestamp_of({2024, 1, 7}) + week * 7 * 86400),
                          week == 5 && id[0] == 'B' ? "-2" : "3", week == 7 && id[0] == 'C' ? "y" : "x");
    }
  }
  rows += "A,2024-01-07,1,x\n,2024-01-07,1,x\nD,2024-01-09,1,x\nE,soon,inf,x\n";
  DataSource source = source_at(test_file("sales.csv", rows));
  source.statics = {"category"};
  const ReadResult read = read_panel(source);
  const PackResult packed = pack_store(source, test_path("store"), {}, {});
  EXPECT_FALSE(packed.store);
  EXPECT_FALSE(fs::exists(test_path("store")));
  EXPECT_EQ(packed.report.error_text(), read.report.error_text());
  EXPECT_EQ(words_of(packed.report), words_of(read.report));
}

TEST(PackStore, TakesPlansOfAFileOfTheirOwn) {
  std::string rows = "unique_id,ds,y,price\n";
  for (int day = 1; day <= 20; ++day) rows += fmt::format("A,2024-03-{0:02},{0},2\nB,2024-03-{0:02},1,3\n", day);
  DataSource source = source_at(test_file("sales.csv", rows));
  source.known = {"price"};
  source.future_path = test_file("plan.csv", "unique_id,ds,price\nA,2024-03-21,4\nZ,2024-03-21,4\nB,2024-03-19,9\n");
  const ReadResult read = read_panel(source);
  const PackResult packed = pack_store(source, test_path("store"), {}, {});
  expect_same_panel(PackedStore(test_path("store")).whole(), *read.panel);
  EXPECT_EQ(words_of(packed.report), words_of(read.report));
  EXPECT_NE(find_fault(packed.report, "unknown_series"), nullptr);
  EXPECT_NE(find_fault(packed.report, "unknown_series")->places.front().find("row 2 of the future values"),
            std::string::npos);
}

TEST(PackStore, CarriesTheVersionsOfPlans) {
  std::string rows = "unique_id,ds,y,price,known_at\n", plans = "unique_id,ds,price,known_at\n";
  for (int series = 0; series < 400; ++series) {
    for (int day = 1; day <= 10; ++day) {
      rows += fmt::format("s{0},2024-03-{1:02},{1},2,2024-02-{2:02}\n", series, day, 1 + series % 28);
      if ((series + day) % 3 == 0) rows += fmt::format("s{0},2024-03-{1:02},,3,2024-03-01\n", series, day);
    }
    plans += fmt::format("s{},2024-03-08,4,2024-03-05\ns{},2024-03-12,5,2024-03-09\n", series, series);
  }
  DataSource source = source_at(test_file("sales.csv", rows));
  source.known = {"price"};
  source.known_at = "known_at";
  source.future_path = test_file("plan.csv", plans);
  const ReadResult read = read_panel(source);
  ASSERT_TRUE(read.panel) << read.report.error_text();
  EXPECT_EQ(read.panel->channels()[0].versions.offsets.back(), 400 * 12 + 1333);
  const PackResult packed = pack_store(source, test_path("store"), {.rows_of_shard = 700}, {});
  EXPECT_GT(packed.shards, 2U);
  const PackedStore store(test_path("store"));
  EXPECT_EQ(store.summary().source.known_at, "known_at");
  expect_same_panel(store.whole(), *read.panel);
  EXPECT_EQ(words_of(packed.report), words_of(read.report));
}

TEST(PackStore, ReplacesAStoreButNothingElse) {
  const DataSource source = source_at(test_file("sales.csv", "unique_id,ds,y\n" + rows_of("A", {2024, 1, 1}, 1, 30)));
  pack_store(source, test_path("store"), {}, {});
  pack_store(source, test_path("store"), {}, {});
  EXPECT_EQ(PackedStore(test_path("store")).whole().series_count(), 1U);
  test_file("other/notes.txt", "mine");
  EXPECT_THROW(pack_store(source, test_path("other"), {}, {}), ConfigError);
  EXPECT_THROW(pack_store(source, test_path("small"), {.memory = 1 << 20}, {}), ConfigError);
  EXPECT_FALSE(fs::exists(test_path("small")));
}

TEST(PackedStore, RefusesFilesThatWereCutOrChanged) {
  const DataSource source = source_at(test_file("sales.csv", "unique_id,ds,y\n" + rows_of("A", {2024, 1, 1}, 1, 30)));
  const auto pack = [&] {
    fs::remove_all(test_path("store"));
    pack_store(source, test_path("store"), {}, {});
  };
  const std::string shard = test_path("store") + "/shard-00000.bin", manifest = test_path("store") + "/manifest.json";
  pack();
  std::string bytes = read_file(shard);
  bytes[70] = static_cast<char>(bytes[70] + 1);
  write_file(shard, bytes);
  EXPECT_THROW(PackedStore(test_path("store")).shard(0), FormatError);
  write_file(shard, bytes.substr(0, 100));
  EXPECT_THROW(PackedStore{test_path("store")}, FormatError);
  pack();
  std::string text = read_file(manifest);
  text.replace(text.find("\"rows\": 30"), 10, "\"rows\": 31");
  write_file(manifest, text);
  EXPECT_THROW(PackedStore{test_path("store")}, FormatError);
  write_file(manifest, text.substr(0, 50));
  EXPECT_THROW(PackedStore{test_path("store")}, FormatError);
  EXPECT_FALSE(is_packed_store(test_path("store")));
  EXPECT_THROW(PackedStore{test_path("nowhere")}, FormatError);
}

}  // namespace
}  // namespace demandcast
