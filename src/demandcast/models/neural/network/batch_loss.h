// What a network is taught by on one batch.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/models/neural/network/forking_network.h"
#include "demandcast/training/peers.h"

namespace demandcast::neural {

class BatchLoss {
 public:
  /// Borrows the peers.
  BatchLoss(const NetworkDesign& design, const std::vector<Span>& targets, const at::Device& device,
            training::Peers& peers);
  /// The head's loss, that of the first answer where there is one, and a small part of the mean's; a scalar. Of a part
  /// of a batch, what it adds to the loss of the whole: the sum over the peers is the loss that one process would have
  /// had.
  at::Tensor operator()(const nn::Head& head, const BatchTensors& batch, const NetworkForecast& forecast) const;

 private:
  struct Shares {
    at::Tensor weight, mean;  ///< of the head's loss and of the mean's, scalars
  };
  Shares shares_of(const BatchTensors& batch, const at::Tensor& weight) const;
  at::Tensor units_of(const BatchTensors& batch) const;

  bool by_scatter_;
  at::Tensor periods_;  ///< [target]
  training::Peers* peers_;
};

}  // namespace demandcast::neural
