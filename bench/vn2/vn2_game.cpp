// The VN2 inventory game on windows of its history: the organiser's benchmark policy, and orders from our forecasts.
// SPDX-License-Identifier: Apache-2.0
//
//   vn2_game sales.parquet [--statics static.parquet] [--windows 3] [--set M.O=V] [MODEL ...]
//   sales: unique_id, ds, y, in_stock
//
// At the end of week t = 0..5 an order is placed for each product; it arrives at the start of week t + 3. A unit left
// at the end of a week costs 0.2, a lost sale 1. Weeks 3 to 8 count.
#include <fmt/format.h>

#include <cmath>
#include <numeric>
#include <span>

#include "bench/vn2/benchmark_policy.h"
#include "demandcast/buying/order_cost.h"
#include "demandcast/buying/simulated_totals.h"
#include "demandcast/core/parallel.h"
#include "demandcast/data/read_panel.h"
#include "demandcast/models/builtin_models.h"

namespace demandcast {
namespace {

constexpr int kWeeks = 8, kOrders = 6, kNotCounted = 2, kPaths = 1000, kSteps = 3;

ItemEconomics vn2_item() {
  ItemEconomics item;
  item.holding_cost = 0.2;
  item.lost_sale_cost = 1;
  item.lead_time = LeadTime::of_periods(2);
  return item;
}

/// Orders of all products for what is known up to `origin`, given their stock.
class Orderer {
 public:
  virtual ~Orderer() = default;
  virtual std::vector<double> orders(Period origin, const std::vector<StockState>& stock) = 0;
};

class Organiser final : public Orderer {
 public:
  explicit Organiser(const Panel& panel) : panel_(panel) {}
  std::vector<double> orders(Period origin, const std::vector<StockState>& stock) override {
    const std::vector<double> levels = vn2_order_up_to(panel_, origin);
    std::vector<double> orders;
    for (std::size_t i = 0; i < levels.size(); ++i) {
      const double position =
          stock[i].stock[0] + std::accumulate(stock[i].pipeline.begin(), stock[i].pipeline.end(), 0.0);
      orders.push_back(std::nearbyint(std::max(0.0, levels[i] - position)));
    }
    return orders;
  }

 private:
  const Panel& panel_;
};

/// The order of least expected cost over the paths of a model that is learnt before the window.
class OfModel final : public Orderer {
 public:
  OfModel(const Panel& panel, std::string model, ModelOptions options)
      : panel_(panel), model_(std::move(model)), options_(std::move(options)) {
    context_.threads = 2;
  }
  std::vector<double> orders(Period origin, const std::vector<StockState>& stock) override {
    const PanelView view(panel_, origin);
    if (!forecaster_) forecaster_ = learn(view);
    const auto sampler = forecaster_->path_sampler(view, kSteps, kPaths, context_);
    std::vector<double> orders(stock.size());
    const ItemEconomics item = vn2_item();
    parallel_for(stock.size(), context_, [&](std::size_t i) {
      std::vector<float> paths(static_cast<std::size_t>(kSteps) * kPaths);
      sampler->sample(i, paths);
      const StockSituation now{stock[i].stock[0], 0, stock[i].pipeline};
      orders[i] = OrderCost(item, now, {paths, kSteps}, true).best();
    });
    return orders;
  }

 private:
  std::unique_ptr<Forecaster> learn(const PanelView& view) const {
    const ModelRegistry registry = builtin_models();
    Composition composition = parse_composition(model_, registry);
    if (!registry.find(composition.parts.back()).samples_paths) composition.parts.emplace_back("paths");
    return make_estimator(composition, registry, options_)->fit(SingleShard(view), Horizon::of(kSteps), context_);
  }

  const Panel& panel_;
  std::string model_;
  ModelOptions options_;
  RunContext context_;
  std::unique_ptr<Forecaster> forecaster_;
};

/// The cost of weeks 3 to 8 of the window whose first week is `first`.
double play(const Panel& panel, Period first, Orderer& orderer) {
  const ItemEconomics item = vn2_item();
  std::vector<StockState> stock(panel.series_count(), StockState::empty(item));
  for (std::size_t i = 0; i < stock.size(); ++i) {
    const double weekly = std::ceil(vn2_recent_mean(panel, i, first - 1));
    stock[i].stock = {2 * weekly};
    stock[i].pipeline = {weekly, weekly};
  }
  SimulatedTotals totals;
  for (int week = 0; week < kWeeks; ++week) {
    const std::vector<double> orders =
        week < kOrders ? orderer.orders(first + week - 1, stock) : std::vector<double>(stock.size(), 0.0);
    for (std::size_t i = 0; i < stock.size(); ++i) {
      PeriodOutcome outcome;
      take_arrivals(StockSpans(stock[i]), outcome);
      place_order(StockSpans(stock[i]), item.arrival_shares, orders[i], 2, outcome);
      const auto cell = static_cast<std::size_t>(first + week - panel.first_period(i));
      const double demand = static_cast<double>(panel.target(i)[cell]);
      meet_demand(StockSpans(stock[i]), item, demand, outcome);
      if (week >= kNotCounted) totals.add(demand, orders[i], outcome);
    }
  }
  return money_of(totals, item).cost();
}

void print_row(const std::string& name, const std::vector<double>& costs) {
  fmt::print("{:<40}", name);
  for (const double cost : costs) fmt::print(" {:>9.1f}", cost);
  fmt::print(" {:>10.1f}\n", std::accumulate(costs.begin(), costs.end(), 0.0));
}

/// What is played: how many of the windows, from the first, and with which models.
struct Game {
  DataSource source;
  std::size_t windows = 6;
  std::vector<std::string> models;
  ModelOptions options;
};

/// "sqrf.trees=40" laid into the options.
void set(const std::string& text, ModelOptions& options) {
  const std::size_t dot = text.find('.'), equals = text.find('=');
  options[text.substr(0, dot)][text.substr(dot + 1, equals - dot - 1)] = text.substr(equals + 1);
}

Game game_of(std::span<char*> arguments) {
  Game game;
  game.source.path = arguments.front();
  for (std::size_t i = 1; i < arguments.size(); ++i) {
    const std::string argument = arguments[i];
    if (argument == "--statics") {
      game.source.statics_path = arguments[++i];
    } else if (argument == "--windows") {
      game.windows = std::stoul(arguments[++i]);
    } else if (argument == "--set") {
      set(arguments[++i], game.options);
    } else {
      game.models.push_back(argument);
    }
  }
  return game;
}

int run(std::span<char*> arguments) {
  if (arguments.empty()) {
    fmt::print(
        stderr,
        "vn2_game sales.parquet [--statics static.parquet] [--windows N] [--set MODEL.OPTION=VALUE] [MODEL ...]\n");
    return 2;
  }
  const Game game = game_of(arguments);
  DataSource source = game.source;
  const Panel sales = read_panel_or_throw(source);
  source.availability = "in_stock";
  const Panel censored = read_panel_or_throw(source);
  std::vector<std::string> windows{"2023-05-15", "2023-07-10", "2023-09-04", "2023-10-30", "2023-12-25", "2024-02-19"};
  windows.resize(std::min(windows.size(), game.windows));
  fmt::print("{:<40}", "first week of the window");
  for (const std::string& window : windows) fmt::print(" {:>10}", window);
  fmt::print("      total\n");
  const auto row = [&](const std::string& name, const Panel& panel, auto&& make) {
    std::vector<double> costs;
    for (const std::string& window : windows) {
      auto orderer = make();
      costs.push_back(play(panel, *panel.frequency().period_at(*parse_timestamp(window)), orderer));
    }
    print_row(name, costs);
  };
  row("the organiser's benchmark", censored, [&] { return Organiser(censored); });
  for (const std::string& model : game.models) {
    row(model + ", stock-outs as sales", sales, [&] { return OfModel(sales, model, game.options); });
    row(model + ", stock-outs as bounds", censored, [&] { return OfModel(censored, model, game.options); });
  }
  return 0;
}

}  // namespace
}  // namespace demandcast

int main(int count, char** arguments) {
  try {
    return demandcast::run(std::span(arguments + 1, static_cast<std::size_t>(count - 1)));
  } catch (const std::exception& error) {
    fmt::print(stderr, "vn2_game: {}\n", error.what());
    return 1;
  }
}
