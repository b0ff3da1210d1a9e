// SPDX-License-Identifier: Apache-2.0
#include "bench/vn2/vn2_orderers.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <numeric>

#include "bench/vn2/benchmark_policy.h"
#include "demandcast/buying/order_cost.h"
#include "demandcast/core/parallel.h"
#include "demandcast/models/builtin_models.h"
#include "demandcast/pipeline/train_policy.h"
#include "demandcast/policy/learned_policy.h"
#include "demandcast/policy/policy_directory.h"

namespace demandcast {
namespace fs = std::filesystem;
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

/// Orders by sample paths of a model that is learnt once, before its first orders.
class ByPaths : public Vn2Orderer {
 public:
  ByPaths(const Panel& panel, std::string model, ModelOptions options)
      : panel_(panel), model_(std::move(model)), options_(std::move(options)) {
    context_.threads = 2;
  }
  std::vector<double> orders(Period origin, const std::vector<StockState>& stock) override {
    const PanelView view(panel_, origin);
    if (!forecaster_) {
      forecaster_ = learn(view);
      prepare(origin);
    }
    const auto sampler = forecaster_->path_sampler(view, kSteps, kPaths, context_);
    std::vector<double> orders(stock.size());
    const ItemEconomics item = vn2_item();
    parallel_for(stock.size(), context_, [&](std::size_t i) {
      std::vector<float> paths(static_cast<std::size_t>(kSteps) * kPaths);
      sampler->sample(i, paths);
      orders[i] = order(item, stock[i], {paths, kSteps});
    });
    return orders;
  }

 protected:
  virtual void prepare(Period) {}
  virtual double order(const ItemEconomics& item, const StockState& stock, const DemandPaths& paths) const = 0;
  const Panel& panel() const { return panel_; }
  const std::string& model() const { return model_; }
  const ModelOptions& options() const { return options_; }
  const RunContext& context() const { return context_; }

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

class Newsvendor final : public ByPaths {
 public:
  using ByPaths::ByPaths;

 private:
  double order(const ItemEconomics& item, const StockState& stock, const DemandPaths& paths) const override {
    const StockSituation now{stock.stock[0], 0, stock.pipeline};
    return OrderCost(item, now, paths, true).best();
  }
};

class Learned final : public ByPaths {
 public:
  Learned(DataSource source, const Panel& panel, const std::string& model, const ModelOptions& options)
      : ByPaths(panel, model, options), source_(std::move(source)) {}

 private:
  void prepare(Period origin) override {
    const fs::path folder = fs::temp_directory_path() / fmt::format("vn2_policy-{}", ::getpid());
    TrainPolicyConfig config;
    config.replay.run.data = source_;
    config.replay.run.models = {model()};
    config.replay.run.model_options = options();
    config.replay.run.refit_every = 13;
    config.replay.run.resume = false;
    config.replay.run.output = folder.string();
    config.replay.items.defaults = {{"lead_time", "2"}, {"holding_cost", "0.2"}, {"lost_sale_cost", "1"}};
    config.replay.periods = 60;
    config.replay.paths = 200;
    config.replay.leave = static_cast<int>(panel().last_period() - origin);
    config.validation = 20;
    config.training.grain = OrderGrain::kSettled;
    train_policy(config, builtin_models(), context());
    policy_ = std::make_unique<LearnedPolicy>(load_policy(folder).weights());
    fs::remove_all(folder);
  }
  double order(const ItemEconomics& item, const StockState& stock, const DemandPaths& paths) const override {
    const Outlook outlook = outlook_of(item, paths, true);
    // The game shows what arrives before the next week in the first slot; a policy sees the week's arrivals on hand.
    StockState seen = StockState::empty(item);
    seen.stock[0] = stock.stock[0] + stock.pipeline[0];
    for (std::size_t k = 1; k < stock.pipeline.size(); ++k) seen.pipeline[k - 1] = stock.pipeline[k];
    return policy_->order(item, outlook, view_of(outlook, seen));
  }

  DataSource source_;
  std::unique_ptr<LearnedPolicy> policy_;
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

std::unique_ptr<Vn2Orderer> vn2_learned(const DataSource& source, const Panel& panel, const std::string& model,
                                        const ModelOptions& options) {
  return std::make_unique<Learned>(source, panel, model, options);
}

}  // namespace demandcast
