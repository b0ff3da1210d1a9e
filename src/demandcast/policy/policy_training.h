// Training of a policy: back-propagation through the stock of replayed episodes.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "demandcast/core/run_context.h"
#include "demandcast/policy/adam.h"
#include "demandcast/policy/episode_block.h"

namespace demandcast {

struct TrainingPlan {
  int steps = 600;              ///< of the optimiser, at most
  int batch = 256;              ///< episodes a step, a multiple of kLanes
  double learning_rate = 0.01;  ///< at the most: rises for 50 steps, falls to 1 % of it along half a cosine
  double forget =
      0.03;  ///< share of the average of parameters that a step replaces; 1: no average, where demand is drawn anew
  int hidden = 32;
  EpisodePlan episode{.warm_up = 20, .periods = 40, .tail = 10};
  OrderGrain grain = OrderGrain::kAny;
  int check_every = 25;  ///< steps between looks at the validation episodes
  int patience = 20;     ///< looks without a gain after which training ends

  void check() const;           ///< throws ConfigError
  double rate(int step) const;  ///< of learning, at a step
};

/// The episodes that decide which parameters are kept: later ones, or other luck. Orders in them are rounded.
struct ValidationPlan {
  EpisodePlan episode{.warm_up = 50, .periods = 200, .tail = 0};
  std::uint64_t episodes = 512;
};

/// Validation after some step.
struct TrainingLook {
  int step = 0;
  double training_cost = 0;    ///< an episode and period, of the last step's batch
  double validation_cost = 0;  ///< an episode and period
};

/// All that the next step depends on: a run that goes on from it gives the bits of one that was never cut.
struct TrainingState {
  int step = 0;
  InputScale scale;
  std::vector<float> lowest, highest;  ///< [feature] seen in training
  std::vector<float> parameters;
  std::vector<float> average;  ///< of the parameters over the last steps, which is what looks look at
  Adam adam{0};
  std::vector<float> best_parameters;
  double best_cost = 0;
  double start_cost = 0;  ///< of the rule, moved as far as is best, where training begins
  double rate_share = 1;  ///< of the learning rate: halved each time that training ran astray
  int looks_without_gain = 0;
  double money = 1;  ///< what the rule costs an episode and period: the loss is reckoned in it
  std::vector<TrainingLook> looks;
};

class PolicyTraining {
 public:
  /// Sources outlive the training. Looks at the first episodes with the rule: the scale of inputs, the money, and
  /// how much higher or lower its level had better be, which is where training begins.
  PolicyTraining(const TrainingPlan& plan, const EpisodeSource& training, const EpisodeSource& validation,
                 const ValidationPlan& check, const RunContext& context);
  /// Goes on from a state.
  PolicyTraining(const TrainingPlan& plan, const EpisodeSource& training, const EpisodeSource& validation,
                 const ValidationPlan& check, TrainingState state);

  /// Takes up to `steps` steps; the same at any number of threads. Returns whether there is more to do.
  bool advance(int steps, const RunContext& context);
  const TrainingState& state() const { return state_; }

 private:
  NetworkShape shape() const { return {inputs_.count(), static_cast<std::size_t>(plan_.hidden)}; }
  void measure(const RunContext& context);
  void find_level(const RunContext& context);
  double first_loss(double shift, const RunContext& context);
  double step(const RunContext& context);
  void look(double training_cost, const RunContext& context);
  double validation_cost(const std::vector<float>& parameters, const RunContext& context) const;
  bool is_done() const;

  TrainingPlan plan_;
  const EpisodeSource& training_;
  const EpisodeSource& validation_;
  ValidationPlan check_;
  PolicyInputs inputs_;
  std::vector<EpisodeBlock<float>> blocks_;  ///< of a batch
  std::vector<std::vector<float>> gradients_;
  TrainingState state_;
};

/// Mean cost an episode and period of rounded orders over episodes 0, 1, ... of a source, and its standard error over
/// episodes.
struct EpisodeCost {
  double mean = 0, error = 0;
};
EpisodeCost episode_cost(const EpisodeSource& source, const ValidationPlan& plan, const NetworkShape& shape,
                         const std::vector<float>& parameters, const InputScale& scale, const RunContext& context,
                         OrderGrain grain = OrderGrain::kSettled);

/// [episode] What each costs over the counted periods.
std::vector<double> episode_costs(const EpisodeSource& source, const ValidationPlan& plan, const NetworkShape& shape,
                                  const std::vector<float>& parameters, const InputScale& scale,
                                  const RunContext& context, OrderGrain grain = OrderGrain::kSettled);
/// Of a period, over episodes of so many.
EpisodeCost mean_and_error(std::span<const double> costs, int periods);

}  // namespace demandcast
