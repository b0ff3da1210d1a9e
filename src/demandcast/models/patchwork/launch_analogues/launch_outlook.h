// The demand ahead of a young product: what its analogues sold at those ages, at its own level.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "demandcast/core/random.h"
#include "demandcast/data/horizon.h"
#include "demandcast/models/patchwork/launch_analogues/analogue_choice.h"
#include "demandcast/models/patchwork/launch_analogues/level_update.h"

namespace demandcast {

/// What lies ahead of a product, step by step.
struct StepsAhead {
  std::vector<Period> ages;    ///< [step] below 0: not launched yet, nothing is sold
  std::vector<double> season;  ///< [step] factor of its season; empty = 1
};

/// A mixture with one part for each analogue: with its weight, demand at step h is level * curve(h), the curve what the
/// analogue sold at that age for each unit of its level, the level gamma distributed around the analogue's (spread),
/// and learnt from the product's own sales by gamma-Poisson conjugacy, which also moves the weights to the analogues of
/// such a level. Ages that an analogue has not reached come from the next that has; ages that none has are as the last
/// before them. Never negative.
class LaunchOutlook {
 public:
  LaunchOutlook(const LaunchBook& book, std::span<const Analogue> chosen, const LevelLaw& law,
                const LaunchQuestion& question, const StepsAhead& ahead);

  double mean(int step) const { return mean(Span{step, 1}); }
  double mean(const Span& span) const;
  void quantiles(int step, std::span<const double> levels, std::span<double> quantiles) const {
    this->quantiles(Span{step, 1}, levels, quantiles);
  }
  /// Of demand summed over a span: sums of curves.
  void quantiles(const Span& span, std::span<const double> levels, std::span<double> quantiles) const;
  /// One future: an analogue by weight, a level, its curve.
  void sample(RandomStream& random, std::span<float> path) const;

  const std::vector<Analogue>& analogues() const { return analogues_; }  ///< weights after own sales
  double level() const;                                                  ///< its mean

 private:
  void learn_levels(const LaunchBook& book, const LevelLaw& law, const LaunchQuestion& question);
  void follow_curves(const LaunchBook& book, const LaunchQuestion& question, const StepsAhead& ahead);
  double curve_sum(std::size_t analogue, const Span& span) const;

  std::size_t steps_ = 0;
  std::vector<Analogue> analogues_;
  std::vector<GammaLaw> levels_;  ///< [analogue]
  std::vector<double> curves_;    ///< [analogue, step] demand at level 1
};

}  // namespace demandcast
