// A small forking network and random numbers for what it reads, for tests.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <vector>

#include "demandcast/core/random.h"
#include "demandcast/models/neural/network/forking_network.h"

namespace demandcast::neural {

constexpr int kLayers = 2, kWindow = 5, kEarlier = 2;

inline NetworkDesign design_with(EncoderKind encoder, std::int64_t heads = 0, std::int64_t revisions = 0,
                                 bool skip = true) {
  NetworkDesign design;
  design.encoder = encoder;
  design.skip = skip;
  design.options.width = 4;
  design.attention.heads = heads;
  design.attention.revisions = revisions;
  return design;
}

/// Every encoder, and the convolution with each kind of attention and with both.
inline std::vector<NetworkDesign> designs() {
  return {design_with(EncoderKind::kNone),
          design_with(EncoderKind::kRecurrence),
          design_with(EncoderKind::kConvolution),
          design_with(EncoderKind::kConvolution, 2, 0),
          design_with(EncoderKind::kConvolution, 0, kEarlier),
          design_with(EncoderKind::kConvolution, 2, kEarlier),
          design_with(EncoderKind::kConvolution, 2, kEarlier, false)};
}

inline NetworkSizes sizes() {
  return {.past = 3,
          .origin = 2,
          .target = 2,
          .rough = 3,
          .targets = {{.lead = 0, .length = 1}, {.lead = 1, .length = 1}, {.lead = 0, .length = 2}},
          .categories = {4},
          .layers = kLayers,
          .window = kWindow,
          .events = 3};
}

inline ForkingNetwork network_of(const NetworkDesign& design) {
  at::manual_seed(5);
  ForkingNetwork network(design, sizes());
  network->to(at::kDouble);
  return network;
}

/// Two blocks of random numbers for what the network reads.
inline Batch random_numbers(const ForkingNetwork& network, const NetworkSizes& all, std::int64_t origins) {
  Batch batch;
  batch.blocks = 2;
  batch.time = network->reach() + origins - 1;
  batch.origins = origins;
  batch.targets = all.target_count();
  batch.window = all.window;
  batch.steps = 2;
  RandomStream random(3, 3);
  const auto fill = [&](std::vector<float>& numbers, std::int64_t count) {
    for (std::int64_t i = 0; i < count; ++i) numbers.push_back(static_cast<float>(random.uniform()));
  };
  const std::int64_t rows = 2 * origins, cells = rows * batch.targets;
  fill(batch.past, 2 * batch.time * all.past);
  fill(batch.origin, rows * all.origin);
  fill(batch.target, cells * all.target);
  fill(batch.rough, cells * all.rough);
  fill(batch.demand, cells);
  fill(batch.events, 2 * (all.window + origins - 1) * Batch::kPlaces * all.events);
  fill(batch.ahead, rows * batch.steps * all.events);
  batch.categories = {1, 2};
  for (std::int64_t r = 0; r < rows; ++r) batch.level.push_back(4.0 + static_cast<double>(r % origins));
  batch.begun.assign(static_cast<std::size_t>(rows), 1);
  return batch;
}

inline BatchTensors random_batch(const ForkingNetwork& network, std::int64_t origins) {
  return {random_numbers(network, sizes(), origins), at::kCPU, at::kDouble};
}

}  // namespace demandcast::neural
