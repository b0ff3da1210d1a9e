// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/demo.h"

#include <filesystem>

#include "demandcast/pipeline/buy.h"
#include "demandcast/pipeline/buy_sums.h"
#include "demandcast/pipeline/forecast.h"
#include "demandcast/pipeline/generate.h"

namespace demandcast {
namespace {

RunConfig demo_config(const std::string& sales) {
  RunConfig config;
  config.data.path = sales;
  config.data.known = {"price", "promo", "event"};
  config.data.past = {"page_views"};
  config.data.availability = "availability";
  config.models = {"seasonal_naive", "ets", "theta", "croston", "mstl"};
  config.horizon = 13;
  config.windows = 2;
  return config;
}

}  // namespace

DemoResult run_demo(const std::string& folder, int series, const ModelRegistry& registry, const RunContext& context) {
  const std::filesystem::path place = folder;
  DemoResult result;
  result.sales = run_generate({{"series", std::to_string(series)}}, (place / "data").string(), context).front();
  RunConfig config = demo_config(result.sales);
  result.check = run_check(config, context);
  config.output = (place / "backtest").string();
  config.command_line = "demandcast demo";
  result.backtest = run_backtest(config, registry, context);
  result.model = result.backtest.evaluation.leaderboard.front();

  config.models = {result.model};
  result.forecast = (place / "forecast.parquet").string();
  TableWriter writer(result.forecast);
  run_forecast(config, registry, context, [&](const ForecastTable& table) { writer.add(to_table(table, {})); });
  writer.commit();

  BuyConfig buy;
  buy.run = config;
  buy.run.horizon = 0;
  buy.items.path = (place / "data" / "items.parquet").string();
  const BuyResult bought = run_buy(buy, registry, context);
  result.orders = (place / "orders.parquet").string();
  write_table(orders_table(bought, "unique_id", "ds"), result.orders);
  result.ordered = sums_of(bought).ordered;
  return result;
}

}  // namespace demandcast
