// SPDX-License-Identifier: Apache-2.0
#include "demandcast/policy/serial_training.h"

#include <algorithm>
#include <numeric>

#include "demandcast/core/error.h"
#include "demandcast/core/parallel.h"
#include "demandcast/core/random.h"

namespace demandcast {
namespace {

SerialBlock<float>::Networks networks_of(const SerialScenario& scenario, std::size_t hidden,
                                         const SerialParameters& parameters) {
  SerialBlock<float>::Networks networks;
  for (const std::vector<float>& one : parameters) networks.emplace_back(NetworkShape{scenario.inputs(), hidden}, one);
  return networks;
}

class SerialTraining {
 public:
  SerialTraining(const TrainingPlan& plan, const SerialScenario& scenario, const ValidationPlan& check,
                 const RunContext& context)
      : plan_(plan),
        scenario_(scenario),
        check_(check),
        context_(context),
        hidden_(static_cast<std::size_t>(plan.hidden)),
        blocks_(static_cast<std::size_t>(plan.batch) / kLanes, SerialBlock<float>(scenario, plan.episode, hidden_)) {
    const NetworkShape shape{scenario.inputs(), hidden_};
    for (std::size_t stage = 0; stage < scenario.stage_count(); ++stage) {
      parameters_.push_back(initial_parameters(shape, context.seed + stage));
      adams_.emplace_back(shape.parameters());
    }
    gradients_.assign(blocks_.size(), SerialParameters(scenario.stage_count(), std::vector<float>(shape.parameters())));
    look(0);
    find_levels();
    money_ = best_cost_;
  }

  SerialTrainingResult run() {
    while (result_.steps < plan_.steps && without_gain_ < plan_.patience) {
      const double cost = step();
      if (result_.steps % plan_.check_every == 0 || result_.steps == plan_.steps) look(cost);
      if (context_.stop.stop_requested()) throw Interrupted("stopped");
    }
    return std::move(result_);
  }

 private:
  /// All levels higher by the same number of units, in halves: the best of some, from which training begins.
  void find_levels() {
    constexpr int kMostHalves = 8;
    SerialParameters moved = parameters_;
    for (int halves = 1; halves <= kMostHalves; ++halves) {
      for (std::vector<float>& one : moved) one.back() = 0.5F * static_cast<float>(halves);
      const double cost = cost_of(moved);
      if (!(cost < best_cost_)) return;
      best_cost_ = cost;
      result_.best = parameters_ = moved;
    }
  }

  double cost_of(const SerialParameters& parameters) const {
    const std::uint64_t seed = context_.seed ^ stream_key("validation");
    return serial_cost(scenario_, check_, hidden_, parameters, seed, context_).mean;
  }

  double step() {
    const auto networks = networks_of(scenario_, hidden_, parameters_);
    const std::uint64_t first = static_cast<std::uint64_t>(result_.steps) * static_cast<std::uint64_t>(plan_.batch);
    std::vector<double> losses(blocks_.size());
    parallel_for(blocks_.size(), context_, [&](std::size_t b) {
      for (std::vector<float>& gradient : gradients_[b]) std::fill(gradient.begin(), gradient.end(), 0.0F);
      blocks_[b].load(first + b * kLanes, context_.seed ^ stream_key("training"));
      losses[b] = blocks_[b].run(networks);
      blocks_[b].backward(networks, gradients_[b]);
    });
    const double count = static_cast<double>(plan_.batch) * plan_.episode.periods;
    const auto scale = static_cast<float>(1 / (count * money_));
    for (std::size_t stage = 0; stage < parameters_.size(); ++stage) {
      std::vector<float> gradient(parameters_[stage].size(), 0.0F);
      for (const SerialParameters& of_block : gradients_) {
        for (std::size_t i = 0; i < gradient.size(); ++i) gradient[i] += scale * of_block[stage][i];
      }
      shorten(gradient);
      adams_[stage].step(gradient, rate_share_ * plan_.rate(result_.steps), parameters_[stage]);
    }
    ++result_.steps;
    return std::accumulate(losses.begin(), losses.end(), 0.0) / count;
  }

  void look(double training_cost) {
    const double cost = cost_of(parameters_);
    result_.looks.push_back({result_.steps, training_cost, cost});
    if (result_.steps == 0 || cost < best_cost_) {
      best_cost_ = cost;
      result_.best = parameters_;
      without_gain_ = 0;
      return;
    }
    ++without_gain_;
    if (!(cost > result_.looks.front().validation_cost)) return;
    parameters_ = result_.best;  // astray
    for (Adam& adam : adams_) adam = Adam(adam.mean.size());
    rate_share_ /= 2;
  }

  const TrainingPlan& plan_;
  const SerialScenario& scenario_;
  const ValidationPlan& check_;
  const RunContext& context_;
  std::size_t hidden_;
  std::vector<SerialBlock<float>> blocks_;
  std::vector<SerialParameters> gradients_;  ///< [block]
  SerialParameters parameters_;
  std::vector<Adam> adams_;  ///< [stage]
  SerialTrainingResult result_;
  double best_cost_ = 0, money_ = 1, rate_share_ = 1;
  int without_gain_ = 0;
};

}  // namespace

SerialTrainingResult train_serial(const TrainingPlan& plan, const SerialScenario& scenario, const ValidationPlan& check,
                                  const RunContext& context) {
  plan.check();
  return SerialTraining(plan, scenario, check, context).run();
}

EpisodeCost serial_cost(const SerialScenario& scenario, const ValidationPlan& plan, std::size_t hidden,
                        const SerialParameters& parameters, std::uint64_t seed, const RunContext& context) {
  const auto networks = networks_of(scenario, hidden, parameters);
  std::vector<double> costs(plan.episodes);
  parallel_for((plan.episodes + kLanes - 1) / kLanes, context, [&](std::size_t b) {
    SerialBlock<float> block(scenario, plan.episode, hidden, false);
    block.load(b * kLanes, seed);
    block.run(networks);
    const auto wanted = std::min<std::size_t>(kLanes, plan.episodes - b * kLanes);
    std::copy_n(block.costs().begin(), wanted, costs.begin() + static_cast<std::ptrdiff_t>(b * kLanes));
  });
  return mean_and_error(costs, plan.episode.periods);
}

}  // namespace demandcast
