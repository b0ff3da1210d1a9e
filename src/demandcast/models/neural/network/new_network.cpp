// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/neural/network/new_network.h"

#include <fmt/format.h>
#include <malloc.h>

#include "demandcast/core/error.h"
#include "demandcast/core/hashed.h"

namespace demandcast::neural {

at::Device device_of(const NetworkDesign& design) {
  if (design.options.device == "cpu") return at::kCPU;
  if (!at::hasCUDA()) {
    throw ConfigError(fmt::format("[{}] device \"cuda\": LibTorch finds no GPU here; use --set {}.device=cpu",
                                  design.model, design.model));
  }
  return at::kCUDA;
}

std::uint64_t seed_of(std::uint64_t seed, std::int64_t member) {
  return hashed(seed + hashed(static_cast<std::uint64_t>(member)));
}

ForkingNetwork new_network(const NetworkDesign& design, const NetworkSizes& sizes, std::uint64_t seed) {
  at::manual_seed(seed);
  ForkingNetwork network(design, sizes);
  network->to(device_of(design));
  return network;
}

ForkingNetwork copy_of(const ForkingNetwork& network, const NetworkDesign& design, const NetworkSizes& sizes) {
  ForkingNetwork copy = new_network(design, sizes, 0);
  const at::NoGradGuard no_gradient;
  const std::vector<at::Tensor> from = network->parameters(), to = copy->parameters();
  for (std::size_t w = 0; w < from.size(); ++w) at::Tensor(to[w]).copy_(from[w]);
  return copy;
}

void check_parts(const NetworkDesign& design, const training::Peers& peers) {
  if (design.options.batch_series >= peers.count()) return;
  throw ConfigError(fmt::format("[{0}] {0}.batch_series={1} cannot be shared by {2} processes; take {2} or more",
                                design.model, design.options.batch_series, peers.count()));
}

void keep_freed_memory() {
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
  mallopt(M_TRIM_THRESHOLD, 512 << 20);
}

}  // namespace demandcast::neural
