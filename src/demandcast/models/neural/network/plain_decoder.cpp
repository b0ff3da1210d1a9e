// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/neural/network/plain_decoder.h"

#include <algorithm>

namespace demandcast::neural {

using nn::add_product;
using nn::OwnRows;
using nn::Rows;

PlainDecoder::PlainDecoder(const nn::PlainWeights& weights, std::int64_t targets, const std::vector<std::int64_t>& told)
    : targets_(targets),
      plan_(weights.outputs("plans")),
      context_(weights.inputs("of_context")),
      plans_(weights.linear("plans")),
      global_(weights.linear("global")),
      contexts_(weights.linear("contexts")),
      of_common_(weights.linear("of_common")),
      hidden_(weights.linear("hidden")),
      told_(weights.linear_of_outputs("outputs", told)),
      of_context_(weights.matrix("of_context")),
      of_target_(weights.matrix("of_target")) {}

OwnRows PlainDecoder::contexts_of(const PlainBlock& block, Rows<const float> states) const {
  const OwnRows plans = plans_.of(block.target);
  OwnRows known(block.origins, global_.matrix.rows);  // origin, plans of all targets, state, statics
  for (std::int64_t m = 0; m < block.origins; ++m) {
    float* at = std::copy_n(block.origin.row(m), block.origin.stride, known.all().row(m));
    for (std::int64_t k = 0; k < targets_; ++k) at = std::copy_n(plans.all().row(m * targets_ + k), plan_, at);
    at = std::copy_n(states.row(m), states.stride, at);
    std::copy_n(block.statics.first, block.statics.stride, at);
  }
  OwnRows global = global_.of(known.all());
  nn::relu(global.all(), global.stride, global.all());
  return contexts_.of(global.all());
}

void PlainDecoder::local(const PlainBlock& block, Rows<const float> states, Rows<float> local) const {
  const OwnRows contexts = contexts_of(block, states);
  for (std::int64_t m = 0; m < block.origins; ++m) {
    const float* own = contexts.all().row(m);
    const OwnRows common = of_common_.of({own + targets_ * context_, 1, context_});
    const Rows<float> here = local.from(m * targets_, targets_);
    nn::start_with(common.numbers.get(), local_width(), here);
    add_product({own, targets_, context_}, of_context_.all(), local_width(), here);
  }
  add_product(block.target, of_target_.all(), local_width(), local);
}

void PlainDecoder::tell(Rows<const float> local, Rows<float> outputs) const {
  OwnRows positive(local.count, local_width());
  nn::relu(local, local_width(), positive.all());
  OwnRows hidden = hidden_.of(positive.all());
  nn::relu(hidden.all(), local_width(), hidden.all());
  told_.of(hidden.all(), outputs);
}

}  // namespace demandcast::neural
