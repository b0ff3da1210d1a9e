// The processes that torchrun started, through the process group that it made.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "demandcast/core/launch.h"
#include "demandcast/training/peers.h"

namespace demandcast::training {

/// Alone, or the peers of the launch's group. While they live, each process beats in the group's store twice a second,
/// so that when one ends the others can tell which it was. Throws ConfigError where there is no such group here, or
/// where it is of another LibTorch than this library was built with.
std::unique_ptr<Peers> peers_of(const Launch& launch);

}  // namespace demandcast::training
