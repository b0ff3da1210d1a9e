// SPDX-License-Identifier: Apache-2.0
#include "demandcast/policy/lane_product.h"

#include <array>
#include <cstring>

#if defined(__x86_64__)
#define DEMANDCAST_WIDE __attribute__((target("avx2")))
#endif
#define DEMANDCAST_EVERYWHERE inline __attribute__((always_inline))

namespace demandcast {
namespace {

/// 32 bytes of numbers: one register with AVX2, two without.
template <class Real>
struct Wide {
  using Vector __attribute__((vector_size(32))) = Real;
  static constexpr std::size_t kWidth = 32 / sizeof(Real);
};

template <class Real>
DEMANDCAST_EVERYWHERE void load(const Real* from, typename Wide<Real>::Vector& vector) {
  std::memcpy(&vector, from, sizeof vector);
}

/// Rows of the product, kRows of them.
template <std::size_t kRows, class Real>
DEMANDCAST_EVERYWHERE void multiply_rows(const Real* matrix, std::size_t columns, const Real* start, const Real* in,
                                         Real* out) {
  using Vector = typename Wide<Real>::Vector;
  constexpr std::size_t kWidth = Wide<Real>::kWidth;
  for (std::size_t lane = 0; lane < kLanes; lane += 2 * kWidth) {
    Vector sums[kRows][2];
    for (std::size_t r = 0; r < kRows; ++r) sums[r][0] = sums[r][1] = Vector{} + (start ? start[r] : Real{0});
    for (std::size_t c = 0; c < columns; ++c) {
      Vector first, second;
      load(in + c * kLanes + lane, first);
      load(in + c * kLanes + lane + kWidth, second);
      for (std::size_t r = 0; r < kRows; ++r) {
        const Real weight = matrix[r * columns + c];
        sums[r][0] += weight * first;
        sums[r][1] += weight * second;
      }
    }
    for (std::size_t r = 0; r < kRows; ++r) {
      std::memcpy(out + r * kLanes + lane, &sums[r][0], sizeof(Vector));
      std::memcpy(out + r * kLanes + lane + kWidth, &sums[r][1], sizeof(Vector));
    }
  }
}

template <class Real>
DEMANDCAST_EVERYWHERE void multiply_all(const MatrixView<Real>& matrix, const Real* start, const Real* in, Real* out) {
  std::size_t row = 0;
  for (; row + 4 <= matrix.rows; row += 4) {
    multiply_rows<4>(matrix.values + row * matrix.columns, matrix.columns, start ? start + row : nullptr, in,
                     out + row * kLanes);
  }
  for (; row < matrix.rows; ++row) {
    multiply_rows<1>(matrix.values + row * matrix.columns, matrix.columns, start ? start + row : nullptr, in,
                     out + row * kLanes);
  }
}

/// Where rows of a period lie.
template <class Real>
struct RowPlace {
  const Real* values;
  std::size_t stride;
};

template <std::size_t kLeft, std::size_t kRight, class Real>
DEMANDCAST_EVERYWHERE void add_tile(const RowPlace<Real>& left, const RowPlace<Real>& right, std::size_t periods,
                                    Real* gradient, std::size_t columns) {
  using Vector = typename Wide<Real>::Vector;
  Vector sums[kLeft][kRight] = {};
  for (std::size_t t = 0; t < periods; ++t) {
    const Real* a = left.values + t * left.stride;
    const Real* b = right.values + t * right.stride;
    for (std::size_t lane = 0; lane < kLanes; lane += Wide<Real>::kWidth) {
      Vector columns_here[kRight];
      for (std::size_t c = 0; c < kRight; ++c) load(b + c * kLanes + lane, columns_here[c]);
      for (std::size_t r = 0; r < kLeft; ++r) {
        Vector row;
        load(a + r * kLanes + lane, row);
        for (std::size_t c = 0; c < kRight; ++c) sums[r][c] += row * columns_here[c];
      }
    }
  }
  for (std::size_t r = 0; r < kLeft; ++r) {
    for (std::size_t c = 0; c < kRight; ++c) {
      Real sum = 0;
      for (std::size_t k = 0; k < Wide<Real>::kWidth; ++k) sum += sums[r][c][k];
      gradient[r * columns + c] += sum;
    }
  }
}

template <std::size_t kLeft, class Real>
DEMANDCAST_EVERYWHERE void add_row_of_tiles(const RowPlace<Real>& left, const PeriodRows<Real>& right,
                                            std::size_t periods, Real* gradient) {
  std::size_t column = 0;
  for (; column + 2 <= right.count; column += 2) {
    add_tile<kLeft, 2>(left, {right.values + column * kLanes, right.stride}, periods, gradient + column, right.count);
  }
  if (column < right.count) {
    add_tile<kLeft, 1>(left, {right.values + column * kLanes, right.stride}, periods, gradient + column, right.count);
  }
}

template <class Real>
DEMANDCAST_EVERYWHERE void add_all(const PeriodRows<Real>& left, const PeriodRows<Real>& right, std::size_t periods,
                                   Real* gradient) {
  std::size_t row = 0;
  for (; row + 4 <= left.count; row += 4) {
    add_row_of_tiles<4>({left.values + row * kLanes, left.stride}, right, periods, gradient + row * right.count);
  }
  for (; row < left.count; ++row) {
    add_row_of_tiles<1>({left.values + row * kLanes, left.stride}, right, periods, gradient + row * right.count);
  }
}

#ifdef DEMANDCAST_WIDE
template <class Real>
DEMANDCAST_WIDE void multiply_wide(const MatrixView<Real>& matrix, const Real* start, const Real* in, Real* out) {
  multiply_all(matrix, start, in, out);
}

template <class Real>
DEMANDCAST_WIDE void add_wide(const PeriodRows<Real>& left, const PeriodRows<Real>& right, std::size_t periods,
                              Real* gradient) {
  add_all(left, right, periods, gradient);
}

bool is_wide() {
  static const bool wide = __builtin_cpu_supports("avx2") != 0;
  return wide;
}
#endif

}  // namespace

template <class Real>
void multiply(const MatrixView<Real>& matrix, std::span<const Real> start, const Real* in, Real* out) {
  const Real* first = start.empty() ? nullptr : start.data();
#ifdef DEMANDCAST_WIDE
  if (is_wide()) return multiply_wide(matrix, first, in, out);
#endif
  multiply_all(matrix, first, in, out);
}

template <class Real>
void add_products(const PeriodRows<Real>& left, const PeriodRows<Real>& right, std::size_t periods, Real* gradient) {
#ifdef DEMANDCAST_WIDE
  if (is_wide()) return add_wide(left, right, periods, gradient);
#endif
  add_all(left, right, periods, gradient);
}

template <class Real>
void add_sums(const PeriodRows<Real>& rows, std::size_t periods, Real* gradient) {
  for (std::size_t r = 0; r < rows.count; ++r) {
    Real sum = 0;
    for (std::size_t t = 0; t < periods; ++t) {
      const Real* lanes = rows.values + t * rows.stride + r * kLanes;
      for (std::size_t lane = 0; lane < kLanes; ++lane) sum += lanes[lane];
    }
    gradient[r] += sum;
  }
}

template void multiply(const MatrixView<float>&, std::span<const float>, const float*, float*);
template void multiply(const MatrixView<double>&, std::span<const double>, const double*, double*);
template void add_products(const PeriodRows<float>&, const PeriodRows<float>&, std::size_t, float*);
template void add_products(const PeriodRows<double>&, const PeriodRows<double>&, std::size_t, double*);
template void add_sums(const PeriodRows<float>&, std::size_t, float*);
template void add_sums(const PeriodRows<double>&, std::size_t, double*);

}  // namespace demandcast
