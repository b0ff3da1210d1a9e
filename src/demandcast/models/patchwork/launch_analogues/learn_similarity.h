// Which attributes make launches alike, and how surely a level is known: chosen on launches of the past.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/models/patchwork/launch_analogues/past_launches.h"

namespace demandcast {

struct Similarity {
  LaunchKernel kernel;
  LevelLaw law;
};

/// Every attribute counts one, no product is too far: what holds where fewer than kFewestPast launches can be asked.
Similarity equal_similarity(std::size_t traits);
inline constexpr std::size_t kFewestPast = 30;

/// The weights, then the law, of least loss over past launches: one number after another on a short grid, twice around;
/// a number moves where that lowers the loss by a thousandth. `learn_weights` = false keeps all weights at one.
/// `young`: the age up to which levels are asked.
Similarity learnt_similarity(const PastLaunches& past, std::size_t traits, bool learn_weights, Period young,
                             const RunContext& context);

}  // namespace demandcast
