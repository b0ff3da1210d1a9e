// Products of a few rows with a small matrix, by loops that need no more than a cache.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>

namespace demandcast::nn {

/// Rows of numbers in memory that others own, `stride` numbers from one to the next.
template <typename Number>
struct Rows {
  Number* first = nullptr;
  std::int64_t count = 0, stride = 0;

  Number* row(std::int64_t r) const { return first + r * stride; }
  Rows from(std::int64_t r, std::int64_t rows) const { return {row(r), rows, stride}; }
  operator Rows<const Number>() const { return {first, count, stride}; }
};

/// Rows of its own, of any numbers at first.
struct OwnRows {
  OwnRows() = default;
  OwnRows(std::int64_t count, std::int64_t width)
      : rows(count),
        stride(width),
        numbers(std::make_unique_for_overwrite<float[]>(static_cast<std::size_t>(count * width))) {}
  Rows<float> all() { return {numbers.get(), rows, stride}; }
  Rows<const float> all() const { return {numbers.get(), rows, stride}; }
  std::int64_t rows = 0, stride = 0;
  std::unique_ptr<float[]> numbers;
};

/// to[r][c] += sum over i of from[r][i] * matrix[i][c], for c < columns, which is a multiple of 8; i < matrix.count.
/// What becomes of a row does not depend on the others. O(rows * inputs * columns), at the rate of the processor's
/// multiplications as long as the matrix and six rows fit its first cache.
void add_product(Rows<const float> from, Rows<const float> matrix, std::int64_t columns, Rows<float> to);

/// Copies `start` [columns] into every row.
void start_with(const float* start, std::int64_t columns, Rows<float> to);

/// max(x, 0) of `columns` numbers of every row; rows may be the same.
void relu(Rows<const float> from, std::int64_t columns, Rows<float> to);

/// to += max(x, 0).
void add_relu(Rows<const float> from, std::int64_t columns, Rows<float> to);

}  // namespace demandcast::nn
