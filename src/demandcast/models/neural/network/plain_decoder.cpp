// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/neural/network/plain_decoder.h"

#include <algorithm>

namespace demandcast::neural {

using nn::add_product;
using nn::OwnRows;
using nn::Rows;
using nn::start_with;

PlainDecoder::PlainDecoder(const nn::PlainWeights& weights, std::int64_t targets, const std::vector<std::int64_t>& told)
    : targets_(targets),
      plan_(weights.outputs("plans")),
      context_(weights.inputs("of_context")),
      plans_(weights.matrix("plans")),
      global_(weights.matrix("global")),
      contexts_(weights.matrix("contexts")),
      of_context_(weights.matrix("of_context")),
      of_common_(weights.matrix("of_common")),
      of_target_(weights.matrix("of_target")),
      hidden_(weights.matrix("hidden")),
      told_(weights.matrix_of_outputs("outputs", told)),
      plans_bias_(weights.bias("plans")),
      global_bias_(weights.bias("global")),
      contexts_bias_(weights.bias("contexts")),
      common_bias_(weights.bias("of_common")),
      hidden_bias_(weights.bias("hidden")),
      told_bias_(weights.bias_of_outputs("outputs", told)) {}

OwnRows PlainDecoder::contexts_of(const PlainBlock& block, Rows<const float> states) const {
  OwnRows plans(block.origins * targets_, plans_.stride);
  start_with(plans_bias_.data(), plans_.stride, plans.all());
  if (block.target.first != nullptr) add_product(block.target, plans_.all(), plans_.stride, plans.all());
  OwnRows known(block.origins, global_.rows);  // origin, plans of all targets, state, statics
  for (std::int64_t m = 0; m < block.origins; ++m) {
    float* at = std::copy_n(block.origin.row(m), block.origin.stride, known.all().row(m));
    for (std::int64_t k = 0; k < targets_; ++k) at = std::copy_n(plans.all().row(m * targets_ + k), plan_, at);
    at = std::copy_n(states.row(m), states.stride, at);
    std::copy_n(block.statics.first, block.statics.stride, at);
  }
  OwnRows global(block.origins, global_.stride), contexts(block.origins, contexts_.stride);
  start_with(global_bias_.data(), global_.stride, global.all());
  add_product(known.all(), global_.all(), global_.stride, global.all());
  nn::relu(global.all(), global_.stride, global.all());
  start_with(contexts_bias_.data(), contexts_.stride, contexts.all());
  add_product(global.all(), contexts_.all(), contexts_.stride, contexts.all());
  return contexts;
}

void PlainDecoder::local(const PlainBlock& block, Rows<const float> states, Rows<float> local) const {
  const OwnRows contexts = contexts_of(block, states);
  OwnRows start(1, local_width());
  for (std::int64_t m = 0; m < block.origins; ++m) {
    const float* own = contexts.all().row(m);
    start_with(common_bias_.data(), local_width(), start.all());
    add_product({own + targets_ * context_, 1, context_}, of_common_.all(), local_width(), start.all());
    const Rows<float> here = local.from(m * targets_, targets_);
    start_with(start.numbers.get(), local_width(), here);
    add_product({own, targets_, context_}, of_context_.all(), local_width(), here);
  }
  if (block.target.first != nullptr) add_product(block.target, of_target_.all(), local_width(), local);
}

void PlainDecoder::tell(Rows<const float> local, Rows<float> outputs) const {
  OwnRows positive(local.count, local_width()), hidden(local.count, local_width());
  nn::relu(local, local_width(), positive.all());
  start_with(hidden_bias_.data(), local_width(), hidden.all());
  add_product(positive.all(), hidden_.all(), local_width(), hidden.all());
  nn::relu(hidden.all(), local_width(), hidden.all());
  start_with(told_bias_.data(), told_width(), outputs);
  add_product(hidden.all(), told_.all(), told_width(), outputs);
}

}  // namespace demandcast::neural
