// Products of a small matrix with numbers of many samples at once.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>

namespace demandcast {

/// Samples that go through a policy together. Their numbers lie in rows, [row][lane]: the weights of a small network
/// stay in the nearest cache while lanes fill the registers, whatever the number of rows.
inline constexpr std::size_t kLanes = 64;

/// A matrix [rows, columns], row by row.
template <class Real>
struct MatrixView {
  const Real* values;
  std::size_t rows, columns;
};

/// out[r][lane] = sum_c matrix[r, c] in[c][lane] + start[r] (0 where `start` is empty). Real is float or double.
/// Chooses by the processor; the same bits on each, because a lane's sum is taken in the order of columns.
template <class Real>
void multiply(const MatrixView<Real>& matrix, std::span<const Real> start, const Real* in, Real* out);

/// Rows [count][lane] of several periods, `stride` numbers from one period to the next.
template <class Real>
struct PeriodRows {
  const Real* values;
  std::size_t count, stride;
};

/// gradient[r, c] += sum over periods and lanes of left[period][r][lane] right[period][c][lane].
template <class Real>
void add_products(const PeriodRows<Real>& left, const PeriodRows<Real>& right, std::size_t periods, Real* gradient);

/// gradient[r] += sum over periods and lanes of rows[period][r][lane].
template <class Real>
void add_sums(const PeriodRows<Real>& rows, std::size_t periods, Real* gradient);

}  // namespace demandcast
