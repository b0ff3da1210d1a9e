// Attention over one place of each of a few origins before.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ATen/ATen.h>

#include <vector>

namespace demandcast::nn {

/// Which place of the origin j before each target looks at: [j - 1][target], j = 1 .. count; -1 = none.
using EarlierPlaces = std::vector<std::vector<std::int64_t>>;

struct Banded {
  at::Tensor values;   ///< [row, origin, target, value] means by the weights; what holds nothing counts as zero
  at::Tensor weights;  ///< [row, origin, target, earlier + nothing]
};

/// A target of origin t looks at one key of each origin t - 1 .. t - count, where there is one and its origin counts:
///
///   weight_j ~ exp(query . key_j / sqrt(size) + bias_j), beside a place that holds nothing, of weight ~ exp(0)
///
/// `query` [row, origin, target, size]; `key` [row, origin, place, size] and `value` [row, origin, place, value];
/// `bias` [earlier]; `counts` [row, origin] bool. On a CPU one pass over the targets each way, in O(origins * targets *
/// count) time and memory for the weights alone; elsewhere as chained operations, with the same results but for
/// rounding.
Banded banded_attention(const at::Tensor& query, const at::Tensor& key, const at::Tensor& value, const at::Tensor& bias,
                        const at::Tensor& counts, const EarlierPlaces& places);

/// The chained operations, on any device.
Banded banded_attention_by_operations(const at::Tensor& query, const at::Tensor& key, const at::Tensor& value,
                                      const at::Tensor& bias, const at::Tensor& counts, const EarlierPlaces& places);

}  // namespace demandcast::nn
