// SPDX-License-Identifier: Apache-2.0
#include "demandcast/nn/dropout.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <vector>

namespace demandcast::nn {

namespace {

/// Of `rows` rows, otherwise in the shape of x and in its order in memory, by which random numbers are drawn.
at::Tensor with_rows(const at::Tensor& x, std::int64_t rows) {
  std::vector<std::int64_t> order(static_cast<std::size_t>(x.dim())), place(order.size()), sizes;
  std::iota(order.begin(), order.end(), 0);
  std::ranges::stable_sort(order, std::greater(), [&](std::int64_t d) { return x.stride(d); });
  for (std::size_t i = 0; i < order.size(); ++i) {
    place[static_cast<std::size_t>(order[i])] = static_cast<std::int64_t>(i);
    sizes.push_back(order[i] == 0 ? rows : x.size(order[i]));
  }
  return at::empty(sizes, x.options()).permute(place);
}

}  // namespace

Dropout::Dropout(double share, std::uint64_t seed, const at::Device& device, Rows rows) : share_(share), rows_(rows) {
  if (share_ == 0) return;
  generator_ = at::globalContext().defaultGenerator(device).clone();
  generator_.set_current_seed(seed);
}

at::Tensor Dropout::operator()(const at::Tensor& x) {
  if (share_ == 0) return x;
  return x * kept(x).div_(1 - share_);
}

at::Tensor Dropout::kept(const at::Tensor& x) {
  if (rows_.all == 0 || rows_.all == x.size(0)) return at::empty_like(x).bernoulli_(1 - share_, generator_);
  return with_rows(x, rows_.all).bernoulli_(1 - share_, generator_).narrow(0, rows_.first, x.size(0));
}

}  // namespace demandcast::nn
