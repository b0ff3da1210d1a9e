// The matrix of features against what the forest is trained on and forecasts from.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/features.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>
#include <utility>

#include "demandcast/core/error.h"
#include "demandcast/models/builtin_models.h"
#include "demandcast/models/forest/trees/leaf_mixture.h"
#include "demandcast/pipeline/file_and_store_test.h"
#include "demandcast/pipeline/fit.h"

namespace demandcast {
namespace {

/// A matrix read back: rows by id, origin and step, each with its cells in the order of the columns after the time.
struct Matrix {
  std::vector<std::string> columns;
  std::map<std::string, std::vector<double>> rows;
};

const std::vector<double>& numbers(const Table& table, const std::string& name) {
  return std::get<NumberColumn>(table.find(name)->values).values;
}

Matrix read_matrix(const std::string& file) {
  const Table table = read_table(file);
  Matrix matrix;
  const auto& ids = std::get<TextColumn>(table.find("unique_id")->values);
  const auto& origins = std::get<TimeColumn>(table.find("origin")->values).times;
  for (std::size_t c = 3; c < table.columns.size(); ++c) matrix.columns.push_back(table.columns[c].name);
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const std::string key = fmt::format("{} {} {} {}", ids.dictionary[static_cast<std::size_t>(ids.codes[row])],
                                        origins[row], numbers(table, "step")[row], numbers(table, "length")[row]);
    for (const std::string& column : matrix.columns) matrix.rows[key].push_back(numbers(table, column)[row]);
  }
  EXPECT_EQ(matrix.rows.size(), table.row_count());
  return matrix;
}

class FeatureMatrixFile : public FileAndStore {
 protected:
  static constexpr int kSteps = 4;
  void SetUp() override {
    file_.data.known = {"price"};
    file_.data.statics = {"category"};
    file_.horizon = kSteps;
    make(70, 100);
  }
  FeaturesResult write(RunConfig config, const std::string& name, std::size_t rows) {
    config.output = place(name);
    return run_features({config, rows}, {});
  }
  std::string place(const std::string& name) const { return (folder_ / name).string(); }
};

TEST_F(FeatureMatrixFile, IsTheSameOfAStoreToTheLastBit) {
  const FeaturesResult of_file = write(file_, "file.parquet", 3000), of_store = write(store_, "store.parquet", 3000);
  const Matrix a = read_matrix(place("file.parquet")), b = read_matrix(place("store.parquet"));
  EXPECT_EQ(of_file.training_rows, of_store.training_rows);
  EXPECT_EQ(of_file.ahead_rows, of_store.ahead_rows);
  EXPECT_EQ(of_file.training_rows + of_file.ahead_rows, a.rows.size());
  EXPECT_EQ(a.columns, b.columns);
  ASSERT_EQ(a.rows.size(), b.rows.size());
  for (const auto& [key, cells] : a.rows) {
    const std::vector<double>& others = b.rows.at(key);
    for (std::size_t c = 0; c < cells.size(); ++c) {
      ASSERT_EQ(std::bit_cast<std::uint64_t>(cells[c]), std::bit_cast<std::uint64_t>(others[c]))
          << key << " " << a.columns[c];
    }
  }
}

/// The forest of a fitted model, asked with the matrix' rows of what is ahead, times their scale, is its forecast.
TEST_F(FeatureMatrixFile, HoldsTheRowsThatTheForestForecastsFrom) {
  file_.spans = {{0, 2}};
  write(file_, "matrix.parquet", 3000);
  file_.models = {"sqrf"};
  file_.model_options = {{"sqrf", {{"base", "level"}, {"trees", "20"}}}};
  const Recipe recipe = recipe_of(file_, builtin_models());
  const LoadedData data = load_data(file_, {});
  const PanelView view = newest_view(data.panel, file_.cutoff);
  const auto model = recipe.estimator->fit(SingleShard(view), file_.horizon_of(), {});
  const QuantileForecast forecast = forecast_one(*model, view, file_.horizon_of(), {});
  Artifact artifact;
  ArtifactWriter writer(artifact);
  model->save(writer);
  const Forest forest = Forest::load(ArtifactReader(artifact));
  LeafMixture mixture(forest);
  const Matrix matrix = read_matrix(place("matrix.parquet"));
  std::size_t compared = 0;
  for (std::size_t i = 0; i < view.series_count(); ++i) {
    for (int target = 0; target <= kSteps; ++target) {
      const bool span = target == kSteps;
      const auto row =
          matrix.rows.find(fmt::format("{} {} {} {}", view.id(i), view.frequency().timestamp_of(view.origin(i)),
                                       span ? 1 : target + 1, span ? 2 : 1));
      if (row == matrix.rows.end()) continue;
      const std::vector<double>& cells = row->second;  // target, scale, features
      EXPECT_TRUE(std::isnan(cells[0]));
      FeatureRow features;
      for (std::size_t f = 2; f < cells.size(); ++f) features.add(static_cast<std::uint32_t>(f - 2), cells[f]);
      mixture.ask({&features, 1});
      const double mean = span ? forecast.span_mean(i, 0) : forecast.mean(i, target);
      EXPECT_NEAR(cells[1] * mixture.distribution(0).mean(), mean, 1e-9 * cells[1]);
      ++compared;
    }
  }
  EXPECT_GT(compared, 50u * (kSteps + 1));
}

TEST_F(FeatureMatrixFile, HoldsEveryRowWhenAllAreWantedAndTargetsAsTheyWereSold) {
  file_.data.availability.clear();  // sales as they are, not what was expected behind empty shelves
  const FeaturesResult result = write(file_, "matrix.parquet", 10'000'000);
  EXPECT_EQ(result.training_rows, result.possible_rows);
  const Table table = read_table(place("matrix.parquet")), sales = read_table(file_.data.path);
  std::map<std::pair<std::string, Timestamp>, double> sold;
  const auto& ids = std::get<TextColumn>(sales.find("unique_id")->values);
  const auto& y = *sales.find("y");
  for (std::size_t row = 0; row < sales.row_count(); ++row) {
    const auto* whole = std::get_if<IntegerColumn>(&y.values);
    sold[{ids.dictionary[static_cast<std::size_t>(ids.codes[row])],
          std::get<TimeColumn>(sales.find("ds")->values).times[row]}] =
        whole != nullptr ? static_cast<double>(whole->values[row]) : std::get<NumberColumn>(y.values).values[row];
  }
  const auto& own = std::get<TextColumn>(table.find("unique_id")->values);
  const auto& times = std::get<TimeColumn>(table.find("ds")->values).times;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const double target = numbers(table, "target")[row];
    if (std::isnan(target)) continue;
    EXPECT_NEAR(target, sold.at({own.dictionary[static_cast<std::size_t>(own.codes[row])], times[row]}),
                1e-5 * std::max(1.0, target));
  }
}

TEST_F(FeatureMatrixFile, ShowsNothingOfWhatCameAfterARowsOrigin) {
  file_.data.statics.clear();  // the order of categories is learnt from all training targets, and what was
  file_.data.statics_path.clear();
  file_.data.availability.clear();  // expected behind empty shelves from a series' whole history, as the forests do
  write(file_, "before.parquet", 10'000'000);
  Table sales = read_table(file_.data.path);
  Timestamp last = 0;
  for (const Timestamp time : std::get<TimeColumn>(sales.find("ds")->values).times) last = std::max(last, time);
  const Timestamp changed = last - 5 * 7 * 86400;
  const auto& times = std::get<TimeColumn>(sales.find("ds")->values).times;
  TableColumn& y = *sales.find("y");
  for (std::size_t row = 0; row < sales.row_count(); ++row) {
    if (times[row] <= changed) continue;
    if (auto* whole = std::get_if<IntegerColumn>(&y.values)) {
      whole->values[row] = 3 * whole->values[row] + 50;
    } else {
      double& value = std::get<NumberColumn>(y.values).values[row];
      value = 3 * value + 50;
    }
  }
  file_.data.path = place("changed.parquet");
  write_table(sales, file_.data.path);
  write(file_, "after.parquet", 10'000'000);
  const Matrix before = read_matrix(place("before.parquet")), after = read_matrix(place("after.parquet"));
  std::size_t same = 0, moved = 0;
  for (const auto& [key, cells] : before.rows) {
    const auto found = after.rows.find(key);
    if (found == after.rows.end()) continue;
    const bool equal = std::equal(cells.begin() + 1, cells.end(), found->second.begin() + 1,
                                  [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); });
    const Timestamp origin = std::stoll(key.substr(key.find(' ') + 1));
    EXPECT_TRUE(equal || origin > changed) << key;
    (equal ? same : moved) += 1;
  }
  EXPECT_GT(same, 1000u);
  EXPECT_GT(moved, 50u);  // rows from later origins do see it
}

TEST_F(FeatureMatrixFile, RefusesAHorizonOfNoneAndFeaturesNamedAsItsOwnColumns) {
  RunConfig config = file_;
  config.horizon = 0;
  EXPECT_THROW(write(config, "matrix.parquet", 1000), ConfigError);
  Table statics = read_table(file_.data.statics_path);
  statics.find("category")->name = "scale";
  config = file_;
  config.data.statics_path = place("renamed.parquet");
  config.data.statics = {"scale"};
  write_table(statics, config.data.statics_path);
  EXPECT_THROW(write(config, "matrix.parquet", 1000), ConfigError);
  EXPECT_FALSE(std::filesystem::exists(place("matrix.parquet")));
}

}  // namespace
}  // namespace demandcast
