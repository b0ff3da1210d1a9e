// Episodes of a serial system side by side under a policy of each stage, and the derivatives of what they cost.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "demandcast/buying/serial_system.h"
#include "demandcast/policy/episode_block.h"

namespace demandcast {

/// A serial system with normal demand, what would be below zero counted as zero, and where its policy starts from: mean
/// demand over what each echelon's order covers, so that safety stocks are to be learnt.
struct SerialScenario {
  SerialSystem system;
  double mean = 5, deviation = 2;

  std::size_t stage_count() const { return system.stages.size(); }
  double level(std::size_t stage) const { return mean * system.echelon_cover(stage); }
  double unit(std::size_t stage) const;
  EchelonBaseStock best() const { return clark_scarf(system, GridDemand::clipped_normal(mean, deviation)); }
  /// What every stage sees: what is missing to each echelon's level, then of each stage what is on hand and on its way
  /// by the period of arrival; all over the unit of the stage.
  std::size_t inputs() const;
  /// Demand of an episode, of its number and the seed.
  void fill(std::uint64_t episode, std::uint64_t seed, std::span<double> demand) const;
};

/// kLanes episodes. Stage s orders unit(s) * y, its network's, more than what is missing to the level of its echelon,
/// within 0 and what the next stage has on hand [as the "vanilla" networks of Alvo, Russo & Kanoria 2023, arXiv
/// 2306.11246, but around echelon levels]. With y = 0 it is a base stock of echelons.
template <class Real>
class SerialBlock {
 public:
  using Networks = std::vector<PolicyNetwork<Real>>;  ///< [stage]

  /// Without `keeps` it cannot go back, and takes the room of one period.
  SerialBlock(const SerialScenario& scenario, const EpisodePlan& plan, std::size_t hidden, bool keeps = true);

  /// Demand of episodes first, first + 1, ...
  void load(std::uint64_t first, std::uint64_t seed);
  /// Runs all periods from a stock of mean demand everywhere; returns the sum of costs over lanes and counted periods.
  double run(const Networks& networks);
  /// Adds the derivatives of what `run` returned by the parameters of each stage's network.
  void backward(const Networks& networks, std::span<std::vector<Real>> gradients);
  /// [lane] what the counted periods of the last run cost.
  std::span<const double> costs() const { return costs_; }

 private:
  /// Of one lane: [stage, slot], slot 0 on hand (below zero: waiting), slot k there k periods from now.
  struct Lane {
    std::vector<double> stock, by_stock;
  };
  /// What a stage did in a period.
  struct Step {
    double order = 0, left = 0;  ///< left: on hand after what was sent or sold
    bool is_free = false;        ///< whether a little more wished is a little more ordered
    bool is_short = false;       ///< whether the next stage had less than was wished
  };
  std::size_t slots(std::size_t stage) const;
  std::size_t counted_of(std::size_t t) const;
  double* stock(Lane& lane, std::size_t stage) { return lane.stock.data() + first_slot_[stage]; }
  double* by_stock(Lane& lane, std::size_t stage) { return lane.by_stock.data() + first_slot_[stage]; }
  Real* rows(std::size_t stage, std::size_t counted);
  Step& step_of(std::size_t counted, std::size_t lane, std::size_t stage);
  void see(std::size_t lane, Real* inputs);
  void order(std::size_t lane, std::size_t counted);
  void close(std::size_t lane, std::size_t t, std::size_t counted);
  void close_back(std::size_t lane, std::size_t t);
  void see_back(std::size_t lane, std::size_t stage, double by_wish, const Real* by_inputs);

  const SerialScenario& scenario_;
  EpisodePlan plan_;
  bool keeps_;
  NetworkShape shape_;
  std::vector<std::size_t> first_slot_;              ///< [stage]
  std::vector<Lane> lanes_;                          ///< [lane]
  std::vector<double> demand_;                       ///< [lane, period]
  std::vector<double> costs_;                        ///< [lane]
  std::vector<Step> steps_;                          ///< [counted, lane, stage]
  std::vector<std::vector<Real>> rows_;              ///< [stage] [counted][row][lane]
  std::vector<std::vector<Real>> by_hidden_, by_y_;  ///< [stage] [counted][row][lane], [counted][lane]
  std::vector<std::vector<Real>> y_;                 ///< [stage] [lane]
  std::vector<Real> by_inputs_;                      ///< [input][lane]
};

}  // namespace demandcast
