// A recurrent encoder that runs forward in time only.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/nn/module.h>
#include <torch/nn/modules/linear.h>
#include <torch/nn/modules/normalization.h>
#include <torch/nn/modules/rnn.h>

#include "demandcast/nn/dropout.h"

namespace demandcast::nn {

/// One layer of LSTM [Hochreiter & Schmidhuber 1997], started from zero at the first input; layer norm of its states.
/// Output t depends on the inputs 0 .. t.
class RecurrenceImpl : public torch::nn::Module {
 public:
  RecurrenceImpl(std::int64_t inputs, std::int64_t width);
  /// [row, time, input] -> [row, outputs, width]: the states at the last `outputs` inputs.
  at::Tensor forward(const at::Tensor& inputs, std::int64_t outputs, Dropout& dropout);

 private:
  torch::nn::LSTM cells_{nullptr};
  torch::nn::LayerNorm norm_{nullptr};
};
TORCH_MODULE(Recurrence);

}  // namespace demandcast::nn
