// What a forecast takes from like periods of the past, for forecasts.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "demandcast/models/neural/network/network_design.h"
#include "demandcast/models/neural/network/network_sizes.h"
#include "demandcast/models/neural/network/plain_block.h"
#include "demandcast/nn/plain_weights.h"

namespace demandcast::neural {

/// LookBack of one block, the same but for rounding; scores and weights of a head and an origin live in a cache alone.
class PlainLookBack {
 public:
  PlainLookBack(const nn::PlainWeights& weights, const AttentionDesign& design, const NetworkSizes& sizes);
  std::int64_t heads() const { return heads_; }
  /// Adds what is found to `local` [origin x target, number], from `states` [period, state]; the demand found goes to
  /// `demand` [origin x target, head].
  void look(const PlainBlock& block, nn::Rows<const float> states, nn::Rows<float> local, nn::Rows<float> demand) const;

 private:
  struct Past;  // keys, values and what may be looked at, of every period
  Past past_of(const PlainBlock& block, nn::Rows<const float> states) const;
  nn::OwnRows queries_of(const PlainBlock& block, nn::Rows<const float> states) const;
  void add_positions_ahead(const PlainBlock& block, nn::Rows<float> queries) const;
  void attend(const Past& past, std::int64_t origin, std::int64_t head, nn::Rows<const float> queries,
              nn::Rows<float> found, nn::Rows<float> demand) const;

  std::int64_t heads_, window_, targets_, size_, value_width_;
  bool positions_;
  nn::PlainLinear position_, key_of_state_, query_of_state_, value_;
  nn::OwnRows key_of_position_, query_of_position_, out_;
  nn::OwnRows shares_;  ///< [target, step] of a target's periods
  nn::OwnRows lags_;    ///< [head x target, period of the window], minus infinity after the last
};

}  // namespace demandcast::neural
