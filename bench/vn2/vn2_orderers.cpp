// SPDX-License-Identifier: Apache-2.0
#include "bench/vn2/vn2_orderers.h"

#include <cmath>
#include <numeric>

#include "bench/vn2/benchmark_policy.h"
#include "demandcast/buying/order_cost.h"
#include "demandcast/core/parallel.h"
#include "demandcast/models/builtin_models.h"

namespace demandcast {
namespace {

constexpr int kPaths = 1000, kSteps = 3;

class Organiser final : public Vn2Orderer {
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

class Foreseeing final : public Vn2Orderer {
 public:
  explicit Foreseeing(const Panel& panel) : panel_(panel) {}
  std::vector<double> orders(Period origin, const std::vector<StockState>& stock) override {
    const ItemEconomics item = vn2_item();
    std::vector<double> orders;
    for (std::size_t i = 0; i < stock.size(); ++i) {
      std::vector<float> path;
      for (Period week = origin + 1; week <= origin + kSteps; ++week) {
        path.push_back(static_cast<float>(vn2_demand(panel_, i, week)));
      }
      const StockSituation now{stock[i].stock[0], 0, stock[i].pipeline};
      orders.push_back(OrderCost(item, now, {path, kSteps}, true).best());
    }
    return orders;
  }

 private:
  const Panel& panel_;
};

class Newsvendor final : public Vn2Orderer {
 public:
  Newsvendor(const Panel& panel, std::string model, ModelOptions options)
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

}  // namespace

ItemEconomics vn2_item() {
  ItemEconomics item;
  item.holding_cost = 0.2;
  item.lost_sale_cost = 1;
  item.lead_time = LeadTime::of_periods(2);
  return item;
}

std::unique_ptr<Vn2Orderer> vn2_organiser(const Panel& panel) { return std::make_unique<Organiser>(panel); }

std::unique_ptr<Vn2Orderer> vn2_foreseeing(const Panel& panel) { return std::make_unique<Foreseeing>(panel); }

std::unique_ptr<Vn2Orderer> vn2_newsvendor(const Panel& panel, const std::string& model, const ModelOptions& options) {
  return std::make_unique<Newsvendor>(panel, model, options);
}

}  // namespace demandcast
