// Every way in which the command ends, by its exit code.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
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
  EXPECT_EQ(std::count(typo.err.begin(), typo.err.end(), '\n'), 1) << typo.err;  // said once

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

/// Runs as a user without rights while it lives, where this process may become one.
class Nobody {
 public:
  Nobody() { became_ = ::geteuid() != 0 || ::seteuid(65534) == 0; }
  ~Nobody() {
    if (was_root_) static_cast<void>(::seteuid(0));
  }
  bool became() const { return became_; }

 private:
  bool was_root_ = ::geteuid() == 0, became_ = false;
};

TEST_F(Cli, RefusesAPlaceThatCannotBeWrittenBeforeTheWorkAndInADryRunToo) {
  const std::string data = sales();
  fs::create_directories(folder_ / "closed");
  fs::permissions(folder_ / "closed", fs::perms::owner_read | fs::perms::owner_exec | fs::perms::others_all);
  fs::permissions(folder_ / "closed", fs::perms::others_write, fs::perm_options::remove);
  file("mine.txt", "mine");
  const std::vector<std::pair<std::string, std::string>> verbs = {
      {"forecast", "/f.csv"}, {"fit", ""}, {"backtest", ""}};
  for (const auto& [verb, name] : verbs) {
    for (const bool dry : {false, true}) {
      const auto run_into = [&, asked = verb](const std::string& output) {
        std::vector<std::string> arguments = {asked, data, "-m", "theta", "-H", "3", "-o", output};
        if (dry) arguments.push_back("--dry-run");
        return run(arguments);
      };
      EXPECT_EQ(run_into(place("mine.txt") + name).exit_code, 2) << verb << dry;
      const Nobody nobody;
      if (!nobody.became()) GTEST_SKIP() << "root may write everywhere";
      const Outcome closed = run_into(place("closed/deep") + name);
      EXPECT_EQ(closed.exit_code, 1) << verb << dry;
      EXPECT_THAT(closed.err, HasSubstr("cannot write \"" + place("closed/deep") + name));
      EXPECT_THAT(closed.err, HasSubstr("ermission denied"));
    }
  }
  EXPECT_EQ(run({"fit", data, "-m", "theta", "-H", "3", "--dry-run"}).exit_code, 2);
}

TEST_F(Cli, PutsAModelOnlyWhereNothingElseIs) {
  fs::create_directories(folder_ / "mine");
  file("mine/notes.txt", "mine");
  for (const char* flag : {"--json", "--dry-run"}) {
    const Outcome outcome = run({"fit", sales(), "-m", "theta", "-H", "3", "-o", place("mine"), flag});
    EXPECT_EQ(outcome.exit_code, 2);
    EXPECT_THAT(outcome.err, HasSubstr("it holds \"notes.txt\", which is no part of a model"));
  }
}

}  // namespace
}  // namespace demandcast
