// Stages in a row, each supplied by the next, the first of which meets demand; and the best that can be done with them.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

namespace demandcast {

struct SerialStage {
  double holding_cost = 1;  ///< a unit on hand at the end of a period; what is on its way costs nothing
  int lead_time = 1;        ///< periods from when the next stage sends until it is on hand
};

/// In each period every stage orders, at once, and is sent what the next one has on hand, the last from a supplier who
/// has everything; then demand comes to the first, where it waits; then costs are counted and what is due arrives.
struct SerialSystem {
  std::vector<SerialStage> stages;  ///< that which meets demand first
  double backlog_cost = 9;          ///< a unit that waits at the end of a period

  double echelon_holding(std::size_t stage) const;  ///< its holding cost less that of the next
  /// Periods that an order of the echelon up to `stage` covers: lead times up to it, and one.
  int echelon_cover(std::size_t stage) const;
};

/// Demand of a period, in steps of a grid: mass[k] at k * step.
struct GridDemand {
  double step = 0.05;
  std::vector<double> mass;

  double mean() const;
  double variance() const;
  /// Normal, what would be below zero counted as zero.
  static GridDemand clipped_normal(double mean, double deviation, double step = 0.05);
};

struct EchelonBaseStock {
  std::vector<double> levels;  ///< [stage] of the echelon's position: its own, and of all stages down to the first
  double cost = 0;             ///< a period, the least there is
};

/// The best policy is a base stock of each echelon [Clark & Scarf 1960, "Optimal policies for a multi-echelon inventory
/// problem", Management Science 6]: the first stage's cost is what a newsvendor pays; what the next pays for leaving it
/// short is added to its own. Exact to the grid. Throws ConfigError where holding does not fall along the stages, which
/// the decomposition asks for. O(stages * grid * demand over the longest lead time).
EchelonBaseStock clark_scarf(const SerialSystem& system, const GridDemand& demand);

}  // namespace demandcast
