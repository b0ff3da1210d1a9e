// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/forecast_rows.h"

#include <gtest/gtest.h>

namespace demandcast {
namespace {

ForecastTable table_of(std::vector<std::string> ids, const std::string& model) {
  ForecastTable table;
  table.levels = {0.1, 0.9};
  table.ids = std::move(ids);
  table.models = {model};
  for (std::size_t i = 0; i < table.ids.size(); ++i) {
    const auto value = static_cast<double>(i + 1);
    table.series.push_back(static_cast<std::int32_t>(i));
    table.model.push_back(0);
    table.cutoff.push_back(10);
    table.period.push_back(11);
    table.mean.push_back(value);
    table.quantiles.insert(table.quantiles.end(), {value - 1, value + 1});
    table.reason.push_back(FallbackReason::kNone);
  }
  return table;
}

TEST(ForecastRows, AreJoinedByTheNamesOfSeriesAndModels) {
  ForecastTable all;
  append_rows(all, table_of({"A", "B"}, "ets"));
  append_rows(all, table_of({"B", "C"}, "theta"));
  EXPECT_EQ(all.ids, (std::vector<std::string>{"A", "B", "C"}));
  EXPECT_EQ(all.models, (std::vector<std::string>{"ets", "theta"}));
  EXPECT_EQ(all.series, (std::vector<std::int32_t>{0, 1, 1, 2}));
  EXPECT_EQ(all.model, (std::vector<std::int32_t>{0, 0, 1, 1}));
  EXPECT_EQ(all.quantiles.size(), 8u);
}

TEST(ForecastRows, KeepSpansApartFromPeriods) {
  ForecastTable spans = table_of({"A"}, "ets");
  spans.lead = {1};
  spans.length = {2};
  ForecastTable all = table_of({"A"}, "ets");
  append_rows(all, spans);
  EXPECT_EQ(all.length, (std::vector<std::int32_t>{0, 2}));
  const std::vector<std::size_t> first = {0}, second = {1};
  EXPECT_TRUE(select_rows(all, first).length.empty());
  EXPECT_EQ(select_rows(all, second).length, (std::vector<std::int32_t>{2}));
}

TEST(ForecastRows, AreChosenWithTheirQuantiles) {
  const std::vector<std::size_t> rows = {1};
  const ForecastTable picked = select_rows(table_of({"A", "B"}, "ets"), rows);
  EXPECT_EQ(picked.row_count(), 1u);
  EXPECT_EQ(picked.quantiles, (std::vector<double>{1, 3}));
}

}  // namespace
}  // namespace demandcast
