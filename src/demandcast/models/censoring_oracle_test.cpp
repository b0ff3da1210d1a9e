// Forecasts from sales that stock-outs cut short, where the demand behind them is known.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "demandcast/core/random.h"
#include "demandcast/data/synthetic_catalogue.h"
#include "demandcast/models/builtin_models.h"

namespace demandcast {
namespace {

constexpr std::size_t kHistory = 143, kSteps = 13;
constexpr double kMostBias = 0.02;

struct Truth {
  std::vector<std::string> ids;
  std::vector<std::vector<double>> demand, expected;  ///< [series][week]
};

Truth weekly_truth() {
  SyntheticCatalogueOptions options;
  options.series = 100;
  options.periods = kHistory + kSteps;
  options.future = 0;
  options.launch_share = options.stock_outs_per_year = 0;
  const Table table = make_synthetic_catalogue(options, {}).truth;
  const auto& ids = std::get<TextColumn>(table.find("unique_id")->values);
  const auto& demand = std::get<NumberColumn>(table.find("demand")->values).values;
  const auto& expected = std::get<NumberColumn>(table.find("expected")->values).values;
  Truth truth;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const std::string id = ids.dictionary[static_cast<std::size_t>(ids.codes[row])];
    if (truth.ids.empty() || truth.ids.back() != id) {
      truth.ids.push_back(id);
      truth.demand.emplace_back();
      truth.expected.emplace_back();
    }
    truth.demand.back().push_back(demand[row]);
    truth.expected.back().push_back(expected[row]);
  }
  return truth;
}

enum class Told { kDemand, kSales, kFraction, kBound };

/// Stock as a planner who knows seasons and promotions would order it, a third of the weeks too little; or, where no
/// more than the sell-out is told, as one would who knows what the last quarter sold.
double stock_of(const Truth& truth, std::size_t s, std::size_t t, Told told, double u) {
  if (told != Told::kBound) return std::ceil(truth.expected[s][t] * (0.7 + 0.9 * u));
  double recent = 0;
  for (std::size_t i = 1; i <= 13; ++i) recent += truth.demand[s][t >= i ? t - i : t + i];
  return std::ceil(recent / 13 * (0.8 + 1.2 * u));
}

Panel panel_of(const Truth& truth, Told told, Told drawn) {
  std::vector<SeriesInput> inputs;
  for (std::size_t s = 0; s < truth.ids.size(); ++s) {
    RandomStream random(9, s);
    SeriesInput input{truth.ids[s], 0, {}, {}, {}};
    for (std::size_t t = 0; t < kHistory; ++t) {
      const double demand = truth.demand[s][t];
      const double stock = std::max(1.0, stock_of(truth, s, t, drawn, random.uniform()));
      const bool sold_out = told != Told::kDemand && demand >= stock;
      input.target.push_back(static_cast<float>(sold_out ? stock : demand));
      const bool is_told = sold_out && told != Told::kSales;
      input.states.push_back(is_told ? CellState::kCensored : CellState::kObserved);
      if (told != Told::kFraction) continue;
      input.availability.push_back(is_told ? static_cast<float>(stock / (demand + 1)) : 1.0F);
    }
    inputs.push_back(std::move(input));
  }
  return {Frequency::parse("W-SUN"), std::move(inputs)};
}

/// Sum of mean forecasts over the sum of true demand.
double ratio(const std::string& model, const Truth& truth, Told told, Told drawn) {
  static const ModelRegistry models = builtin_models();
  const Panel panel = panel_of(truth, told, drawn);
  const PanelView view(panel, panel.last_period());
  const Horizon horizon = Horizon::of(kSteps);
  const auto learned =
      make_estimator(parse_composition(model, models), models, {})->fit(SingleShard(view), horizon, {});
  const QuantileForecast forecast = forecast_one(*learned, view, horizon, {});
  double mean = 0, demand = 0;
  for (std::size_t s = 0; s < truth.ids.size(); ++s) {
    for (std::size_t h = 0; h < kSteps; ++h) {
      mean += forecast.mean(s, static_cast<int>(h));
      demand += truth.demand[s][kHistory + h];
    }
  }
  return mean / demand;
}

class CensoringOracle : public testing::TestWithParam<const char*> {};

TEST_P(CensoringOracle, ForecastsStayUnbiasedWhereTheFractionOnSaleIsTold) {
  static const Truth truth = weekly_truth();
  const double full = ratio(GetParam(), truth, Told::kDemand, Told::kFraction);
  EXPECT_NEAR(ratio(GetParam(), truth, Told::kFraction, Told::kFraction) / full, 1, kMostBias);
  EXPECT_LT(ratio(GetParam(), truth, Told::kSales, Told::kFraction) / full, 1 - 3 * kMostBias);
}

TEST_P(CensoringOracle, ForecastsAreNotHalfAsFarOffAsSalesWhereOnlyTheSellOutIsTold) {
  static const Truth truth = weekly_truth();
  const double full = ratio(GetParam(), truth, Told::kDemand, Told::kBound);
  const double off = std::abs(ratio(GetParam(), truth, Told::kBound, Told::kBound) / full - 1);
  EXPECT_LT(2 * off, 1 - ratio(GetParam(), truth, Told::kSales, Told::kBound) / full);
}

INSTANTIATE_TEST_SUITE_P(Models, CensoringOracle, testing::Values("seasonal_naive", "ets", "theta", "croston"));

}  // namespace
}  // namespace demandcast
