// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/reference_forecasts.h"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <tuple>

#include "demandcast/models/builtin_models.h"

namespace demandcast {
namespace {

Panel two_series() {
  std::vector<SeriesInput> series;
  for (const char* id : {"A", "B"}) {
    SeriesInput input{id, 0, {}, std::vector<CellState>(20, CellState::kObserved)};
    for (int t = 0; t < 20; ++t) input.target.push_back(static_cast<float>(t + (*id == 'B' ? 100 : 0)));
    series.push_back(std::move(input));
  }
  return Panel(Frequency::parse("MS"), std::move(series));
}

void add_row(ForecastTable& table, std::int32_t series, Period cutoff, Period period) {
  table.series.push_back(series);
  table.model.push_back(0);
  table.cutoff.push_back(cutoff);
  table.period.push_back(period);
  table.mean.push_back(0);
  table.quantiles.push_back(0);
  table.reason.push_back(FallbackReason::kNone);
}

TEST(ReferenceForecasts, HaveTheKeysOfTheForecastsAndLearnAtEachCutoff) {
  const ModelRegistry registry = builtin_models();
  ForecastTable theirs;
  theirs.levels = {0.5};
  theirs.ids = {"B", "unknown", "A"};
  theirs.models = {"theirs"};
  add_row(theirs, 0, 15, 16);
  add_row(theirs, 0, 15, 18);
  add_row(theirs, 0, 17, 18);
  add_row(theirs, 1, 15, 16);
  add_row(theirs, 2, 16, 17);
  add_row(theirs, 2, 16, 16);                // not after its cutoff
  add_row(theirs, 2, 1'000'000, 1'000'001);  // not in the data

  const auto model = parse_composition("seasonal_naive", registry);
  const ForecastTable ours =
      reference_forecasts(theirs, two_series(), model, registry, {{"seasonal_naive", {{"season", "2"}}}}, {});
  ASSERT_EQ(ours.row_count(), 4u);
  std::map<std::tuple<std::string, Period, Period>, double> mean;
  for (std::size_t row = 0; row < 4; ++row) {
    mean[{ours.ids[static_cast<std::size_t>(ours.series[row])], ours.cutoff[row], ours.period[row]}] = ours.mean[row];
  }
  EXPECT_EQ((mean.at({"B", 15, 16})), 114);
  EXPECT_EQ((mean.at({"B", 15, 18})), 114);
  EXPECT_EQ((mean.at({"B", 17, 18})), 116);
  EXPECT_EQ((mean.at({"A", 16, 17})), 15);
}

}  // namespace
}  // namespace demandcast
