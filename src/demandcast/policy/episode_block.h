// Episodes of many products side by side under a policy, and the derivatives of what they cost.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "demandcast/buying/stock_step.h"
#include "demandcast/policy/episode.h"
#include "demandcast/policy/input_scale.h"
#include "demandcast/policy/policy_network.h"

namespace demandcast {

struct EpisodePlan {
  int warm_up = 0;   ///< periods before those that count
  int periods = 40;  ///< that count
  int tail = 0;      ///< of them, the last ones: their orders are not learnt from, because what they lead to is cut off

  std::size_t length() const { return static_cast<std::size_t>(warm_up + periods); }
};

/// Whether what a policy wishes is rounded to what can be ordered. Derivatives take a rounded order for the wish.
enum class OrderGrain { kAny, kSettled };

/// kLanes episodes. An order is unit * y, the network's, more than the wish of the rule that it corrects, within 0 and
/// the bound; so that with y = 0 the policy is that rule. [DirectBackprop: Madeka et al. 2022, arXiv 2210.03137]
template <class Real>
class EpisodeBlock {
 public:
  /// Without `keeps` it cannot go back, and takes the room of one period.
  EpisodeBlock(const PolicyInputs& inputs, const EpisodePlan& plan, std::size_t hidden, bool keeps = true);

  /// Episodes first, first + 1, ...; those from `end` on weigh nothing.
  void load(const EpisodeSource& source, std::uint64_t first, std::uint64_t end);
  /// Runs all periods; returns sum over lanes and counted periods of weight * (holding + shortage + waste + ordering).
  double run(const PolicyNetwork<Real>& network, const InputScale& scale, OrderGrain grain);
  /// Adds the derivatives of what `run` returned by the network's parameters; ordering has none.
  void backward(const PolicyNetwork<Real>& network, const InputScale& scale, std::span<Real> gradient);

  /// [lane] what the counted periods of the last run cost, unweighted.
  std::span<const double> costs() const { return costs_; }
  /// [input][lane] as the policy saw them in a counted period of the last run, scaled.
  std::span<const Real> seen(std::size_t period) const;

 private:
  /// What one lane went through in a period.
  struct Step {
    double arrived = 0, backlog_before_arrivals = 0, backlog_before_order = 0, order = 0;
    double slope = 0;      ///< of the rule's wish by the position
    bool is_free = false;  ///< whether a little more wished is a little more ordered
  };
  void see(std::size_t lane, std::size_t t, const InputScale& scale, Real* inputs) const;
  void arrive(std::size_t lane, Step& step);
  void order(std::size_t lane, std::size_t t, double y, OrderGrain grain, Step& step);
  void close(std::size_t lane, std::size_t t, std::size_t counted);
  void meet_back(std::size_t lane, std::size_t t, Real* by_y);
  void see_back(std::size_t lane, std::size_t t, const InputScale& scale, const Real* by_inputs);
  /// What a unit of each outcome costs in a period, weighted.
  PeriodOutcome weights_at(std::size_t lane, std::size_t t) const;
  Step& step_of(std::size_t counted, std::size_t lane) { return steps_[counted * kLanes + lane]; }
  std::size_t counted_of(std::size_t t) const;

  PolicyInputs inputs_;
  EpisodePlan plan_;
  bool keeps_;
  NetworkShape shape_;
  std::vector<Episode> episodes_;                  ///< [lane]
  std::vector<StockState> states_, by_states_;     ///< [lane]
  std::vector<PeriodOutcome> outcomes_, weights_;  ///< [lane]
  std::vector<double> costs_, by_orders_;          ///< [lane]
  std::vector<Step> steps_;                        ///< [counted, lane]
  std::vector<std::vector<double>> stocks_;        ///< [lane] [counted, age] before demand
  std::vector<Real> rows_, by_hidden_, by_y_;      ///< [counted][row][lane]
  std::vector<Real> y_, by_inputs_;                ///< [lane], [input][lane]
};

}  // namespace demandcast
