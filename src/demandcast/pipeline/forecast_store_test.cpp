// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <filesystem>
#include <map>

#include "demandcast/core/error.h"
#include "demandcast/models/builtin_models.h"
#include "demandcast/pipeline/check.h"
#include "demandcast/pipeline/file_and_store_test.h"
#include "demandcast/pipeline/forecast.h"
#include "demandcast/pipeline/profile_lines.h"

namespace demandcast {
namespace {

class ForecastStore : public FileAndStore {
 protected:
  void SetUp() override {
    file_.horizon = 8;
    make(60, 120);
  }

  /// Every number that is forecast, by id, period and level.
  static std::map<std::string, double> numbers_of(const RunConfig& config) {
    std::map<std::string, double> numbers;
    const ModelRegistry registry = builtin_models();
    run_forecast(config, registry, {}, [&](const ForecastTable& table) {
      for (std::size_t row = 0; row < table.row_count(); ++row) {
        const std::string key = table.ids[static_cast<std::size_t>(table.series[row])] + " " +
                                std::to_string(table.period[row]) + " " +
                                (table.length.empty() ? "" : std::to_string(table.length[row])) + " ";
        numbers[key + "mean"] = table.mean[row];
        for (std::size_t q = 0; q < table.levels.size(); ++q)
          numbers[key + std::to_string(q)] = table.row_quantiles(row)[q];
      }
    });
    return numbers;
  }

  void expect_same_numbers(const std::string& model) {
    file_.models = store_.models = {model};
    const auto of_file = numbers_of(file_), of_store = numbers_of(store_);
    EXPECT_EQ(of_store, of_file) << model;
    EXPECT_GT(of_file.size(), 60U * 8U * 9U);
  }
};

TEST_F(ForecastStore, GivesTheNumbersOfTheFileBitByBit) {
  for (const char* model : {"seasonal_naive", "croston", "ets"}) expect_same_numbers(model);
}

TEST_F(ForecastStore, GivesThoseOfModelsThatLearnAcrossSeriesToo) {
  for (const char* model : {"seasonal_naive+distribution_engine", "ets+calibrated", "ets+paths"}) {
    expect_same_numbers(model);
  }
}

TEST_F(ForecastStore, SumsSpansShardByShardAndTotalsOverTheWhole) {
  file_.spans = store_.spans = {{0, 4}};
  expect_same_numbers("seasonal_naive");
  file_.totals = store_.totals = {"total"};
  expect_same_numbers("seasonal_naive");
}

TEST_F(ForecastStore, TeachesAModelShardByShardWhatTheFileTeachesIt) {
  const ModelRegistry registry = builtin_models();
  for (const char* model : {"theta", "seasonal_naive+distribution_engine"}) {
    file_.models = store_.models = {model};
    file_.output = (folder_ / "of_file").string();
    store_.output = (folder_ / "of_store").string();
    const FitResult of_file = run_fit(file_, registry, {}), of_store = run_fit(store_, registry, {});
    EXPECT_EQ(of_store.manifest.data_fingerprint, of_file.manifest.data_fingerprint);
    EXPECT_EQ(of_store.manifest.series, of_file.manifest.series);
    EXPECT_EQ(of_store.manifest.trained_to, of_file.manifest.trained_to);
    RunConfig asked = file_;
    asked.models = {file_.output};
    const auto wanted = numbers_of(asked);
    asked.models = {store_.output};
    EXPECT_EQ(numbers_of(asked), wanted) << model;
  }
}

TEST_F(ForecastStore, HasTheSeriesOwnCutoffs) {
  file_.cutoff = store_.cutoff = CutoffMode::kPerSeries;
  expect_same_numbers("croston");
}

TEST_F(ForecastStore, IsRefusedBeforehandWhereMemoryDoesNotSuffice) {
  store_.models = {"ets"};
  store_.memory = 1 << 20;
  const ModelRegistry registry = builtin_models();
  EXPECT_THROW(run_forecast(store_, registry, {}, [](const ForecastTable&) {}), ConfigError);
  store_.memory = 10'000;
  EXPECT_THROW(load_data(store_, {}), ConfigError);
  store_.memory = 0;
  EXPECT_NO_THROW(check_memory(store_, 1e6, "this"));
  EXPECT_THROW(check_memory(store_, 1e18, "more than any machine has"), ConfigError);
}

TEST_F(ForecastStore, IsProfiledShardByShardAsTheFileIsAtOnce) {
  const CheckResult of_file = run_check(file_, {}), of_store = run_check(store_, {});
  EXPECT_EQ(profile_lines(of_store), profile_lines(of_file));
  ASSERT_EQ(of_store.report.faults.size(), of_file.report.faults.size());
  for (std::size_t i = 0; i < of_file.report.faults.size(); ++i) {
    EXPECT_EQ(of_store.report.faults[i].message, of_file.report.faults[i].message);
  }
}

TEST_F(ForecastStore, KnowsItsRolesAndRefusesOthers) {
  EXPECT_EQ(store_.data.availability, "availability");
  DataSource other;
  other.path = store_.data.path;
  other.known = {"price"};
  EXPECT_THROW(take_store_roles(other), ConfigError);
  other = {};
  other.path = store_.data.path;
  other.future_path = "plan.csv";
  EXPECT_THROW(take_store_roles(other), ConfigError);
}

}  // namespace
}  // namespace demandcast
