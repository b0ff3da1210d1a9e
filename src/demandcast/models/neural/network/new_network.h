// What every training of a network begins with.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/models/neural/network/forking_network.h"
#include "demandcast/training/peers.h"

namespace demandcast::neural {

/// Where its tensors live. Throws ConfigError for a device that is not there.
at::Device device_of(const NetworkDesign& design);

/// The seed of one of several networks that are learnt by one.
std::uint64_t seed_of(std::uint64_t seed, std::int64_t member);

/// New weights that follow the seed.
ForkingNetwork new_network(const NetworkDesign& design, const NetworkSizes& sizes, std::uint64_t seed);

/// The same weights in storage of their own.
ForkingNetwork copy_of(const ForkingNetwork& network, const NetworkDesign& design, const NetworkSizes& sizes);

/// Throws ConfigError unless every process has a part of every batch.
void check_parts(const NetworkDesign& design, const training::Peers& peers);

/// Keeps freed memory in the process: tensors of megabytes that come and go with every update are otherwise given back
/// to the kernel, and cleared again by it, each time.
void keep_freed_memory();

}  // namespace demandcast::neural
