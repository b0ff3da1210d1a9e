// A batch on a network's device.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ATen/ATen.h>

#include "demandcast/models/neural/network/gather.h"

namespace demandcast::neural {

struct BatchTensors {
  /// Copies of the batch.
  BatchTensors(const Batch& batch, const at::Device& device, at::ScalarType type = at::kFloat);
  /// The batch itself on the CPU, in single precision: it has to be there as long as the tensors, which may write to
  /// it.
  static BatchTensors borrowing(Batch& batch);
  /// As gathered without the calendar, whose inputs are the last `width` wherever it is told.
  void forget_calendar(std::int64_t width);
  at::Tensor past;        ///< [block, time, past input]
  at::Tensor origin;      ///< [block, origin, origin input]
  at::Tensor target;      ///< [block, origin, target, target input]
  at::Tensor rough;       ///< [block, origin, target, rough forecast]
  at::Tensor categories;  ///< [block, column]
  at::Tensor demand;      ///< [block, origin, target]
  at::Tensor weight;      ///< [block, origin] sqrt of the level over the batch's mean of it
  at::Tensor unit;        ///< [block, origin] the level itself, units of demand
  at::Tensor level;       ///< [block, origin] over the mean level of the block
  at::Tensor begun;       ///< [block, origin] bool
  at::Tensor events;      ///< [block, period, place, event input], see Batch
  at::Tensor ahead;       ///< [block, origin, step, event input]

 private:
  BatchTensors(const Batch& batch, const at::Device& device, at::ScalarType type, bool copied);
};

}  // namespace demandcast::neural
