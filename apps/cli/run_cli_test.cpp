// SPDX-License-Identifier: Apache-2.0
#include "apps/cli/run_cli.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <sstream>
#include <vector>

#include "demandcast/core/atomic_file.h"

namespace demandcast {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

struct Outcome {
  int exit_code;
  std::string out, err;
};

Outcome run(const std::vector<std::string>& arguments) {
  std::ostringstream out, err;
  const int exit_code = run_cli(arguments, out, err);
  return {exit_code, out.str(), err.str()};
}

class Cli : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(testing::TempDir()) / testing::UnitTest::GetInstance()->current_test_info()->name();
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  std::string file(const std::string& name, const std::string& text) const {
    write_file(folder_ / name, text);
    return (folder_ / name).string();
  }
  std::string place(const std::string& name) const { return (folder_ / name).string(); }
  /// Two weeks of one series, 1 .. 7 each week.
  std::string sales() const {
    std::string text = "unique_id,ds,y\n";
    for (int day = 1; day <= 14; ++day) {
      text += "A,2024-01-" + std::string(day < 10 ? "0" : "") + std::to_string(day) + "," +
              std::to_string((day - 1) % 7 + 1) + "\n";
    }
    return file("sales.csv", text);
  }

  fs::path folder_;
};

TEST_F(Cli, ForecastsAFileOfSales) {
  const Outcome outcome = run({"forecast", sales(), "-m", "seasonal_naive", "-H", "3", "-o", place("forecast.csv")});
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  const std::string forecast = read_file(place("forecast.csv"));
  EXPECT_THAT(forecast, HasSubstr("unique_id"));
  EXPECT_THAT(forecast, HasSubstr("2024-01-15"));
  EXPECT_THAT(forecast, HasSubstr("2024-01-17"));
  EXPECT_EQ(std::count(forecast.begin(), forecast.end(), '\n'), 4);
}

TEST_F(Cli, TellsWrongUsageFromRejectedData) {
  EXPECT_EQ(run({"forecast", sales(), "-m", "seasonal_naive"}).exit_code, 2);
  const Outcome typo = run({"forecast", sales(), "-m", "seasonal_naiv", "-H", "3"});
  EXPECT_EQ(typo.exit_code, 2);
  EXPECT_THAT(typo.err, HasSubstr("did you mean \"seasonal_naive\"?"));

  const std::string negative = file("negative.csv", "unique_id,ds,y\nA,2024-01-01,1\nA,2024-01-02,-3\n");
  const Outcome rejected = run({"forecast", negative, "-m", "seasonal_naive", "-H", "3", "-o", place("out.csv")});
  EXPECT_EQ(rejected.exit_code, 3);
  EXPECT_THAT(rejected.err, HasSubstr("A"));
  EXPECT_THAT(rejected.err, HasSubstr("2024-01-02"));
  EXPECT_FALSE(fs::exists(place("out.csv")));
  EXPECT_EQ(run({"forecast", place("absent.csv"), "-m", "seasonal_naive", "-H", "3"}).exit_code, 3);
}

TEST_F(Cli, ForecastsDegenerateSeriesByAFallbackAndSaysSo) {
  std::string text = "unique_id,ds,y\n";
  for (int day = 10; day <= 20; ++day) text += "zero,2024-01-" + std::to_string(day) + ",0\n";
  const Outcome outcome =
      run({"forecast", file("zero.csv", text), "-m", "croston", "-H", "2", "-o", place("forecast.csv")});
  EXPECT_EQ(outcome.exit_code, 4);
  EXPECT_THAT(outcome.err, HasSubstr("all_zero"));
  EXPECT_TRUE(fs::exists(place("forecast.csv")));
}

TEST_F(Cli, ListsItsModelsAndShowsAnExampleFirst) {
  EXPECT_THAT(run({"models"}).out, HasSubstr("seasonal_naive"));
  const Outcome help = run({"forecast", "--help"});
  EXPECT_EQ(help.exit_code, 0);
  EXPECT_LT(help.out.find("demandcast forecast sales.parquet"), help.out.find("Options"));
}

}  // namespace
}  // namespace demandcast
