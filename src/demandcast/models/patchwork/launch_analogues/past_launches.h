// Launches of the past as questions: what was known of each when it began, and what came true.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "demandcast/core/run_context.h"
#include "demandcast/models/patchwork/launch_analogues/launch_outlook.h"

namespace demandcast {

/// A sample of launches that had `fewest` others before them, each left out and asked again from its own beginning:
/// only what others had sold by then is seen of them. Outlived by book and traits.
class PastLaunches {
 public:
  static constexpr std::size_t kMost = 250, kMostCandidates = 2'000;
  /// `steps`: the horizon, of which a few steps are asked.
  PastLaunches(const LaunchBook& book, const TraitSet& traits, const ChoiceLimits& limits, int steps,
               const RunContext& context);

  std::size_t count() const { return asked_.size(); }
  /// Mean pinball loss at five levels of the roots of demand (a big product does not outshout the others), over the
  /// launches, after they had been on sale for each number of `ages`. The kernel chooses, the law learns the level.
  /// Parallel; the same at any number of threads.
  double loss(const LaunchKernel& kernel, const LevelLaw& law, std::span<const Period> ages,
              const RunContext& context) const;
  /// [launch] distance to the nearest other.
  std::vector<double> nearest_distances(const LaunchKernel& kernel) const;

 private:
  struct Asked {
    std::size_t launch = 0;
    std::vector<std::size_t> candidates;
    std::vector<float> apart;  ///< [candidate, trait]
  };
  struct Losses {
    double sum = 0;
    std::size_t count = 0;
  };
  Asked asked_of(std::size_t launch) const;
  std::vector<double> distances(const Asked& asked, const LaunchKernel& kernel) const;
  Losses losses_at(const Asked& asked, const LaunchKernel& kernel, const LevelLaw& law, Period age) const;

  const LaunchBook* book_;
  const TraitSet* traits_;
  ChoiceLimits limits_;
  int steps_;
  std::vector<Asked> asked_;
};

}  // namespace demandcast
