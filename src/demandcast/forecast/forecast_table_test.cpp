// Forecasts become rows, rows become columns of every dialect, and come back unchanged.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/forecast/forecast_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::ThrowsMessage;

Panel two_series() {
  const std::vector<CellState> seen(3, CellState::kObserved);
  return {Frequency::parse("D"), {{"a", 100, {1, 2, 3}, seen}, {"b", 100, {4, 5, 6}, seen}}};
}

/// Numbers that tell where they are: mean 10 i + step, quantile `level` above it.
QuantileForecast numbered(const Panel& panel, Period origin, const Horizon& horizon) {
  QuantileForecast forecast(PanelView(panel, origin), horizon);
  for (std::size_t i = 0; i < forecast.series_count(); ++i) {
    for (int step = 0; step < horizon.steps; ++step) {
      forecast.mean(i, step) = 10.0 * static_cast<double>(i) + step;
      for (std::size_t k = 0; k < horizon.levels.size(); ++k) {
        forecast.quantiles(i, step)[k] = forecast.mean(i, step) + horizon.levels[k];
      }
    }
  }
  return forecast;
}

ForecastTable table_of(const Horizon& horizon, const std::vector<std::string>& models = {"ets"}) {
  const Panel panel = two_series();
  ForecastTable table;
  table.frequency = panel.frequency();
  for (const std::string& model : models) {
    QuantileForecast forecast = numbered(panel, 102, horizon);
    forecast.set_reason(1, FallbackReason::kTooShort);
    append_forecast(table, forecast, panel.ids(), model);
  }
  return table;
}

void expect_same(const ForecastTable& read, const ForecastTable& written) {
  EXPECT_EQ(read.levels, written.levels);
  EXPECT_EQ(read.ids, written.ids);
  EXPECT_EQ(read.models, written.models);
  EXPECT_EQ(read.series, written.series);
  EXPECT_EQ(read.model, written.model);
  EXPECT_EQ(read.cutoff, written.cutoff);
  EXPECT_EQ(read.period, written.period);
  EXPECT_EQ(read.mean, written.mean);
  EXPECT_EQ(read.quantiles, written.quantiles);
  EXPECT_EQ(read.reason, written.reason);
  EXPECT_EQ(read.lead, written.lead);
  EXPECT_EQ(read.length, written.length);
}

const Horizon kHorizon{2, {0.1, 0.5, 0.9}, {}};
const Horizon kWithSpan{3, {0.1, 0.9}, {{1, 2}}};

ForecastLayout with(ColumnDialect dialect) {
  ForecastLayout layout;
  layout.dialect = dialect;
  return layout;
}

ForecastLayout with_everything() {
  ForecastLayout layout;
  layout.with_cutoff = layout.with_model = true;
  return layout;
}

/// One series "s", days 100 and 101, and the given columns of numbers.
Table foreign(const std::vector<std::string>& names) {
  const Timestamp day = 86400;
  Table table;
  table.columns.push_back({"item_id", TextColumn{{"s"}, {0, 0}}});
  table.columns.push_back({"timestamp", TimeColumn{{100 * day, 101 * day}}});
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto value = static_cast<double>(i);
    table.columns.push_back({names[i], NumberColumn{{value, value + 10}}});
  }
  return table;
}

ForecastTable read(const std::vector<std::string>& names) { return from_table(foreign(names), Frequency::parse("D")); }

TEST(ForecastTable, HoldsOneRowPerSeriesAndPeriodAfterTheOrigin) {
  const ForecastTable table = table_of(kHorizon);
  EXPECT_THAT(table.series, ElementsAre(0, 0, 1, 1));
  EXPECT_THAT(table.cutoff, ElementsAre(102, 102, 102, 102));
  EXPECT_THAT(table.period, ElementsAre(103, 104, 103, 104));
  EXPECT_THAT(table.mean, ElementsAre(0, 1, 10, 11));
  EXPECT_THAT(table.row_quantiles(3), ElementsAre(11.1, 11.5, 11.9));
  EXPECT_THAT(table.length, IsEmpty());
}

TEST(ForecastTable, AppendsSpansAfterTheStepsOfTheirSeries) {
  const ForecastTable table = table_of(kWithSpan);
  EXPECT_THAT(table.length, ElementsAre(0, 0, 0, 2, 0, 0, 0, 2));
  EXPECT_THAT(table.lead, ElementsAre(0, 0, 0, 1, 0, 0, 0, 1));
  EXPECT_EQ(table.period[3], 104);
}

TEST(ForecastTable, RefusesOtherLevelsAndOtherSeries) {
  const Panel panel = two_series();
  ForecastTable table = table_of(kHorizon);
  EXPECT_THROW(append_forecast(table, numbered(panel, 102, kWithSpan), panel.ids(), "x"), ConfigError);
  EXPECT_THROW(append_forecast(table, numbered(panel, 102, kHorizon), {"a", "c"}, "x"), ConfigError);
  EXPECT_THROW(append_forecast(table, numbered(panel, 102, kHorizon), {"a"}, "x"), ConfigError);
}

TEST(ForecastColumns, ArePlainWithoutBeingAsked) {
  const Table table = to_table(table_of(kHorizon), {});
  EXPECT_THAT(table.column_names(), ElementsAre("unique_id", "ds", "mean", "0.1", "0.5", "0.9", "reason"));
}

TEST(ForecastColumns, AreTheSameWhetherASeriesFellBackOrNot) {
  const ForecastTable fell_back = table_of(kHorizon);
  ForecastTable none = fell_back;
  none.reason.assign(none.row_count(), FallbackReason::kNone);
  for (const bool tall : {false, true}) {
    ForecastLayout layout;
    layout.tall = tall;
    const Table written = to_table(none, layout);
    EXPECT_EQ(written.column_names(), to_table(fell_back, layout).column_names());
    EXPECT_EQ(from_table(written, none.frequency).reason, none.reason);
  }
}

TEST(ForecastColumns, ComeBackUnchanged) {
  for (const Horizon& horizon : {kHorizon, kWithSpan}) {
    for (const bool tall : {false, true}) {
      const ForecastTable table = table_of(horizon, {"ets", "theta"});
      ForecastLayout layout = with_everything();
      layout.tall = tall;
      expect_same(from_table(to_table(table, layout), table.frequency), table);
    }
  }
}

TEST(ForecastColumns, TakeTheCutoffFromTheFirstRowWhereNoneIsWritten) {
  const ForecastTable table = table_of(kHorizon);
  EXPECT_EQ(from_table(to_table(table, {}), table.frequency).cutoff, table.cutoff);
  EXPECT_THAT(from_table(to_table(table, {}), table.frequency).models, ElementsAre("forecast"));
}

TEST(ForecastColumns, CountIntegerCalendarsInIntegers) {
  ForecastTable table = table_of(kHorizon);
  table.frequency = Frequency::parse("1");
  const Table written = to_table(table, with_everything());
  EXPECT_TRUE(std::holds_alternative<IntegerColumn>(written.find("ds")->values));
  expect_same(from_table(written, table.frequency), table);
}

TEST(ForecastColumns, SpeakNixtla) {
  const ForecastTable table = table_of(kHorizon);
  const Table written = to_table(table, with(ColumnDialect::kNixtla));
  EXPECT_THAT(written.column_names(), ElementsAre("unique_id", "ds", "ets", "ets-lo-80", "ets-median", "ets-hi-80"));
  ForecastTable without_reasons = table;
  without_reasons.reason.assign(table.row_count(), FallbackReason::kNone);
  expect_same(from_table(written, table.frequency), without_reasons);
}

TEST(ForecastColumns, SpeakAmazon) {
  const ForecastTable table = table_of(kHorizon);
  const Table written = to_table(table, with(ColumnDialect::kAmazon));
  EXPECT_THAT(written.column_names(), ElementsAre("unique_id", "ds", "mean", "p10", "p50", "p90"));
  EXPECT_EQ(from_table(written, table.frequency).quantiles, table.quantiles);
}

TEST(ForecastColumns, RefuseWhatADialectCannotSay) {
  EXPECT_THROW(to_table(table_of({1, {0.1, 0.5}, {}}), with(ColumnDialect::kNixtla)), ConfigError);
  EXPECT_THROW(to_table(table_of({1, {0.025, 0.975}, {}}), with(ColumnDialect::kAmazon)), ConfigError);
  EXPECT_THROW(to_table(table_of(kHorizon, {"ets", "theta"}), with(ColumnDialect::kNixtla)), ConfigError);
  EXPECT_THROW(to_table(table_of(kHorizon, {"ets", "theta"}), {}), ConfigError);
  ForecastLayout tall = with(ColumnDialect::kAmazon);
  tall.tall = true;
  EXPECT_THROW(to_table(table_of(kHorizon), tall), ConfigError);
}

TEST(ForeignForecasts, AreReadInEverySpelling) {
  const std::vector<std::pair<std::vector<std::string>, std::string>> spellings = {
      {{"0.1", "0.9"}, "forecast"},        {{"q0.1", "q0.9"}, "forecast"},    {{"p10", "p90"}, "forecast"},
      {{"ETS-lo-80", "ETS-hi-80"}, "ETS"}, {{"M-lo-80.0", "M-hi-80.0"}, "M"}, {{"M_ql0.1", "M_ql0.9"}, "M"},
      {{"M-q-10", "M-q-90"}, "M"},         {{"y_q0.100", "y_q0.900"}, "y"}};
  for (const auto& [names, model] : spellings) {
    const ForecastTable table = read(names);
    EXPECT_THAT(table.levels, ElementsAre(0.1, 0.9)) << names.front();
    EXPECT_THAT(table.quantiles, ElementsAre(0, 1, 10, 11)) << names.front();
    EXPECT_THAT(table.models, ElementsAre(model));
    EXPECT_THAT(table.cutoff, ElementsAre(99, 99));
    EXPECT_TRUE(std::isnan(table.mean.front()));
  }
}

TEST(ForeignForecasts, MayHoldSeveralModelsSideBySide) {
  const ForecastTable table = read({"A", "A-lo-80", "A-hi-80", "B", "B-lo-80", "B-hi-80"});
  EXPECT_THAT(table.models, ElementsAre("A", "B"));
  EXPECT_THAT(table.model, ElementsAre(0, 0, 1, 1));
  EXPECT_THAT(table.mean, ElementsAre(0, 10, 3, 13));
}

TEST(ForeignForecasts, SayWhatIsMissing) {
  EXPECT_THAT([] { read({"mean", "x"}); }, ThrowsMessage<DataError>(HasSubstr("no column of quantiles")));
  EXPECT_THROW(read({"0.1", "q0.1"}), DataError);
  EXPECT_THROW(read({"A-lo-80", "A-hi-80", "B-median"}), DataError);
  Table without_id = foreign({"0.1"});
  without_id.columns.erase(without_id.columns.begin());
  EXPECT_THAT([&] { from_table(without_id, Frequency::parse("D")); }, ThrowsMessage<DataError>(HasSubstr("unique_id")));
  EXPECT_THROW(from_table(foreign({"0.1"}), Frequency::parse("W-FRI")), DataError);
}

}  // namespace
}  // namespace demandcast
