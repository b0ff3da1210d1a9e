// The decoders of a forking network, for forecasts.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "demandcast/models/neural/network/plain_block.h"
#include "demandcast/nn/plain_weights.h"

namespace demandcast::neural {

/// Global and local decoder of ForkingNetwork, of one block.
class PlainDecoder {
 public:
  /// `told`: the network's outputs that decide the centre of a first answer.
  PlainDecoder(const nn::PlainWeights& weights, std::int64_t targets, const std::vector<std::int64_t>& told);
  std::int64_t local_width() const { return hidden_.width(); }
  std::int64_t told_width() const { return told_.width(); }
  /// Numbers that make the local decoder's hidden ones: [origin x target, local_width()], from `states` [origin,
  /// state].
  void local(const PlainBlock& block, nn::Rows<const float> states, nn::Rows<float> local) const;
  /// The told outputs of every local row, [origin x target, told_width()].
  void tell(nn::Rows<const float> local, nn::Rows<float> outputs) const;

 private:
  nn::OwnRows contexts_of(const PlainBlock& block, nn::Rows<const float> states) const;

  std::int64_t targets_, plan_, context_;
  nn::PlainLinear plans_, global_, contexts_, of_common_, hidden_, told_;
  nn::OwnRows of_context_, of_target_;
};

}  // namespace demandcast::neural
