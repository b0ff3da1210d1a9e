// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/patchwork/price_elasticity/small_matrix.h"

#include <algorithm>
#include <cmath>

namespace demandcast {
namespace {

constexpr double kLeastPivot = 1e-12;  // of its diagonal

/// Lower triangle of a = l l'; a column whose pivot vanishes is zero.
SmallMatrix cholesky(const SmallMatrix& a) {
  SmallMatrix l(a.size());
  for (std::size_t j = 0; j < a.size(); ++j) {
    for (std::size_t i = j; i < a.size(); ++i) {
      double rest = a(i, j);
      for (std::size_t k = 0; k < j; ++k) rest -= l(i, k) * l(j, k);
      if (i == j) {
        if (!(rest > kLeastPivot * a(j, j))) break;
        l(j, j) = std::sqrt(rest);
      } else {
        l(i, j) = rest / l(j, j);
      }
    }
  }
  return l;
}

/// Column of the inverse of l, below the diagonal.
void invert_column(const SmallMatrix& l, std::size_t column, SmallMatrix& inverted) {
  for (std::size_t i = column; i < l.size(); ++i) {
    if (!(l(i, i) > 0)) continue;
    double rest = i == column ? 1 : 0;
    for (std::size_t k = column; k < i; ++k) rest -= l(i, k) * inverted(k, column);
    inverted(i, column) = rest / l(i, i);
  }
}

}  // namespace

SmallMatrix SmallMatrix::diagonal(std::span<const double> values) {
  SmallMatrix matrix(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) matrix(i, i) = values[i];
  return matrix;
}

SmallMatrix& SmallMatrix::operator+=(const SmallMatrix& other) {
  for (std::size_t i = 0; i < cells_.size(); ++i) cells_[i] += other.cells_[i];
  return *this;
}

SmallMatrix operator*(const SmallMatrix& a, const SmallMatrix& b) {
  SmallMatrix product(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (std::size_t k = 0; k < a.size(); ++k) {
      for (std::size_t j = 0; j < a.size(); ++j) product(i, j) += a(i, k) * b(k, j);
    }
  }
  return product;
}

std::vector<double> operator*(const SmallMatrix& a, std::span<const double> x) {
  std::vector<double> product(a.size(), 0.0);
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (std::size_t j = 0; j < a.size(); ++j) product[i] += a(i, j) * x[j];
  }
  return product;
}

SmallMatrix inverse(const SmallMatrix& a) {
  const SmallMatrix l = cholesky(a);
  SmallMatrix inverted(a.size()), result(a.size());
  for (std::size_t column = 0; column < a.size(); ++column) invert_column(l, column, inverted);
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (std::size_t j = 0; j < a.size(); ++j) {
      for (std::size_t k = std::max(i, j); k < a.size(); ++k) result(i, j) += inverted(k, i) * inverted(k, j);
    }
  }
  return result;
}

}  // namespace demandcast
