// SPDX-License-Identifier: Apache-2.0
#include "demandcast/policy/policy_training.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "demandcast/core/error.h"
#include "demandcast/core/parallel.h"

namespace demandcast {
namespace {

RunContext silent(const RunContext& context) {
  RunContext quiet = context;
  quiet.progress = &silent_progress();
  return quiet;
}

constexpr int kWidest = 30;       ///< tenths of a unit by which the level is moved at the start, up or down
constexpr double kVaries = 1e-4;  ///< of its size, the deviation from which on an input tells anything

}  // namespace

void TrainingPlan::check() const {
  if (steps < 1 || check_every < 1 || patience < 1 || hidden < 1) {
    throw ConfigError("training takes at least one step, one look, patience of one and one hidden unit");
  }
  if (batch < 1 || batch % static_cast<int>(kLanes) != 0) {
    throw ConfigError(fmt::format("a batch of {} episodes: a multiple of {} is wanted", batch, kLanes));
  }
  if (!(forget > 0 && forget <= 1)) throw ConfigError("an average forgets a share above 0 and up to 1 a step");
  if (!(learning_rate > 0)) throw ConfigError("the learning rate is a number above 0");
  if (episode.periods < 1 || episode.warm_up < 0 || episode.tail < 0 || episode.tail >= episode.periods) {
    throw ConfigError("an episode has counted periods, and fewer in its tail");
  }
}

double TrainingPlan::rate(int step) const {
  constexpr double kRisingSteps = 50;
  const double rise = std::min(1.0, static_cast<double>(step + 1) / kRisingSteps);
  return learning_rate * rise * (0.01 + 0.99 * 0.5 * (1 + std::cos(std::numbers::pi * step / steps)));
}

PolicyTraining::PolicyTraining(const TrainingPlan& plan, const EpisodeSource& training, const EpisodeSource& validation,
                               const ValidationPlan& check, TrainingState state)
    : plan_(plan),
      training_(training),
      validation_(validation),
      check_(check),
      inputs_(training.inputs()),
      state_(std::move(state)) {
  plan.check();
  const std::size_t blocks = static_cast<std::size_t>(plan.batch) / kLanes;
  for (std::size_t b = 0; b < blocks; ++b) blocks_.emplace_back(inputs_, plan.episode, shape().hidden);
  gradients_.assign(blocks, std::vector<float>(shape().parameters()));
}

PolicyTraining::PolicyTraining(const TrainingPlan& plan, const EpisodeSource& training, const EpisodeSource& validation,
                               const ValidationPlan& check, const RunContext& context)
    : PolicyTraining(plan, training, validation, check, TrainingState{}) {
  state_.parameters = initial_parameters(shape(), context.seed);
  state_.best_parameters = state_.average = state_.parameters;
  state_.adam = Adam(shape().parameters());
  state_.scale = InputScale::plain(inputs_.count());
  measure(silent(context));
  find_level(silent(context));
}

/// What the rule sees and costs over the first batch.
void PolicyTraining::measure(const RunContext& context) {
  const PolicyNetwork<float> network(shape(), state_.parameters);
  std::vector<double> losses(blocks_.size());
  parallel_for(blocks_.size(), context, [&](std::size_t b) {
    blocks_[b].load(training_, b * kLanes, (b + 1) * kLanes);
    losses[b] = blocks_[b].run(network, state_.scale, OrderGrain::kSettled);
  });
  double loss = 0;
  for (const double one : losses) loss += one;
  const double count = static_cast<double>(plan_.batch) * plan_.episode.periods;
  state_.money = loss > 0 ? loss / count : 1;
  state_.best_cost = validation_cost(state_.parameters, context);
  state_.looks.push_back({0, loss / count, state_.best_cost});
  for (std::size_t i = 0; i < inputs_.count(); ++i) {
    double sum = 0, squares = 0, low = INFINITY, high = -INFINITY;
    for (const EpisodeBlock<float>& block : blocks_) {
      for (std::size_t t = 0; t < static_cast<std::size_t>(plan_.episode.periods); ++t) {
        for (const float value : block.seen(t).subspan(i * kLanes, kLanes)) {
          const auto number = static_cast<double>(value);
          sum += number;
          squares += number * number;
          low = std::min(low, number);
          high = std::max(high, number);
        }
      }
    }
    const double mean = sum / count, deviation = std::sqrt(std::max(0.0, squares / count - mean * mean));
    state_.scale.centre[i] = static_cast<float>(mean);
    state_.scale.slope[i] = deviation > kVaries * (1 + std::abs(mean)) ? static_cast<float>(1 / deviation) : 0;
    if (i < inputs_.first_feature()) continue;
    state_.lowest.push_back(static_cast<float>(low));
    state_.highest.push_back(static_cast<float>(high));
  }
}

/// What the first batch costs with the level moved, in units of the network.
double PolicyTraining::first_loss(double shift, const RunContext& context) {
  std::vector<float> parameters = state_.parameters;
  parameters.back() = static_cast<float>(shift);
  const PolicyNetwork<float> network(shape(), std::move(parameters));
  std::vector<double> losses(blocks_.size());
  parallel_for(blocks_.size(), context,
               [&](std::size_t b) { losses[b] = blocks_[b].run(network, state_.scale, OrderGrain::kSettled); });
  double loss = 0;
  for (const double one : losses) loss += one;
  return loss;
}

/// Cost is about convex in the level: halves of a unit first, then tenths.
void PolicyTraining::find_level(const RunContext& context) {
  int best = 0;
  double least = first_loss(0, context);
  const auto walk = [&](int stride) {
    for (const int way : {-stride, stride}) {
      while (std::abs(best + way) <= kWidest) {
        const double loss = first_loss(0.1 * (best + way), context);
        if (!(loss < least)) break;
        least = loss;
        best += way;
      }
    }
  };
  walk(5);
  walk(1);
  const std::vector<float> before = state_.parameters;
  state_.parameters.back() = static_cast<float>(0.1 * best);
  const double cost = validation_cost(state_.parameters, context);
  if (cost < state_.best_cost) {
    state_.best_cost = cost;
    state_.best_parameters = state_.parameters;
  } else {
    state_.parameters = before;
  }
  state_.average = state_.parameters;
  state_.start_cost = state_.best_cost;
}

bool PolicyTraining::advance(int steps, const RunContext& context) {
  const RunContext quiet = silent(context);
  for (int i = 0; i < steps && !is_done(); ++i) {
    const double cost = step(quiet);
    if (state_.step % plan_.check_every == 0 || state_.step == plan_.steps) look(cost, quiet);
    context.progress->advance(1);
    if (context.stop.stop_requested()) throw Interrupted("stopped");
  }
  return !is_done();
}

bool PolicyTraining::is_done() const {
  return state_.step >= plan_.steps || state_.looks_without_gain >= plan_.patience;
}

double PolicyTraining::step(const RunContext& context) {
  const PolicyNetwork<float> network(shape(), state_.parameters);
  std::vector<double> losses(blocks_.size());
  const std::uint64_t first = static_cast<std::uint64_t>(state_.step) * static_cast<std::uint64_t>(plan_.batch);
  parallel_for(blocks_.size(), context, [&](std::size_t b) {
    std::fill(gradients_[b].begin(), gradients_[b].end(), 0.0F);
    blocks_[b].load(training_, first + b * kLanes, first + (b + 1) * kLanes);
    losses[b] = blocks_[b].run(network, state_.scale, plan_.grain);
    blocks_[b].backward(network, state_.scale, gradients_[b]);
  });
  std::vector<float> gradient(shape().parameters(), 0.0F);
  const double count = static_cast<double>(plan_.batch) * plan_.episode.periods;
  const auto scale = static_cast<float>(1 / (count * state_.money));
  double loss = 0;
  for (std::size_t b = 0; b < blocks_.size(); ++b) {
    loss += losses[b];
    for (std::size_t i = 0; i < gradient.size(); ++i) gradient[i] += scale * gradients_[b][i];
  }
  if (!shorten(gradient)) {
    throw DataError(
        fmt::format("step {} of the training: the loss is not a finite number; give fewer extreme economics, "
                    "or a lower --learning-rate",
                    state_.step + 1));
  }
  state_.adam.step(gradient, state_.rate_share * plan_.rate(state_.step), state_.parameters);
  for (std::size_t i = 0; i < gradient.size(); ++i) {
    state_.average[i] += static_cast<float>(plan_.forget) * (state_.parameters[i] - state_.average[i]);
  }
  ++state_.step;
  return loss / count;
}

void PolicyTraining::look(double training_cost, const RunContext& context) {
  const double cost = validation_cost(state_.average, context);
  state_.looks.push_back({state_.step, training_cost, cost});
  if (cost > state_.start_cost) {  // astray: where nothing is ordered, no derivative leads back
    state_.parameters = state_.average = state_.best_parameters;
    state_.adam = Adam(shape().parameters());
    state_.rate_share /= 2;
  }
  if (cost < state_.best_cost) {
    state_.best_cost = cost;
    state_.best_parameters = state_.average;
    state_.looks_without_gain = 0;
  } else {
    ++state_.looks_without_gain;
  }
}

double PolicyTraining::validation_cost(const std::vector<float>& parameters, const RunContext& context) const {
  return episode_cost(validation_, check_, shape(), parameters, state_.scale, context).mean;
}

std::vector<double> episode_costs(const EpisodeSource& source, const ValidationPlan& plan, const NetworkShape& shape,
                                  const std::vector<float>& parameters, const InputScale& scale,
                                  const RunContext& context, OrderGrain grain) {
  const PolicyNetwork<float> network(shape, parameters);
  std::vector<double> costs(plan.episodes);
  parallel_for((plan.episodes + kLanes - 1) / kLanes, context, [&](std::size_t b) {
    EpisodeBlock<float> block(source.inputs(), plan.episode, shape.hidden, false);
    block.load(source, b * kLanes, plan.episodes);
    block.run(network, scale, grain);
    const auto wanted = std::min<std::size_t>(kLanes, plan.episodes - b * kLanes);
    std::copy_n(block.costs().begin(), wanted, costs.begin() + static_cast<std::ptrdiff_t>(b * kLanes));
  });
  return costs;
}

EpisodeCost mean_and_error(std::span<const double> costs, int periods) {
  double sum = 0, square = 0;
  for (const double cost : costs) {
    sum += cost / periods;
    square += cost / periods * (cost / periods);
  }
  const auto n = static_cast<double>(costs.size());
  return {sum / n, std::sqrt(std::max(0.0, square / n - sum * sum / n / n) / n)};
}

EpisodeCost episode_cost(const EpisodeSource& source, const ValidationPlan& plan, const NetworkShape& shape,
                         const std::vector<float>& parameters, const InputScale& scale, const RunContext& context,
                         OrderGrain grain) {
  return mean_and_error(episode_costs(source, plan, shape, parameters, scale, context, grain), plan.episode.periods);
}

}  // namespace demandcast
