// Every way in which the command ends, by its exit code.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>
#include <fstream>

#include "apps/cli/cli_test.h"

namespace demandcast {
namespace {

using testing::HasSubstr;

/// While it lives, no file can grow beyond a few bytes: a disk as good as full.
class FullDisk {
 public:
  FullDisk() {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    rlimit few = before_;
    few.rlim_cur = 16;
    ::setrlimit(RLIMIT_FSIZE, &few);
    handler_ = std::signal(SIGXFSZ, SIG_IGN);  // a write then fails instead of ending the process
  }
  ~FullDisk() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }

 private:
  rlimit before_{};
  void (*handler_)(int) = SIG_DFL;
};

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

TEST_F(Cli, SaysWithFourThatSomeSeriesFellBackInForecastAndBacktest) {
  std::string text = "unique_id,ds,y\n";
  for (int day = 10; day <= 20; ++day) text += "zero,2024-01-" + std::to_string(day) + ",0\n";
  const Outcome outcome =
      run({"forecast", file("zero.csv", text), "-m", "croston", "-H", "2", "-o", place("forecast.csv")});
  EXPECT_EQ(outcome.exit_code, 4);
  EXPECT_THAT(outcome.err, HasSubstr("all_zero"));
  EXPECT_TRUE(fs::exists(place("forecast.csv")));

  const Outcome backtest = run({"backtest", place("zero.csv"), "-m", "croston", "-H", "2", "--windows", "2"});
  EXPECT_EQ(backtest.exit_code, 4);
  EXPECT_THAT(backtest.err, HasSubstr("croston: 2 of 2 forecasts are fallbacks (2 all_zero)"));
  const Outcome json = run({"backtest", place("zero.csv"), "-m", "croston", "-H", "2", "--json", "--quiet"});
  EXPECT_EQ(json.exit_code, 4);
  EXPECT_THAT(json.out, HasSubstr("\"all_zero\": 1"));
  EXPECT_EQ(json.err, "");
}

TEST_F(Cli, FailsWhenItsOutputIsNotTaken) {
  std::ofstream full("/dev/full");
  std::ostringstream err;
  const std::vector<std::string> arguments = {"check", sales()};
  EXPECT_EQ(run_cli(arguments, full, err), 1);
  EXPECT_THAT(err.str(), HasSubstr("standard output is closed or full"));
}

TEST_F(Cli, FailsWithoutHalfAFileWhenTheDiskIsFull) {
  const std::string data = sales();
  const std::vector<std::vector<std::string>> writers = {
      {"forecast", data, "-m", "theta", "-H", "3", "-o", place("out.parquet")},
      {"forecast", data, "-m", "theta", "-H", "3", "-o", place("out.csv")},
      {"forecast", data, "-m", "theta", "-H", "3", "-o", place("out.csv.gz")},
      {"fit", data, "-m", "theta", "-H", "3", "-o", place("out")},
      {"backtest", data, "-m", "theta", "-H", "3", "-o", place("out")},
      {"generate", "--series", "3", "-o", place("out")}};
  for (const std::vector<std::string>& arguments : writers) {
    fs::remove_all(place("out"));
    Outcome outcome;
    {
      const FullDisk full;
      outcome = run(arguments);
    }
    EXPECT_EQ(outcome.exit_code, 1) << arguments[0];
    EXPECT_THAT(outcome.err,
                testing::AllOf(HasSubstr("cannot write \"" + place("out")), HasSubstr("nothing was written")));
    for (const auto& entry : fs::recursive_directory_iterator(folder_)) {
      EXPECT_TRUE(entry.is_directory() || entry.path().filename() == "sales.csv") << arguments[0] << entry.path();
    }
  }
}

TEST_F(Cli, FailsWhereAPlaceCannotBeMadeAndIsUsedWronglyWhereAPlaceIsOfAnotherKind) {
  const auto forecast_to = [&](const std::string& output) {
    return run({"forecast", sales(), "-m", "theta", "-H", "3", "-o", output});
  };
  const Outcome below_a_file = forecast_to(sales() + "/f.csv");
  EXPECT_EQ(below_a_file.exit_code, 1);
  EXPECT_THAT(below_a_file.err, HasSubstr("cannot write"));
  EXPECT_EQ(forecast_to(folder_.string()).exit_code, 2);
  fs::create_directories(folder_ / "mine");
  file("mine/notes.txt", "mine");
  EXPECT_EQ(run({"fit", sales(), "-m", "theta", "-H", "3", "-o", place("mine")}).exit_code, 2);
}

}  // namespace
}  // namespace demandcast
