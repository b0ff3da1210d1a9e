// Gradients of parts of a batch, added up over the processes that work on it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ATen/ATen.h>

#include <vector>

#include "demandcast/training/peers.h"

namespace demandcast::training {

class GradientExchange {
 public:
  /// Borrows the parameters' storage and the peers.
  GradientExchange(std::vector<at::Tensor> parameters, Peers& peers)
      : parameters_(std::move(parameters)), peers_(&peers) {}
  struct Told {
    double loss = 0;    ///< of all parts
    bool stop = false;  ///< whether any process wishes to stop
  };
  /// Replaces every gradient by its sum over the processes, in one exchange; the same bits in each process. `loss` is a
  /// scalar.
  Told add_up(const at::Tensor& loss, bool stop);

 private:
  std::vector<at::Tensor> parameters_;
  Peers* peers_;
};

}  // namespace demandcast::training
