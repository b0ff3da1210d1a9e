// Sums over spans and over series, by the command.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "apps/cli/cli_test.h"

namespace demandcast {
namespace {

using testing::HasSubstr;

/// Six series of two kinds, 70 periods, a season of seven.
class CliSums : public Cli {
 protected:
  std::string catalogue(const std::string& first_id = "s0") const {
    std::string text = "unique_id,ds,y,kind\n";
    for (int series = 0; series < 6; ++series) {
      const std::string id = series == 0 ? first_id : fmt::format("s{}", series);
      for (int t = 0; t < 70; ++t) {
        const int sold = (series + 2) * (t % 7 > 4 ? 20 : 10) + (t * 7 + series * 5) % 9;
        text += fmt::format("{},{},{},{}\n", id, t, sold, series % 2 ? "toy" : "tool");
      }
    }
    return file("catalogue.csv", text);
  }
  static std::vector<std::string> with_sums(std::vector<std::string> arguments) {
    const std::vector<std::string> sums = {"--season", "7",        "-H",   "4",        "--spans",
                                           "0:3",      "--static", "kind", "--totals", "total,kind"};
    arguments.insert(arguments.end(), sums.begin(), sums.end());
    return arguments;
  }
};

std::vector<std::string> fields_of(const std::string& line) {
  std::vector<std::string> fields(1);
  for (const char c : line) {
    if (c == ',') fields.emplace_back();
    if (c != ',' && c != '"') fields.back() += c;
  }
  return fields;
}

/// Mean of a CSV of forecasts by "id ds", or "id ds lead:length" for spans.
std::map<std::string, double> means_of(const std::string& csv) {
  std::istringstream lines(csv);
  std::string line;
  std::getline(lines, line);
  const std::vector<std::string> header = fields_of(line);
  const auto column = [&](const char* name) { return std::find(header.begin(), header.end(), name) - header.begin(); };
  const auto lead = column("lead"), length = column("length"), mean = column("mean");
  std::map<std::string, double> means;
  while (std::getline(lines, line)) {
    const auto row = fields_of(line);
    const std::string span = row[length].empty() ? "" : fmt::format(" {}:{}", row[lead], row[length]);
    means[row[0] + " " + row[1] + span] = std::stod(row[mean]);
  }
  return means;
}

TEST_F(CliSums, AreForecastWithEveryModelBesideTheSeries) {
  for (const char* model : {"theta", "seasonal_naive+calibrated"}) {
    const Outcome outcome = run(with_sums({"forecast", catalogue(), "-m", model, "-o", place("f.csv")}));
    ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
    const auto means = means_of(read_file(folder_ / "f.csv"));
    double total = 0, tools = 0;
    for (int series = 0; series < 6; ++series) {
      total += means.at(fmt::format("s{} 71", series));
      if (series % 2 == 0) tools += means.at(fmt::format("s{} 71", series));
    }
    EXPECT_NEAR(means.at("total 71"), total, 1e-6 * total) << model;
    EXPECT_NEAR(means.at("kind=tool 71"), tools, 1e-6 * total) << model;
    const double three = means.at("s1 70") + means.at("s1 71") + means.at("s1 72");
    EXPECT_NEAR(means.at("s1 70 0:3"), three, 1e-6 * three) << model;
    EXPECT_TRUE(means.contains("total 70 0:3")) << model;
  }
}

TEST_F(CliSums, AreJudgedInABacktestAndResumeToTheSame) {
  const auto arguments = with_sums({"backtest", catalogue(), "-m", "theta", "--windows", "2", "-o", place("bt")});
  const Outcome first = run(arguments);
  ASSERT_EQ(first.exit_code, 0) << first.err;
  EXPECT_THAT(first.out, HasSubstr("\nspan "));
  EXPECT_THAT(first.out, HasSubstr("\ntotals "));
  EXPECT_THAT(read_file(fs::path(place("bt")) / "totals.csv"), HasSubstr("\"grouping\",\"kind\""));
  EXPECT_THAT(read_file(fs::path(place("bt")) / "metrics.csv"), HasSubstr("\"span\",\"0:3\""));
  EXPECT_THAT(read_file(fs::path(place("bt")) / "report.html"), HasSubstr("Sums over series"));
  const auto json = nlohmann::json::parse(read_file(fs::path(place("bt")) / "backtest.json"));
  EXPECT_EQ(json.at("totals").size(), 4U);  // two groupings, two models
  EXPECT_EQ(json.at("spans").size(), 2U);
  const Outcome again = run(arguments);
  EXPECT_EQ(again.out, first.out);
}

TEST_F(CliSums, OfForecastsInAFileAreJudgedAgainstTheSumsOfTheData) {
  const std::string data = catalogue();
  ASSERT_EQ(run(with_sums({"backtest", data, "-m", "theta", "-o", place("bt")})).exit_code, 0);
  const Outcome judged = run({"evaluate", place("bt/forecasts.parquet"), data, "--season", "7", "--static", "kind",
                              "--totals", "total,kind", "--json", "-o", place("metrics.csv")});
  ASSERT_EQ(judged.exit_code, 0) << judged.err;
  const auto known = nlohmann::json::parse(read_file(fs::path(place("bt")) / "backtest.json")).at("totals");
  const auto totals = nlohmann::json::parse(judged.out).at("totals");
  ASSERT_EQ(totals.size(), known.size());
  for (std::size_t i = 0; i < totals.size(); ++i) {
    EXPECT_EQ(totals[i].at("model"), known[i].at("model"));
    EXPECT_NEAR(totals[i].at("metrics").at("wql").get<double>(), known[i].at("metrics").at("wql").get<double>(), 1e-9);
  }
  EXPECT_THAT(read_file(place("metrics.csv")), HasSubstr("\"grouping\",\"kind\""));
}

TEST_F(CliSums, OfANameThatIsNoStaticAreRefusedInADryRunToo) {
  for (const char* flag : {"--quiet", "--dry-run"}) {
    const Outcome outcome =
        run({"forecast", catalogue(), "-m", "theta", "-H", "4", "--totals", "colour", "-o", place("f.csv"), flag});
    EXPECT_EQ(outcome.exit_code, 2) << flag;
    EXPECT_THAT(outcome.err, HasSubstr("\"colour\" is not among the statics")) << flag;
    EXPECT_FALSE(fs::exists(place("f.csv")));
  }
}

TEST_F(CliSums, OfALearnedModelNeedWhatItWasFittedFor) {
  const std::string data = catalogue();
  const std::vector<std::string> plain = {"fit", data,       "-m",   "theta", "-H",
                                          "4",   "--static", "kind", "-o",    place("plain")};
  ASSERT_EQ(run(plain).exit_code, 0);
  const Outcome refused = run(with_sums({"forecast", data, "-m", place("plain"), "--quiet"}));
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_THAT(refused.err, HasSubstr("theta+paths"));
  ASSERT_EQ(run(with_sums({"fit", data, "-m", "theta", "-o", place("able")})).exit_code, 0);
  const std::vector<std::string> asked = {"forecast", data,       "-m",   place("able"), "--static",
                                          "kind",     "--totals", "kind", "-o",          place("f.csv")};
  const Outcome able = run(asked);
  EXPECT_EQ(able.exit_code, 0) << able.err;
  EXPECT_THAT(read_file(folder_ / "f.csv"), HasSubstr("kind=toy"));
}

TEST_F(CliSums, DoNotTakeTheIdOfASeries) {
  const Outcome outcome = run(with_sums({"forecast", catalogue("total"), "-m", "theta"}));
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.err, HasSubstr("a series has the id \"total\""));
}

}  // namespace
}  // namespace demandcast
