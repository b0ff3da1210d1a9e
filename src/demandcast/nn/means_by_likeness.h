// Means of numbers by the likeness of queries and keys, a few rows at a time.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ATen/ATen.h>

namespace demandcast::nn {

struct Means {
  at::Tensor means;    ///< [row, head, query, number]
  at::Tensor weights;  ///< [row, head, query, place], without a gradient
};

/// Attention: weights ~ exp(query . key + bias) over the places that are not hidden, and means by them.
///
/// `query` [row, head, query, size]; `key` [row, head, size, place]; `bias` [head, query, place], minus infinity where
/// nothing is looked at; `hidden` [row, place] bool; `numbers` [row, place, number], those of all heads. Every query
/// has a place that is neither. Scores and their gradients live for a few rows alone and stay within a cache, as in
/// FlashAttention [Dao et al. 2022, arXiv 2205.14135]; the weights are kept, not made again.
Means means_of(const at::Tensor& query, const at::Tensor& key, const at::Tensor& bias, const at::Tensor& hidden,
               const at::Tensor& numbers);

}  // namespace demandcast::nn
