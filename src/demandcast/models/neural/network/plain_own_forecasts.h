// What the newest forecast takes from the network's earlier ones, for forecasts.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "demandcast/models/neural/network/network_sizes.h"
#include "demandcast/models/neural/network/plain_block.h"
#include "demandcast/nn/banded_attention.h"
#include "demandcast/nn/plain_weights.h"

namespace demandcast::neural {

/// OwnForecasts of a block's newest origin alone, the same but for rounding.
class PlainOwnForecasts {
 public:
  PlainOwnForecasts(const nn::PlainWeights& weights, const NetworkSizes& sizes, std::int64_t earlier);
  /// `local` [origin x target, number] of all origins and `own` [origin, target] their medians. Adds what is found to
  /// `newest` [target, number], which starts as the last of `local`; `medians` [target] are those found.
  void hear(const PlainBlock& block, nn::Rows<const float> local, nn::Rows<const float> own, nn::Rows<float> newest,
            float* medians) const;

 private:
  void add_forecasts(const PlainBlock& block, nn::Rows<const float> local, nn::Rows<const float> own,
                     nn::Rows<float> newest, float* medians) const;
  void add_errors(const PlainBlock& block, nn::Rows<const float> local, nn::Rows<const float> own,
                  nn::Rows<float> newest) const;

  std::vector<float> outcomes_of(const PlainBlock& block, nn::Rows<const float> own) const;

  std::int64_t earlier_, targets_, size_;
  nn::EarlierPlaces same_dates_;
  nn::PlainLinear query_, key_and_value_, error_query_, error_key_;
  nn::OwnRows of_values_, of_found_, of_all_;
  std::vector<float> bias_, error_bias_;  ///< [earlier]
};

}  // namespace demandcast::neural
