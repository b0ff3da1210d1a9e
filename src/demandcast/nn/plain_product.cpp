// SPDX-License-Identifier: Apache-2.0
#include "demandcast/nn/plain_product.h"

#include <algorithm>

#include "demandcast/nn/plain_lanes.h"

namespace demandcast::nn {
namespace {

constexpr std::int64_t kRowsAtOnce = 6;  // times two lanes: as many sums as registers hold beside their factors

/// Columns `column` .. of kRows rows, in registers.
template <int kRows, int kWide>
[[gnu::always_inline]] inline void add_tile(const Rows<const float>& from, const Rows<const float>& matrix,
                                            std::int64_t column, const Rows<float>& to, std::int64_t first) {
  Lanes sum[kRows][kWide];
  DEMANDCAST_UNROLLED
  for (int r = 0; r < kRows; ++r) {
    DEMANDCAST_UNROLLED
    for (int v = 0; v < kWide; ++v) sum[r][v] = lanes_at(to.row(first + r) + column + v * kLanes);
  }
  const float* numbers = matrix.first + column;
  const float* factors = from.row(first);
  for (std::int64_t i = 0; i < matrix.count; ++i, numbers += matrix.stride) {
    Lanes of[kWide];
    DEMANDCAST_UNROLLED
    for (int v = 0; v < kWide; ++v) of[v] = lanes_at(numbers + v * kLanes);
    DEMANDCAST_UNROLLED
    for (int r = 0; r < kRows; ++r) {
      const float factor = factors[r * from.stride + i];
      DEMANDCAST_UNROLLED
      for (int v = 0; v < kWide; ++v) sum[r][v] += factor * of[v];
    }
  }
  DEMANDCAST_UNROLLED
  for (int r = 0; r < kRows; ++r) {
    DEMANDCAST_UNROLLED
    for (int v = 0; v < kWide; ++v) lanes_at(to.row(first + r) + column + v * kLanes) = sum[r][v];
  }
}

template <int kRows>
[[gnu::always_inline]] inline void add_stripe(const Rows<const float>& from, const Rows<const float>& matrix,
                                              std::int64_t columns, const Rows<float>& to, std::int64_t first) {
  std::int64_t column = 0;
  for (; column + 2 * kLanes <= columns; column += 2 * kLanes) add_tile<kRows, 2>(from, matrix, column, to, first);
  for (; column < columns; column += kLanes) add_tile<kRows, 1>(from, matrix, column, to, first);
}

}  // namespace

DEMANDCAST_WIDE void add_product(Rows<const float> from, Rows<const float> matrix, std::int64_t columns,
                                 Rows<float> to) {
  for (std::int64_t row = 0, left = from.count; left > 0;) {  // in stripes of about the same number of rows
    const std::int64_t stripes = (left + kRowsAtOnce - 1) / kRowsAtOnce, rows = (left + stripes - 1) / stripes;
    switch (rows) {
      case 6:
        add_stripe<6>(from, matrix, columns, to, row);
        break;
      case 5:
        add_stripe<5>(from, matrix, columns, to, row);
        break;
      case 4:
        add_stripe<4>(from, matrix, columns, to, row);
        break;
      case 3:
        add_stripe<3>(from, matrix, columns, to, row);
        break;
      case 2:
        add_stripe<2>(from, matrix, columns, to, row);
        break;
      default:
        add_stripe<1>(from, matrix, columns, to, row);
    }
    row += rows;
    left -= rows;
  }
}

void start_with(const float* start, std::int64_t columns, Rows<float> to) {
  for (std::int64_t r = 0; r < to.count; ++r) std::copy_n(start, columns, to.row(r));
}

DEMANDCAST_WIDE void relu(Rows<const float> from, std::int64_t columns, Rows<float> to) {
  for (std::int64_t r = 0; r < from.count; ++r) {
    const float* x = from.row(r);
    float* y = to.row(r);
    for (std::int64_t c = 0; c < columns; c += kLanes)
      lanes_at(y + c) = (lanes_at(x + c) > 0 ? lanes_at(x + c) : Lanes{});
  }
}

DEMANDCAST_WIDE void add_relu(Rows<const float> from, std::int64_t columns, Rows<float> to) {
  for (std::int64_t r = 0; r < from.count; ++r) {
    const float* x = from.row(r);
    float* y = to.row(r);
    for (std::int64_t c = 0; c < columns; c += kLanes)
      lanes_at(y + c) += (lanes_at(x + c) > 0 ? lanes_at(x + c) : Lanes{});
  }
}

}  // namespace demandcast::nn
