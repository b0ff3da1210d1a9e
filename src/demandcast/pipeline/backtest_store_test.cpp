// A backtest of a store, part by part, against the backtest of the same data as a file.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/backtest_store.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "demandcast/core/atomic_file.h"
#include "demandcast/core/error.h"
#include "demandcast/models/builtin_models.h"
#include "demandcast/pipeline/backtest_files.h"
#include "demandcast/pipeline/file_and_store_test.h"
#include "demandcast/pipeline/near_metrics_test.h"

namespace demandcast {
namespace {

namespace fs = std::filesystem;

class BacktestStore : public FileAndStore {
 protected:
  void SetUp() override {
    file_.data.statics = {"category"};
    file_.models = {"croston", "theta"};
    file_.horizon = 6;
    file_.windows = 4;
    file_.step = 3;
    file_.segments = {"category"};
    make(70, 130);
  }

  BacktestResult run(const RunConfig& config) { return run_backtest(config, builtin_models(), {}); }
  std::string place(const std::string& name) const { return (folder_ / name).string(); }
};

void expect_same(const BacktestResult& of_store, const BacktestResult& of_file) {
  EXPECT_EQ(of_store.evaluation.leaderboard, of_file.evaluation.leaderboard);
  EXPECT_EQ(of_store.evaluation.reference, of_file.evaluation.reference);
  for (const BacktestResult* result : {&of_store, &of_file}) {
    for (const ModelCost& cost : result->evaluation.costs) EXPECT_GT(cost.forecast_seconds, 0) << cost.model;
  }
  EXPECT_EQ(of_store.evaluation.unmatched, of_file.evaluation.unmatched);
  expect_near(numbers_of(metrics_table(of_store.evaluation)), numbers_of(metrics_table(of_file.evaluation)));
  for (const auto list : {&Evaluation::to_reference, &Evaluation::to_best}) {
    ASSERT_EQ((of_store.evaluation.*list).size(), (of_file.evaluation.*list).size());
    for (std::size_t i = 0; i < (of_file.evaluation.*list).size(); ++i) {
      const ModelDifference &one = (of_store.evaluation.*list)[i], &other = (of_file.evaluation.*list)[i];
      EXPECT_EQ(one.model, other.model);
      EXPECT_EQ(one.pairs, other.pairs);
      EXPECT_EQ(one.relative, other.relative);
      EXPECT_EQ(one.low, other.low);
      EXPECT_EQ(one.high, other.high);
    }
  }
  EXPECT_EQ(of_store.cutoffs, of_file.cutoffs);
  EXPECT_EQ(of_store.fallbacks, of_file.fallbacks);
  EXPECT_EQ(of_store.notes, of_file.notes);
  EXPECT_EQ(of_store.about.series, of_file.about.series);
  EXPECT_EQ(of_store.about.first_date, of_file.about.first_date);
  EXPECT_EQ(of_store.about.last_date, of_file.about.last_date);
}

TEST_F(BacktestStore, GivesEveryNumberOfTheFile) {
  EXPECT_TRUE(goes_by_parts(store_, builtin_models()));
  expect_same(run(store_), run(file_));
}

TEST_F(BacktestStore, GivesThemWhereSalesAreScoredAndShortHistoriesAreNot) {
  for (RunConfig* config : {&file_, &store_}) {
    config->score = ScoreMode::kSales;
    config->min_history = 60;
    config->refit_every = 0;
  }
  expect_same(run(store_), run(file_));
}

TEST_F(BacktestStore, GivesThemWhereSeriesHaveCutoffsOfTheirOwn) {
  file_.cutoff = store_.cutoff = CutoffMode::kPerSeries;
  expect_same(run(store_), run(file_));
}

TEST_F(BacktestStore, ShowsThePagesOfTheFile) {
  file_.output = place("of_file");
  store_.output = place("of_store");
  const BacktestResult of_file = run(file_), of_store = run(store_);
  ASSERT_EQ(of_store.pages.size(), of_file.pages.size());
  std::map<std::string, const SeriesPage*> pages;
  for (const SeriesPage& page : of_file.pages) pages[page.id] = &page;
  for (const SeriesPage& page : of_store.pages) {
    ASSERT_TRUE(pages.contains(page.id)) << page.id;
    EXPECT_EQ(page.why, pages[page.id]->why);
    ASSERT_EQ(page.fans.size(), pages[page.id]->fans.size());
    EXPECT_EQ(page.fans.back().quantiles, pages[page.id]->fans.back().quantiles);
  }
}

TEST_F(BacktestStore, GoesOnFromWhatIsCompleteToTheSameFiles) {
  store_.output = place("out");
  const BacktestResult whole = run(store_);
  const std::string forecasts = read_file(place("out/forecasts.parquet")),
                    metrics = read_file(place("out/metrics.csv"));
  EXPECT_EQ(whole.resumed_parts, 0U);
  fs::remove_all(place("out/parts/part-00002"));
  fs::remove(place("out/parts/part-00003/theta/window-4.json"));
  write_file(place("out/forecasts.parquet.partial-1"), "left by a run that was killed");
  const BacktestResult again = run(store_);
  EXPECT_GT(again.resumed_parts, 12U);
  EXPECT_EQ(read_file(place("out/forecasts.parquet")), forecasts);
  EXPECT_EQ(read_file(place("out/metrics.csv")), metrics);
  EXPECT_FALSE(fs::exists(place("out/forecasts.parquet.partial-1")));
}

TEST_F(BacktestStore, HoldsTheWholeStoreForTotalsAndModelsThatLearnAcrossSeries) {
  const ModelRegistry registry = builtin_models();
  EXPECT_FALSE(goes_by_parts(file_, registry));
  store_.models = {"theta+calibrated"};
  EXPECT_FALSE(goes_by_parts(store_, registry));
  store_.models = {"theta"};
  store_.totals = {"total"};
  EXPECT_FALSE(goes_by_parts(store_, registry));
  store_.memory = 10'000;
  EXPECT_THROW(run(store_), ConfigError);
  store_.totals = {};
  EXPECT_THROW(run(store_), ConfigError);
}

TEST_F(BacktestStore, RefusesWindowsThatNoHistoryIsLongEnoughFor) {
  store_.windows = 60;
  EXPECT_THROW(run(store_), DataError);
}

}  // namespace
}  // namespace demandcast
