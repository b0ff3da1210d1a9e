// Forecasts judged against a store, part by part, and against the same data as a file.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/evaluate_store.h"

#include <gtest/gtest.h>

#include "demandcast/core/error.h"
#include "demandcast/models/builtin_models.h"
#include "demandcast/pipeline/backtest.h"
#include "demandcast/pipeline/backtest_files.h"
#include "demandcast/pipeline/evaluate_forecasts.h"
#include "demandcast/pipeline/file_and_store_test.h"
#include "demandcast/pipeline/near_metrics_test.h"

namespace demandcast {
namespace {

class EvaluateStore : public FileAndStore {
 protected:
  /// Forecasts of two models and of the reference at three cutoffs, in a file.
  void SetUp() override {
    file_.data.statics = {"category"};
    file_.models = {"croston", "theta"};
    file_.horizon = 6;
    file_.windows = 3;
    file_.spans = {{1, 3}};
    make(70, 130);
    file_.output = (folder_ / "backtest").string();
    run_backtest(file_, builtin_models(), {});
    forecasts_ = (folder_ / "backtest" / "forecasts.parquet").string();
    for (RunConfig* config : {&file_, &store_}) {
      config->models.clear();
      config->spans.clear();
      config->output.clear();
      config->segments = {"category"};
    }
  }

  Evaluation evaluate(const RunConfig& config, const std::string& forecasts) {
    return run_evaluate(config, forecasts, {}).evaluation;
  }
  void expect_same(const std::string& forecasts) {
    const Evaluation of_file = evaluate(file_, forecasts), of_store = evaluate(store_, forecasts);
    EXPECT_EQ(of_store.leaderboard, of_file.leaderboard);
    EXPECT_EQ(of_store.unmatched, of_file.unmatched);
    expect_near(numbers_of(metrics_table(of_store)), numbers_of(metrics_table(of_file)));
    EXPECT_EQ(of_store.to_reference.size(), of_file.to_reference.size());
  }
  /// The rows of the forecasts that `keeps` wants, in a file of their own.
  std::string rows_where(const std::function<bool(const std::string& id, const std::string& model)>& keeps) {
    Table table = read_table(forecasts_);
    const auto texts = [&](const char* name) { return std::get<TextColumn>(table.find(name)->values); };
    const TextColumn ids = texts("unique_id"), models = texts("model");
    const auto word = [](const TextColumn& column, std::size_t row) {
      return column.dictionary[static_cast<std::size_t>(column.codes[row])];
    };
    std::vector<std::size_t> kept;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
      if (keeps(word(ids, row), word(models, row))) kept.push_back(row);
    }
    const auto pick = [&](auto& values) {
      auto chosen = values;
      chosen.clear();
      for (const std::size_t row : kept) chosen.push_back(values[row]);
      values = std::move(chosen);
    };
    for (TableColumn& column : table.columns) {
      if (auto* text = std::get_if<TextColumn>(&column.values)) pick(text->codes);
      if (auto* times = std::get_if<TimeColumn>(&column.values)) pick(times->times);
      if (auto* integers = std::get_if<IntegerColumn>(&column.values)) pick(integers->values);
      if (auto* numbers = std::get_if<NumberColumn>(&column.values)) pick(numbers->values);
    }
    const std::string place = (folder_ / "chosen.parquet").string();
    write_table(table, place);
    return place;
  }

  std::string forecasts_;
};

TEST_F(EvaluateStore, GivesEveryNumberOfTheFileAndEveryBandWhereItsSeriesComeInOrder) {
  expect_same(forecasts_);
  const Evaluation of_file = evaluate(file_, forecasts_), of_store = evaluate(store_, forecasts_);
  for (std::size_t i = 0; i < of_file.to_reference.size(); ++i) {
    EXPECT_EQ(of_store.to_reference[i].low, of_file.to_reference[i].low);
    EXPECT_EQ(of_store.to_reference[i].high, of_file.to_reference[i].high);
  }
}

TEST_F(EvaluateStore, PutsTheReferenceOnKeysOfModelsThatNotEverySeriesHas) {
  expect_same(rows_where([](const std::string& id, const std::string& model) {
    return model == (id.back() % 2 == 0 ? "croston" : "theta");
  }));
}

TEST_F(EvaluateStore, RefusesForecastsOfStrangersAndLittleMemory) {
  Table table;
  table.columns.push_back({"unique_id", TextColumn{{"nobody"}, {0}}});
  table.columns.push_back({"ds", TimeColumn{{0}}});
  table.columns.push_back({"0.5", NumberColumn{{1.0}}});
  const std::string strangers = (folder_ / "strangers.parquet").string();
  write_table(table, strangers);
  EXPECT_THROW(evaluate(store_, strangers), DataError);
  store_.memory = 1 << 20;
  EXPECT_THROW(evaluate(store_, forecasts_), ConfigError);
}

}  // namespace
}  // namespace demandcast
