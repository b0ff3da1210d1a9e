// What plain loops read of one block of a batch.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demandcast/models/neural/network/batch_tensors.h"
#include "demandcast/nn/plain_product.h"

namespace demandcast::neural {

/// Borrowed from tensors of single precision on the CPU, row by row as in BatchTensors.
struct PlainBlock {
  PlainBlock(const BatchTensors& batch, const at::Tensor& statics, std::int64_t block);
  std::int64_t origins, targets;
  nn::Rows<const float> past;     ///< [time, past input]
  nn::Rows<const float> origin;   ///< [origin, origin input]
  nn::Rows<const float> target;   ///< [origin x target, target input]; where nothing is known of them a zero
  nn::Rows<const float> statics;  ///< [1, number]
  nn::Rows<const float> events;   ///< [period, place x event input]
  nn::Rows<const float> ahead;    ///< [origin x step, event input]
  nn::Rows<const float> demand;   ///< [origin, target]
  nn::Rows<const float> level;    ///< [1, origin]
  const bool* begun;              ///< [origin]
};

}  // namespace demandcast::neural
