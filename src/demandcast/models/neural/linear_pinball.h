// The gradient of the pinball loss of a linear layer: the smallest use of LibTorch's differentiation.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "demandcast/forecast/neural_interface.h"

namespace demandcast {

/// See NeuralInterface::linear_pinball.
double linear_pinball(const LinearQuantileProblem& problem, std::span<double> gradient);

}  // namespace demandcast
