// SPDX-License-Identifier: Apache-2.0
#include "demandcast/nn/plain_convolution.h"

#include <fmt/format.h>

#include <cmath>

#include "demandcast/nn/plain_lanes.h"

namespace demandcast::nn {
namespace {

constexpr float kNormEpsilon = 1e-5F;  // of torch::nn::LayerNorm

/// Rows that a layer reads: each output's own period, and the one a dilation before it.
struct Pairs {
  Rows<float> now, before;
};

Pairs pairs_of(const Rows<float>& x, std::int64_t dilation, bool one_output) {
  if (one_output) {  // of what is left, two neighbours make one
    return {{x.row(1), x.count / 2, 2 * x.stride}, {x.first, x.count / 2, 2 * x.stride}};
  }
  return {x.from(dilation, x.count - dilation), x.from(0, x.count - dilation)};
}

void normalise(Rows<const float> from, std::int64_t width, const float* weight, const float* bias, Rows<float> to) {
  for (std::int64_t r = 0; r < from.count; ++r) {
    const float* x = from.row(r);
    float mean = 0, spread = 0;
    for (std::int64_t c = 0; c < width; ++c) mean += x[c];
    mean /= static_cast<float>(width);
    for (std::int64_t c = 0; c < width; ++c) spread += (x[c] - mean) * (x[c] - mean);
    const float scale = 1 / std::sqrt(spread / static_cast<float>(width) + kNormEpsilon);
    for (std::int64_t c = 0; c < width; ++c) to.row(r)[c] = (x[c] - mean) * scale * weight[c] + bias[c];
  }
}

}  // namespace

PlainConvolution::PlainConvolution(const PlainWeights& weights, const std::string& name, std::int64_t constants)
    : width_(weights.outputs(name + ".entry")),
      entry_(weights.linear(name + ".entry", 0, weights.inputs(name + ".entry") - constants)),
      entry_of_constants_(weights.matrix(name + ".entry", weights.inputs(name + ".entry") - constants)),
      norm_weight_(weights.numbers(name + ".norm.weight")),
      norm_bias_(weights.numbers(name + ".norm.bias")) {
  for (int l = 0; weights.has(fmt::format("{}.now.{}.weight", name, l)); ++l) {
    const std::string now = fmt::format("{}.now.{}", name, l), before = fmt::format("{}.before.{}", name, l);
    layers_.push_back({weights.linear(now), weights.matrix(before)});
  }
}

OwnRows PlainConvolution::states(Rows<const float> inputs, Rows<const float> constants) const {
  OwnRows start(1, width_);
  start_with(entry_.bias.data(), width_, start.all());
  add_product(constants, entry_of_constants_.all(), width_, start.all());
  OwnRows of_inputs(inputs.count, width_), changes(inputs.count, width_);
  Rows<float> x = of_inputs.all();
  start_with(start.numbers.get(), width_, x);
  add_product(inputs, entry_.matrix.all(), width_, x);
  const bool one_output = inputs.count == std::int64_t{1} << layers_.size();
  std::int64_t dilation = 1;
  for (const Layer& layer : layers_) {
    const Pairs of = pairs_of(x, dilation, one_output);
    const Rows<float> change = changes.all().from(0, of.now.count);
    layer.now.of(of.now, change);
    add_product(of.before, layer.before.all(), width_, change);
    add_relu(change, width_, of.now);
    x = of.now;
    dilation *= 2;
  }
  OwnRows states(x.count, width_);
  normalise(x, width_, norm_weight_.data(), norm_bias_.data(), states.all());
  return states;
}

}  // namespace demandcast::nn
