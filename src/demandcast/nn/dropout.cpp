// SPDX-License-Identifier: Apache-2.0
#include "demandcast/nn/dropout.h"

#include <ATen/Dispatch.h>

#include <algorithm>
#include <cmath>

#include "demandcast/core/hashed.h"

namespace demandcast::nn {
namespace {

constexpr std::int64_t kOfAHash = 4;  // numbers that are drawn from 16 bits each
constexpr double kSteps = 65536;

/// A row's factors: zero, or 1 / (1 - share).
template <typename T>
void fill_row(T* row, std::int64_t count, std::uint64_t key, double share) {
  const T factors[2] = {static_cast<T>(1 / (1 - share)), 0};
  const auto dropped = static_cast<std::uint64_t>(std::lround(share * kSteps));
  for (std::int64_t i = 0; i < count; i += kOfAHash) {
    const std::uint64_t bits = hashed(key + static_cast<std::uint64_t>(i));
    const std::int64_t here = std::min(kOfAHash, count - i);
    for (std::int64_t j = 0; j < here; ++j) row[i + j] = factors[(bits >> (16 * j) & 0xffff) < dropped ? 1 : 0];
  }
}

}  // namespace

at::Tensor Dropout::operator()(const at::Tensor& x) {
  if (share_ == 0) return x;
  const std::uint64_t call = hashed(seed_ ^ hashed(++calls_));
  const std::int64_t rows = x.size(0), count = x.numel() / std::max<std::int64_t>(1, rows);
  at::Tensor factors = at::empty(x.sizes(), x.options().device(at::kCPU).memory_format(at::MemoryFormat::Contiguous));
  AT_DISPATCH_FLOATING_TYPES(x.scalar_type(), "dropout", [&] {
    scalar_t* first = factors.data_ptr<scalar_t>();
    for (std::int64_t row = 0; row < rows; ++row) {
      fill_row(first + row * count, count, hashed(call ^ static_cast<std::uint64_t>(first_row_ + row)), share_);
    }
  });
  return x * factors.to(x.device());
}

}  // namespace demandcast::nn
