// The layers of a network that data would change most.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/nn/module.h>

#include <string>
#include <vector>

namespace demandcast::training {

/// Leaves those layers to be trained, `share` of them and at least one, whose gradients are longest beside their
/// weights (the change, relative to what is there, that a step of one length would make); the others are held from now
/// on. A layer is a module with weights of its own. Gradients are read, then cleared. Returns the names, the most
/// salient first.
std::vector<std::string> hold_all_but_salient(torch::nn::Module& network, double share);

}  // namespace demandcast::training
