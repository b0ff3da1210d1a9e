// Files, folders, models and stores that are not what they should be: one message each, and nothing written.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "apps/cli/cli_test.h"
#include "demandcast/data/table.h"

namespace demandcast {
namespace {

using testing::HasSubstr;

class CliFaults : public Cli {
 protected:
  /// `run` leaves one line with every one of `words`, the exit code, and no output.
  void expect_refused(const std::vector<std::string>& arguments, int exit_code, const std::vector<std::string>& words) {
    std::vector<std::string> all = arguments;
    all.insert(all.end(), {"-H", "2", "-o", place("out.csv"), "--quiet"});
    const Outcome outcome = run(all);
    EXPECT_EQ(outcome.exit_code, exit_code) << outcome.err;
    EXPECT_EQ(std::ranges::count(outcome.err, '\n'), 1) << outcome.err;
    for (const std::string& word : words) EXPECT_THAT(outcome.err, HasSubstr(word));
    EXPECT_EQ(outcome.out, "");
    EXPECT_FALSE(fs::exists(place("out.csv")));
  }
  std::vector<std::string> forecast(const std::string& data, const std::string& model = "ets") {
    return {"forecast", data, "-m", model};
  }
  void change(const std::string& name, const std::function<void(std::string&)>& work) {
    std::string bytes = read_file(place(name));
    work(bytes);
    write_file(place(name), bytes);
  }
  std::string written(const std::string& name) {
    write_table(read_table(sales()), place(name));
    return place(name);
  }
};

void cut_in_the_middle(std::string& bytes) { bytes.resize(bytes.size() / 2); }

/// A manifest of the next format version but a few.
void made_newer(std::string& manifest) {
  const std::string key = "\"format_version\": ";
  const std::size_t at = manifest.find(key);
  ASSERT_NE(at, manifest.npos);
  manifest[at + key.size()] = '9';
}

TEST_F(CliFaults, AFileThatIsCutOrDamagedSaysWhichAndWhatToDo) {
  for (const char* name : {"sales.csv.gz", "sales.parquet"}) {
    const std::string data = written(name);
    change(name, cut_in_the_middle);
    expect_refused(forecast(data), 3, {name, "cut", "copy it again"});
  }
  const std::string data = written("sales.parquet");
  change("sales.parquet", [](std::string& bytes) { std::fill(bytes.begin() + 4, bytes.begin() + 150, '\x5a'); });
  expect_refused(forecast(data), 3, {"sales.parquet", "damaged (", "write it again"});
}

TEST_F(CliFaults, AFolderOfFilesWhoseColumnsDifferNamesTheFileAndTheColumn) {
  fs::create_directories(folder_ / "parts");
  write_table({{{"unique_id", TextColumn{{"A"}, {0, 0}}}, {"ds", TimeColumn{{0, 86400}}}, {"y", NumberColumn{{1, 2}}}}},
              place("parts/1.parquet"));
  write_table({{{"unique_id", TextColumn{{"A"}, {0, 0}}},
                {"ds", TimeColumn{{2 * 86400, 3 * 86400}}},
                {"y", TextColumn{{"one", "two"}, {0, 1}}}}},
              place("parts/2.parquet"));
  expect_refused(forecast(place("parts")), 3, {"2.parquet", "\"y\""});
}

TEST_F(CliFaults, AParquetFileWithWrongStatisticsIsReadByItsValues) {
  Table table = read_table(sales());
  for (std::int64_t& y : std::get<IntegerColumn>(table.find("y")->values).values) y += 0x51525354;
  write_table(table, place("sales.parquet"));
  const std::vector<std::string> asked = {
      "forecast", place("sales.parquet"), "-m", "seasonal_naive", "-H", "2", "--quiet", "-o", place("out.csv")};
  ASSERT_EQ(run(asked).exit_code, 0);
  const std::string before = read_file(place("out.csv"));
  change("sales.parquet", [](std::string& bytes) {
    const std::string largest = "\x5b\x53\x52\x51";
    const std::size_t at = bytes.rfind(largest);
    ASSERT_NE(at, bytes.npos) << "the file holds no statistics";
    bytes[at] = '\x55';
  });
  const Outcome after = run(asked);
  EXPECT_EQ(after.exit_code, 0) << after.err;
  EXPECT_EQ(read_file(place("out.csv")), before);
}

TEST_F(CliFaults, AModelThatWasCutEditedOrIsNewerIsRefused) {
  const std::string data = sales();
  const std::vector<std::pair<std::string, std::function<void(std::string&)>>> harms = {
      {"arrays.safetensors", cut_in_the_middle},
      {"arrays.safetensors", [](std::string& bytes) { bytes.back() ^= 1; }},
      {"manifest.json", cut_in_the_middle},
      {"manifest.json", [](std::string& bytes) { bytes.replace(bytes.find("theta"), 5, "thetb"); }},
      {"manifest.json", made_newer}};
  for (const auto& [name, harm] : harms) {
    ASSERT_EQ(run({"fit", data, "-m", "theta", "-H", "2", "-o", place("model"), "--quiet"}).exit_code, 0);
    change("model/" + name, harm);
    expect_refused(forecast(data, place("model")), 3, {name});
    fs::remove_all(place("model"));
  }
}

TEST_F(CliFaults, AStoreThatWasCutEditedOrIsNewerIsRefused) {
  const std::string data = sales();
  const std::vector<std::pair<std::string, std::function<void(std::string&)>>> harms = {
      {"shard-00000.bin", cut_in_the_middle},
      {"shard-00000.bin", [](std::string& bytes) { bytes.back() ^= 1; }},
      {"manifest.json", [](std::string& bytes) { bytes.replace(bytes.find("\"y\""), 3, "\"z\""); }},
      {"manifest.json", made_newer}};
  for (const auto& [name, harm] : harms) {
    ASSERT_EQ(run({"pack", data, "-o", place("store"), "--quiet"}).exit_code, 0);
    change("store/" + name, harm);
    expect_refused(forecast(place("store")), 3, {name});
    fs::remove_all(place("store"));
  }
}

TEST_F(CliFaults, AnEmptyNameOfAColumnIsWrongUsageAndNotAMissingColumn) {
  std::vector<std::string> asked = forecast(sales());
  asked.insert(asked.end(), {"--static", ""});
  expect_refused(asked, 2, {"empty name", "--static"});
}

}  // namespace
}  // namespace demandcast
