// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <vector>

#include "apps/cli/cli_test.h"

namespace demandcast {
namespace {

using testing::HasSubstr;

TEST_F(Cli, ForecastsAFileOfSales) {
  const Outcome outcome = run({"forecast", sales(), "-m", "seasonal_naive", "-H", "3", "-o", place("forecast.csv")});
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  const std::string forecast = read_file(place("forecast.csv"));
  EXPECT_THAT(forecast, HasSubstr("unique_id"));
  EXPECT_THAT(forecast, HasSubstr("2024-01-15"));
  EXPECT_THAT(forecast, HasSubstr("2024-01-17"));
  EXPECT_EQ(std::count(forecast.begin(), forecast.end(), '\n'), 4);
}

TEST_F(Cli, BacktestsWithTheReferenceAndResumesToTheSameResult) {
  const std::vector<std::string> backtest = {"backtest",  sales(), "-m", "croston,theta",   "-H",     "2",
                                             "--windows", "2",     "-o", place("backtest"), "--quiet"};
  const Outcome first = run(backtest);
  ASSERT_EQ(first.exit_code, 0) << first.err;
  EXPECT_THAT(first.out, HasSubstr("seasonal_naive"));
  for (const char* name : {"report.html", "leaderboard.csv", "metrics.csv", "forecasts.parquet", "backtest.json"}) {
    EXPECT_TRUE(fs::exists(folder_ / "backtest" / name)) << name;
  }
  const std::string metrics = read_file(folder_ / "backtest" / "metrics.csv");
  fs::remove(folder_ / "backtest" / "parts" / "croston" / "window-2.json");  // as if it had been interrupted there
  EXPECT_EQ(run(backtest).exit_code, 0);
  EXPECT_EQ(read_file(folder_ / "backtest" / "metrics.csv"), metrics);
}

/// The leaderboard's row of `model` in the console's text, from value added on.
std::string told_of(const std::string& text, const std::string& model) {
  std::istringstream lines(text);
  std::string line;
  while (std::getline(lines, line)) {
    if (line.starts_with(model + " ") && line.find('%') != line.npos) return line.substr(line.find(" % ") - 7);
  }
  return "";
}

TEST_F(Cli, TellsValueAddedWithOneSignAndOneVerdictOnConsoleInFilesAndInTheReport) {
  std::string text = "unique_id,ds,y\n";  // a steady growth, which theta follows and a repeated season misses
  for (int month = 0; month < 72; ++month) {
    for (const char* id : {"A", "B", "C"}) {
      text += fmt::format("{},{}-{:02}-01,{}\n", id, 2015 + month / 12, 1 + month % 12, 50 + 3 * month + month % 5);
    }
  }
  const Outcome outcome =
      run({"backtest", file("grows.csv", text), "-m", "theta", "-H", "6", "--windows", "3", "-o", place("b")});
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("value added over seasonal_naive"));
  const std::string console = told_of(outcome.out, "theta");
  EXPECT_THAT(console, testing::MatchesRegex(" *\\+[0-9.]+ % .* clearly better")) << outcome.out;
  EXPECT_THAT(read_file(place("b/leaderboard.csv")), HasSubstr("\"clearly better\""));
  const std::string number = console.substr(console.find('+'), console.find(" %") - console.find('+'));
  EXPECT_THAT(read_file(place("b/report.html")), HasSubstr("<b>" + number + "\u00A0%</b>"));
  EXPECT_THAT(read_file(place("b/backtest.json")), HasSubstr("\"value_added\": 0."));
}

TEST_F(Cli, ReportsAWarningOfAColumnWithoutPlacesThatItDoesNotHave) {
  std::string text = read_file(sales());
  for (std::size_t at = text.find('\n'), line = 0; at != text.npos; at = text.find('\n', at + 1), ++line) {
    const std::string cell = line == 0 ? ",promo" : "," + std::to_string(line % 2);
    text.insert(at, cell);
    at += cell.size();
  }
  ASSERT_EQ(run({"backtest", file("promo.csv", text), "-m", "theta", "-H", "2", "--known", "promo", "-o", place("b")})
                .exit_code,
            0);
  const std::string report = read_file(place("b/report.html"));
  EXPECT_THAT(report, HasSubstr("without a value after the newest demand</li>"));
  EXPECT_THAT(report, HasSubstr("Plans (promo) are taken to have been known at every cutoff (no --known-at)."));
}

TEST_F(Cli, EvaluatesTheForecastsOfABacktestToTheSameMetrics) {
  ASSERT_EQ(run({"backtest", sales(), "-m", "theta", "-H", "2", "-o", place("backtest")}).exit_code, 0);
  const Outcome outcome = run({"evaluate", place("backtest/forecasts.parquet"), sales(), "-o", place("metrics.csv")});
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_EQ(read_file(place("metrics.csv")), read_file(place("backtest/metrics.csv")));
}

TEST_F(Cli, EvaluatesTheFileThatForecastWrites) {
  const std::string data = sales(), forecast = place("f.csv");
  ASSERT_EQ(run({"forecast", data, "-m", "theta", "-H", "2", "-o", forecast}).exit_code, 0);
  const std::string later = read_file(data) + "A,2024-01-15,1\nA,2024-01-16,2\n";
  const Outcome outcome = run({"evaluate", forecast, file("later.csv", later)});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("seasonal_naive"));
}

TEST_F(Cli, SaysThatNothingCameTrueYetOfAForecastOfTheFuture) {
  ASSERT_EQ(run({"forecast", sales(), "-m", "theta", "-H", "2", "-o", place("f.csv")}).exit_code, 0);
  const Outcome outcome = run({"evaluate", place("f.csv"), sales()});
  EXPECT_EQ(outcome.exit_code, 3);
  EXPECT_THAT(outcome.err, HasSubstr("none of the 2 forecast rows"));
}

TEST_F(Cli, ForecastsFromALearnedModelAsFromAFreshOne) {
  ASSERT_EQ(run({"fit", sales(), "-m", "ets", "-H", "3", "-o", place("model")}).exit_code, 0);
  ASSERT_EQ(run({"forecast", sales(), "-m", place("model"), "-o", place("learned.csv")}).exit_code, 0);
  ASSERT_EQ(run({"forecast", sales(), "-m", "ets", "-H", "3", "-o", place("fresh.csv")}).exit_code, 0);
  EXPECT_EQ(read_file(place("learned.csv")), read_file(place("fresh.csv")));
}

TEST_F(Cli, ChecksDataAndCountsTheirFaultsAsRejected) {
  const Outcome good = run({"check", sales()});
  EXPECT_EQ(good.exit_code, 0) << good.err;
  EXPECT_THAT(good.out, HasSubstr("frequency"));
  const Outcome bad =
      run({"check", file("bad.csv", "unique_id,ds,y\nA,2024-01-01,1\nA,2024-01-01,2\nA,2024-01-02,-1\n"), "--json"});
  EXPECT_EQ(bad.exit_code, 3);
  EXPECT_THAT(bad.out, HasSubstr("demandcast.check/1"));
}

TEST_F(Cli, TellsSeriesWithoutSalesFromSeriesWhoseRowsHaveEnded) {
  std::string text = "unique_id,ds,y\n";
  for (int day = 1; day <= 28; ++day) {
    const std::string date = fmt::format("2024-01-{:02}", day);
    text += "sells," + date + ",3\n" + "stopped," + date + (day < 10 ? ",2\n" : ",0\n");
    if (day < 10) text += "gone," + date + ",2\n";
  }
  const std::string told = run({"check", file("ends.csv", text)}).out;
  EXPECT_THAT(told, testing::ContainsRegex("no sale in last season +2 "));
  EXPECT_THAT(told,
              HasSubstr("series whose rows, zeros included, end more than a season before the newest (1 in all)"));
}

TEST_F(Cli, SaysWhatItWouldDoAndDoesNothing) {
  const Outcome outcome =
      run({"backtest", sales(), "-m", "ets", "-H", "2", "--windows", "2", "-o", place("out"), "--dry-run"});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("2024-01-12"));
  EXPECT_FALSE(fs::exists(place("out")));
}

TEST_F(Cli, TakesItsFlagsFromTheFileThatItPrints) {
  const Outcome printed = run({"forecast", sales(), "-m", "theta", "-H", "3", "-q", "0.1,0.5", "--print-config"});
  ASSERT_EQ(printed.exit_code, 0) << printed.err;
  const Outcome outcome = run({"--config", file("run.toml", printed.out), "forecast", sales(), "-o", place("a.csv")});
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err << printed.out;
  ASSERT_EQ(run({"forecast", sales(), "-m", "theta", "-H", "3", "-q", "0.1,0.5", "-o", place("b.csv")}).exit_code, 0);
  EXPECT_EQ(read_file(place("a.csv")), read_file(place("b.csv")));
}

TEST_F(Cli, TellsOnceThatTheDataHaveWarningsUnlessAskedToBeQuiet) {
  const std::string odd = file("odd.csv",
                               "unique_id,ds,y,x\nA,2024-01-01,1,1\nA,2024-01-02,2,1\nA,2024-01-04,1,1\n"
                               "A,2024-01-05,3,1\n");
  const std::string line = "2 warnings about " + odd + " (gaps, unused_columns); demandcast check shows them\n";
  const std::vector<std::vector<std::string>> verbs = {{"forecast", odd, "-H", "2", "-o", place("f.csv")},
                                                       {"fit", odd, "-H", "2", "-o", place("model")},
                                                       {"backtest", odd, "-H", "1"}};
  for (std::vector<std::string> arguments : verbs) {
    arguments.insert(arguments.end(), {"-m", "seasonal_naive", "--freq", "D", "--season", "1"});
    const std::string talk = run(arguments).err;
    EXPECT_EQ(talk.find(line), talk.rfind("2 warnings")) << talk;
    EXPECT_NE(talk.find(line), talk.npos) << talk;
    arguments.push_back("--quiet");
    EXPECT_THAT(run(arguments).err, testing::Not(HasSubstr("warning")));
    arguments.back() = "--json";
    const Outcome json = run(arguments);
    EXPECT_THAT(json.err, testing::Not(HasSubstr("2 warnings")));
    EXPECT_THAT(json.out, HasSubstr("\"warnings\": 2"));
  }
}

TEST_F(Cli, OffersTheVerbThatWasMeant) {
  const Outcome outcome = run({"forcast", sales()});
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.err, HasSubstr("did you mean \"forecast\"?"));
}

TEST_F(Cli, NamesTheFlagThatWasMeantAndWhereHelpIs) {
  const Outcome outcome = run({"forecast", sales(), "-m", "theta", "--horizn", "3"});
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.err, HasSubstr("unknown flag \"--horizn\"; did you mean \"--horizon\"?"));
  EXPECT_THAT(outcome.err, HasSubstr("demandcast forecast --help"));
  EXPECT_THAT(run({"forecast", sales(), "-m", "theta", "-H", "two"}).err,
              HasSubstr("\"two\" given, an integer of at least 1 wanted"));
  for (const char* flag : {"-H", "--season", "--windows", "--step"}) {
    const Outcome none = run({"backtest", sales(), "-m", "theta", "-H", "2", flag, "0"});
    EXPECT_THAT(none.err, HasSubstr("\"0\" given, an integer of at least 1 wanted")) << flag;
  }
  EXPECT_THAT(run({"check", sales(), "--threads", "0"}).err, HasSubstr("an integer of at least 1 wanted"));
  EXPECT_THAT(run({"check", sales(), "--negative", "zer"}).err, HasSubstr("did you mean \"zero\"?"));
}

TEST_F(Cli, RefusesAPlaceForItsOutputBeforeItWorks) {
  const auto forecast_to = [&](const std::string& output) {
    return run({"forecast", sales(), "-m", "theta", "-H", "3", "-o", output});
  };
  const Outcome over_data = forecast_to(place("sales.csv"));
  EXPECT_EQ(over_data.exit_code, 2);
  EXPECT_THAT(over_data.err, HasSubstr("is a file that is read"));
  EXPECT_THAT(read_file(place("sales.csv")), HasSubstr("2024-01-14,7"));
  EXPECT_EQ(forecast_to(place("f.xlsx")).exit_code, 2);
  EXPECT_EQ(forecast_to(folder_.string()).exit_code, 2);
  EXPECT_EQ(run({"backtest", sales(), "-m", "theta", "-H", "3", "-o", "-"}).exit_code, 2);
  EXPECT_EQ(run({"fit", sales(), "-m", "theta", "-H", "3", "-o", sales()}).exit_code, 2);
}

TEST_F(Cli, PlansAForecastFromALearnedModelWithItsHorizon) {
  ASSERT_EQ(run({"fit", sales(), "-m", "theta", "-H", "3", "-o", place("model")}).exit_code, 0);
  const Outcome plan = run({"forecast", sales(), "-m", place("model"), "--dry-run"});
  EXPECT_EQ(plan.exit_code, 0) << plan.err;
  EXPECT_THAT(plan.out, HasSubstr("horizon    3 periods"));
  EXPECT_EQ(run({"forecast", sales(), "-m", "theta,ets", "-H", "3", "--dry-run"}).exit_code, 2);
}

TEST_F(Cli, HoldsALearnedModelToWhatItHasLearntUnlessAskedOtherwise) {
  ASSERT_EQ(run({"fit", sales(), "-m", "theta", "-H", "3", "-q", "0.5", "-o", place("model")}).exit_code, 0);
  const auto header = [&](std::vector<std::string> more) {
    more.insert(more.begin(), {"forecast", sales(), "-m", place("model"), "-o", place("f.csv")});
    EXPECT_EQ(run(more).exit_code, 0);
    const std::string text = read_file(place("f.csv"));
    return text.substr(0, text.find('\n'));
  };
  EXPECT_EQ(header({"-H", "5"}), R"("unique_id","ds","mean","0.5","reason")");
  EXPECT_EQ(header({"-q", "0.1,0.9"}), R"("unique_id","ds","mean","0.1","0.9","reason")");
  EXPECT_EQ(run({"forecast", sales(), "-m", place("model"), "--set", "theta.variant=dstm"}).exit_code, 2);
  EXPECT_EQ(run({"backtest", sales(), "-m", place("model"), "-H", "3"}).exit_code, 2);
  EXPECT_THAT(run({"forecast", sales(), "-m", "absent/", "-H", "3"}).err, HasSubstr("no manifest.json"));
}

TEST_F(Cli, RefusesAnOptionOfAModelThatIsNotAskedFor) {
  const Outcome outcome = run({"forecast", sales(), "-m", "ets", "-H", "3", "--set", "theta.variant=dstm"});
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.err, HasSubstr("\"theta\" is not among the models asked for: ets"));
}

TEST_F(Cli, GivesEveryResultAsJson) {
  EXPECT_THAT(run({"generate", "-o", place("g"), "--series", "3", "--json"}).out, HasSubstr("demandcast.generate/1"));
  EXPECT_THAT(run({"demo", "-o", place("demo"), "--series", "6", "--json"}).out, testing::StartsWith("{"));
  EXPECT_THAT(run({"fit", sales(), "-m", "ets", "-H", "3", "-o", place("m"), "--dry-run", "--json"}).out,
              HasSubstr("demandcast.plan/1"));
}

TEST_F(Cli, TakesTheDataAfterAListToo) {
  EXPECT_EQ(run({"forecast", "-q", "0.1,0.5", "-m", "theta", sales(), "-H", "2", "-o", place("a.csv")}).exit_code, 0);
  const Outcome two = run({"forecast", sales(), "-m", "theta,ets", "-H", "2"});
  EXPECT_EQ(two.exit_code, 2);
  EXPECT_THAT(two.err, HasSubstr("one model is wanted, 2 given"));
}

TEST_F(Cli, RefusesAConfigurationWithAFlagThatThereIsNot) {
  const std::string config = file("run.toml", "[forecast]\nhorizn = 3\n");
  const Outcome outcome = run({"forecast", sales(), "-m", "theta", "-H", "3", "--config", config});
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.err, HasSubstr("forecast.horizn"));
}

TEST_F(Cli, DemonstratesItselfWithoutData) {
  const Outcome outcome = run({"demo", "-o", place("demo"), "--series", "6"});
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("report: "));
  EXPECT_TRUE(fs::exists(folder_ / "demo" / "backtest" / "report.html"));
  EXPECT_TRUE(fs::exists(folder_ / "demo" / "forecast.parquet"));
  EXPECT_TRUE(fs::exists(folder_ / "demo" / "orders.parquet"));
}

TEST_F(Cli, ListsItsModelsAndShowsAnExampleFirst) {
  EXPECT_THAT(run({"models"}).out, HasSubstr("seasonal_naive"));
  const Outcome help = run({"forecast", "--help"});
  EXPECT_EQ(help.exit_code, 0);
  EXPECT_LT(help.out.find("demandcast forecast sales.parquet"), help.out.find("Options"));
  EXPECT_EQ(run({"help", "forecast"}).out, help.out);
  EXPECT_THAT(run({"--help"}).out, HasSubstr("completion  A script"));
}

}  // namespace
}  // namespace demandcast
