// SPDX-License-Identifier: Apache-2.0
#include "demandcast/nn/recurrence.h"

namespace demandcast::nn {

RecurrenceImpl::RecurrenceImpl(std::int64_t inputs, std::int64_t width)
    : cells_(register_module("cells", torch::nn::LSTM(torch::nn::LSTMOptions(inputs, width).batch_first(true)))),
      norm_(register_module("norm", torch::nn::LayerNorm(torch::nn::LayerNormOptions({width})))) {}

at::Tensor RecurrenceImpl::forward(const at::Tensor& inputs, std::int64_t outputs, Dropout& dropout) {
  const at::Tensor states = std::get<0>(cells_->forward(inputs));
  return norm_->forward(dropout(states.narrow(1, states.size(1) - outputs, outputs)));
}

}  // namespace demandcast::nn
