// What a training run has reached, the same in every process.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "demandcast/training/adamw.h"
#include "demandcast/training/peers.h"
#include "demandcast/training/weight_average.h"

namespace demandcast::training {

/// Gives every process the weights, moments, averages and number of updates of rank 0.
void share_state(Peers& peers, const std::vector<at::Tensor>& parameters, AdamW& optimiser, WeightAverage& average);

}  // namespace demandcast::training
