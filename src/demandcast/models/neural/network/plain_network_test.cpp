// Plain loops answer as the network does by LibTorch's operations.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/neural/network/plain_network.h"

#include <fmt/format.h>

#include <limits>
#include <string>

#include "demandcast/models/neural/network/random_network_test.h"

namespace demandcast::neural {
namespace {

constexpr std::int64_t kWidth = 8;

struct Case {
  std::string name;
  NetworkDesign design;
  NetworkSizes sizes;
};

/// With each kind of attention, with both and without; in either form; without what need not be there.
std::vector<Case> cases() {
  std::vector<Case> all;
  for (const NetworkDesign& design : designs()) {
    if (design.encoder != EncoderKind::kConvolution) continue;
    all.push_back(
        {fmt::format("{} heads, {} earlier", design.attention.heads, design.attention.revisions), design, sizes()});
  }
  Case bare{"no statics, events or plans", design_with(EncoderKind::kConvolution, 2, kEarlier), sizes()};
  bare.sizes.categories.clear();
  bare.sizes.events = 0;
  bare.sizes.target = 0;
  all.push_back(bare);
  Case spline{"another head", design_with(EncoderKind::kConvolution, 2, kEarlier), sizes()};
  spline.design.options.head = "spline";
  all.push_back(spline);
  for (Case& each : all) each.design.options.width = kWidth;
  return all;
}

/// Weights that are far from those of a new network, whose attention is all alike.
ForkingNetwork learnt(const Case& of) {
  at::manual_seed(7);
  ForkingNetwork network(of.design, of.sizes);
  const at::NoGradGuard no_gradient;
  for (at::Tensor& parameter : network->parameters()) parameter.add_(at::randn_like(parameter), 0.3);
  return network;
}

/// Single precision, with gaps in demand and periods that may not be looked at.
BatchTensors batch_of(const ForkingNetwork& network, const Case& of) {
  Batch batch = random_numbers(network, of.sizes, network->reads().origins);
  for (std::size_t i = 0; i < batch.demand.size(); i += 4) batch.demand[i] = std::numeric_limits<float>::quiet_NaN();
  if (batch.origins > 1) batch.begun[1] = 0;
  if (of.sizes.categories.empty()) batch.categories.clear();
  if (network->reads().window == 0) {
    batch.window = 0;
    batch.events.clear();
    batch.ahead.clear();
  }
  return {batch, at::kCPU, at::kFloat};
}

TEST(PlainNetwork, AnswersAsTheNetworkDoes) {
  for (const Case& of : cases()) {
    ForkingNetwork network = learnt(of);
    const BatchTensors batch = batch_of(network, of);
    ASSERT_TRUE(PlainNetwork::covers(of.design, at::kCPU));
    const NetworkForecast plain = PlainNetwork(network, of.design, of.sizes).newest(batch);
    const at::NoGradGuard no_gradient;
    const NetworkForecast slow = network->newest(batch);
    EXPECT_TRUE(at::allclose(plain.parameters, slow.parameters, 1e-4, 1e-5))
        << of.name << ": " << (plain.parameters - slow.parameters).abs().max().item<float>();
    EXPECT_TRUE(at::allclose(plain.mean, slow.mean, 1e-4, 1e-5)) << of.name;
  }
}

TEST(PlainNetwork, AnswersForABlockAsItDoesBesideOthersBitByBit) {
  for (const Case& of : cases()) {
    ForkingNetwork network = learnt(of);
    BatchTensors batch = batch_of(network, of);
    const PlainNetwork plain(network, of.design, of.sizes);
    const NetworkForecast before = plain.newest(batch);
    batch.past.select(0, 1) += 1;
    batch.rough.select(0, 1) += 1;
    batch.demand.select(0, 1) += 1;
    const NetworkForecast after = plain.newest(batch);
    EXPECT_TRUE(at::equal(before.parameters[0], after.parameters[0])) << of.name;
    EXPECT_FALSE(at::equal(before.parameters[1], after.parameters[1])) << of.name;
  }
}

TEST(PlainNetwork, IsNotForOtherEncodersWidthsOrDevices) {
  NetworkDesign design = design_with(EncoderKind::kConvolution);
  design.options.width = kWidth;
  EXPECT_FALSE(PlainNetwork::covers(design, at::kCUDA));
  design.options.width = kWidth + 1;
  EXPECT_FALSE(PlainNetwork::covers(design, at::kCPU));
  EXPECT_FALSE(PlainNetwork::covers(design_with(EncoderKind::kRecurrence), at::kCPU));
}

}  // namespace
}  // namespace demandcast::neural
