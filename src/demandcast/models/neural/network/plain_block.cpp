// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/neural/network/plain_block.h"

namespace demandcast::neural {
namespace {

constexpr float kNothing = 0;

/// A block's numbers as rows of `width`.
nn::Rows<const float> rows_of(const at::Tensor& all, std::int64_t block, std::int64_t width) {
  if (!all.defined() || width == 0) return {};
  const std::int64_t count = all.numel() / all.size(0);
  return {all.data_ptr<float>() + block * count, count / width, width};
}

}  // namespace

PlainBlock::PlainBlock(const BatchTensors& batch, const at::Tensor& all_statics, std::int64_t block)
    : origins(batch.origin.size(1)),
      targets(batch.target.size(2)),
      past(rows_of(batch.past, block, batch.past.size(2))),
      origin(rows_of(batch.origin, block, batch.origin.size(2))),
      target(batch.target.size(3) > 0 ? rows_of(batch.target, block, batch.target.size(3))
                                      : nn::Rows<const float>{&kNothing, origins * targets, 0}),
      statics(all_statics.defined() ? rows_of(all_statics, block, all_statics.size(1))
                                    : nn::Rows<const float>{nullptr, 1, 0}),
      demand(rows_of(batch.demand, block, targets)),
      level(rows_of(batch.level, block, origins)),
      begun(batch.begun.data_ptr<bool>() + block * origins) {
  if (!batch.events.defined()) return;
  events = rows_of(batch.events, block, batch.events.size(2) * batch.events.size(3));
  ahead = rows_of(batch.ahead, block, batch.ahead.size(3));
}

}  // namespace demandcast::neural
